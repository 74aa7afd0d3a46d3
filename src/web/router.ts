/** Goes from address to address without loading the page anew; the address bar and Back stay true. */
import { useEffect, useState } from 'preact/hooks';
import { type Address, readAddress } from './address.ts';
import { addHistoryEntry, historyEntry, keptScrollPlaces } from './history-entries.ts';

export interface Visit extends Address {
  /** Names the entry of the browser's history: the same again by Back and Forward. */
  entry: string;
  /** Counts up with each address gone to; 0 is the one that the page was opened at. */
  number: number;
  /** Whether the reader was here before: by Back, Forward or a reload. */
  again: boolean;
}

/** Goes to an address of this page. */
export function goTo(href: string): void {
  addHistoryEntry(href);
  dispatchEvent(new Event(moved));
}

const moved = 'record:moved';

/** The address that the page is at, as it changes. */
export function useVisit(): Visit {
  const [visit, setVisit] = useState<Visit>(() => {
    const entry = historyEntry();
    return { ...readAddress(location), entry, number: 0, again: keptScrollPlaces().has(entry) };
  });
  useEffect(() => {
    const read = (again: boolean) => {
      forgetFirstAddress();
      setVisit(({ number }) => ({
        ...readAddress(location),
        entry: historyEntry(),
        number: number + 1,
        again,
      }));
    };
    const go = () => read(false);
    const comeBack = () => read(true);
    addEventListener(moved, go);
    addEventListener('popstate', comeBack);
    document.addEventListener('click', followLink);
    return () => {
      removeEventListener(moved, go);
      removeEventListener('popstate', comeBack);
      document.removeEventListener('click', followLink);
    };
  }, []);
  return visit;
}

/** Takes away what the server's HTML says of the one address that it was for, such as its canonical link. */
function forgetFirstAddress(): void {
  for (const tag of document.head.querySelectorAll('[data-here]')) tag.remove();
}

/** Takes over plain clicks on links within this page and language; all others are the browser's. */
function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.target !== '' || link.hasAttribute('download')) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin) return;
  const to = readAddress(url);
  if (to.place.view === 'unknown' || to.language !== readAddress(location).language) return;
  const stays = url.pathname === location.pathname && url.search === location.search;
  if (stays && url.hash !== '') return;
  event.preventDefault();
  goTo(url.pathname + url.search + url.hash);
}
