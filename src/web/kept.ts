/** What views have read, kept while the reader is elsewhere: Back shows a page as it was left. */
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { todayInUtc } from './today.ts';
import { useCurrentVisit } from './visit.ts';

/** So many pages are kept; older ones are read again. */
const most = 20;

export class KeptStates {
  readonly #byEntry = new Map<string, Map<string, unknown>>();
  #day = todayInUtc();

  get(entry: string, name: string): unknown {
    this.#forgetYesterday();
    return this.#byEntry.get(entry)?.get(name);
  }

  put(entry: string, name: string, state: unknown): void {
    this.#forgetYesterday();
    const states = this.#byEntry.get(entry) ?? new Map<string, unknown>();
    // What was put last is the last to go.
    this.#byEntry.delete(entry);
    this.#byEntry.set(entry, states.set(name, state));
    const [oldest] = this.#byEntry.keys();
    if (this.#byEntry.size > most && oldest !== undefined) this.#byEntry.delete(oldest);
  }

  /** Overnight, what is due changes. */
  #forgetYesterday(): void {
    const today = todayInUtc();
    if (this.#day !== today) this.#byEntry.clear();
    this.#day = today;
  }
}

export const KeptContext = createContext<Pick<KeptStates, 'get' | 'put'>>({
  get: () => undefined,
  put() {},
});

/** As `useState`, but what it was when the reader left an entry of the history is what it is again. */
export function useKept<State>(name: string, initial: State) {
  const { entry } = useCurrentVisit();
  const kept = useContext(KeptContext);
  // Under one name is one type of state.
  const [state, setState] = useState<State>(
    () => (kept.get(entry, name) as State | undefined) ?? initial,
  );
  useEffect(() => kept.put(entry, name, state), [entry, state]);
  return [state, setState] as const;
}
