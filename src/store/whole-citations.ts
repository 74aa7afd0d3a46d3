/** Citations beside what cites them, as sets hold them. */
import type * as set from '../record/set.ts';
import { type CitationOwner, citationsOf } from './citations.ts';
import type { Store } from './store.ts';

type Citing = CitationOwner extends `${infer Type}:${string}` ? Type : never;

/** Adds the citations of each, in one statement. */
export async function citing<One extends { slug: string } | { key: string }>(
  store: Store,
  type: Citing,
  all: readonly One[],
): Promise<(Omit<One, 'type'> & { citations: set.Citation[] })[]> {
  const owners = all.map((one) => `${type}:${'key' in one ? one.key : one.slug}` as const);
  const citations = await citationsOf(store, owners);
  return all.map((one, index) => ({ ...untyped(one), citations: citations[index] ?? [] }));
}

/** The same for what is within each object, without the keys that citations go by. */
export async function citingParts<Part extends { key: string }>(
  store: Store,
  type: Citing,
  groups: readonly Part[][],
): Promise<Omit<Omit<Part, 'type'> & { citations: set.Citation[] }, 'key'>[][]> {
  const cited = await citing(store, type, groups.flat());
  let next = 0;
  return groups.map((group) => {
    const parts = cited.slice(next, next + group.length);
    next += group.length;
    return parts.map(({ key, ...part }) => part);
  });
}

/** Without what GraphQL knows an object's type by. */
export function untyped<One extends object>(one: One): Omit<One, 'type'> {
  const { type, ...rest } = one as One & { type?: unknown };
  return rest;
}
