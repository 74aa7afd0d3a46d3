/** The live side of the page: entries as they are recorded, and whether there is a connection to hear them by. */
import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { TypedDocumentString } from '../generated/web/graphql.ts';
import { useKept } from './kept.ts';
import { useService } from './service.ts';

/** `found` is connected again, after a loss; `off` is a view that nothing can change. */
export type Connection = 'off' | 'connecting' | 'connected' | 'lost' | 'found' | 'ended';

export interface Desk {
  /** Shows the state of the connection. */
  show(connection: Connection): void;
  /** Has a screen reader say it, when it has nothing else to say. */
  announce(text: string): void;
}

export const DeskContext = createContext<Desk>({ show() {}, announce() {} });

export function useDesk(): Desk {
  return useContext(DeskContext);
}

/**
 * Hears each entry after a place in the log once, in order, for as long as the view is open.
 * Nothing is heard while the place is null, as it is until the view's own answer is there, nor
 * while the page is hidden: browsers allow six connections to one server, and each page that is
 * shown needs one. What was recorded meanwhile is heard when the page is shown again.
 */
export function useLive<
  Data extends { pledgeUpdates: { cursor: string } },
  Variables extends { after?: unknown },
>(
  document: TypedDocumentString<Data, Variables>,
  variables: Omit<Variables, 'after'>,
  place: string | null,
  hear: (data: Data) => void,
): void {
  const service = useService();
  const desk = useDesk();
  const hearing = useRef(hear);
  hearing.current = hear;
  /** The place of the newest entry heard. Whoever comes back to the view hears what is newer. */
  const [heard] = useKept<{ place: string | null }>('heard', { place });
  heard.place ??= place;
  const shown = usePageShown();
  const listens = place !== null && shown;
  const subject = JSON.stringify(variables);
  // The subject stands for the variables; a newer place is no reason to begin anew.
  useEffect(() => {
    if (!listens) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    let lost = false;
    const onState = (state: 'connected' | 'lost') => {
      if (signal.aborted) return;
      desk.show(state === 'lost' ? 'lost' : lost ? 'found' : 'connected');
      lost ||= state === 'lost';
    };
    const listen = async () => {
      // What the caller has checked: the variables, and a place for the one that is left out.
      const open = document as unknown as TypedDocumentString<Data, object>;
      const all = { ...variables, after: heard.place };
      for await (const data of service.subscribe<Data, object>(open, all, { signal, onState })) {
        heard.place = data.pledgeUpdates.cursor;
        hearing.current(data);
      }
    };
    desk.show('connecting');
    listen().catch((error: unknown) => {
      console.warn(error);
      if (!signal.aborted) desk.show('ended');
    });
    return () => {
      leaving.abort();
      desk.show('off');
    };
  }, [subject, listens]);
}

/** Whether the reader can see the page: its tab is in front, its window not minimised. */
function usePageShown(): boolean {
  const [shown, setShown] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    const look = () => setShown(document.visibilityState === 'visible');
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return shown;
}
