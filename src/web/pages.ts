/** Long lists, read page by page as the reader asks for more. */
import { useState } from 'preact/hooks';
import { useKept } from './kept.ts';

type PageInfo =
  | { endCursor: string | null; hasNextPage: boolean }
  | { startCursor: string | null; hasPreviousPage: boolean };

export interface Page {
  totalCount?: number;
  pageInfo: PageInfo;
  nodes: readonly unknown[];
}

export interface Pages<Found extends Page = Page> {
  /** In the order in which they were read. */
  read: readonly Found[];
  /** Whether there is more to ask for. */
  hasMore: boolean;
  state: 'idle' | 'asking' | 'failed';
  ask(): void;
}

/**
 * The first page of a list and those after it, or before it where its page info looks back. `askFor`
 * answers the page behind a cursor, and nothing where the list is gone. The name tells the list from
 * the view's others.
 */
export function usePages<Found extends Page>(
  name: string,
  first: Found,
  askFor: (cursor: string) => Promise<Found | null | undefined>,
): Pages<Found> {
  const [further, setFurther] = useKept<readonly Found[]>(`pages of ${name}`, []);
  const [state, setState] = useState<Pages['state']>('idle');
  const cursor = cursorOf((further.at(-1) ?? first).pageInfo);
  const ask = async (from: string) => {
    setState('asking');
    try {
      const page = await askFor(from);
      if (!page) throw new Error(`${name}: expected a page after ${from}, but got none`);
      setFurther((old) => [...old, page]);
      setState('idle');
    } catch (error) {
      console.warn(error);
      setState('failed');
    }
  };
  return {
    read: [first, ...further],
    hasMore: cursor !== null,
    state,
    ask() {
      if (cursor !== null && state !== 'asking') void ask(cursor);
    },
  };
}

/** Null where the list ends. */
function cursorOf(info: PageInfo): string | null {
  if ('endCursor' in info) return info.hasNextPage ? info.endCursor : null;
  return info.hasPreviousPage ? info.startCursor : null;
}
