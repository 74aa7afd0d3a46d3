/** The entries of the browser's history: each has a name, and how far down it was left is kept. */

/** Names the entry that the page is at. One that came about without the page's doing is named first. */
export function historyEntry(): string {
  const state: unknown = history.state;
  if (typeof state === 'string') return state;
  const name = newName();
  history.replaceState(name, '');
  return name;
}

/** Adds an entry behind the one that the page is at. */
export function addHistoryEntry(href: string): void {
  history.pushState(newName(), '', href);
}

/** In pixels, by the names of entries. */
export type ScrollPlaces = Map<string, number>;

const storageKey = 'scroll places';

/** What was kept when the page was last left in this tab; nothing where the browser keeps nothing. */
export function keptScrollPlaces(): ScrollPlaces {
  try {
    // Only `keepScrollPlaces` writes it.
    return new Map(JSON.parse(sessionStorage.getItem(storageKey) ?? '[]') as [string, number][]);
  } catch {
    return new Map();
  }
}

export function keepScrollPlaces(places: ScrollPlaces): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify([...places]));
  } catch (error) {
    console.warn(error);
  }
}

function newName(): string {
  return Math.random().toString(36).slice(2);
}
