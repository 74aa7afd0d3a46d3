/** The entries of the browser's history: each has a name, and knows how far down it was left. */

export interface HistoryEntry {
  key: string;
  /** In pixels; undefined for one that has not been left. */
  scrolledTo?: number;
}

/** The entry that the page is at. One that came about without the page's doing is given a name first. */
export function historyEntry(): HistoryEntry {
  const state: unknown = history.state;
  if (isEntry(state)) return state;
  const entry = { key: newKey() };
  history.replaceState(entry, '');
  return entry;
}

/** Adds an entry behind the one that the page is at, which keeps how far down it was. */
export function newHistoryEntry(href: string): void {
  rememberScroll();
  history.pushState({ key: newKey() } satisfies HistoryEntry, '', href);
}

/** Has the entry keep how far down it is, even if the page is loaded anew. */
export function rememberScroll(): void {
  history.replaceState({ ...historyEntry(), scrolledTo: scrollY }, '');
}

function isEntry(state: unknown): state is HistoryEntry {
  return typeof state === 'object' && state !== null && 'key' in state;
}

function newKey(): string {
  return Math.random().toString(36).slice(2);
}
