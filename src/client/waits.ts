/** How long to wait for a service that is not there. */

/** The longest of the growing waits, in milliseconds. */
export const longestWait = 10_000;

/** Longer waits than this many milliseconds end at once, in every engine. */
const longestTimer = 2 ** 31 - 1;

/**
 * Waits that double, each cut short at random, so that those who were cut off together do not come
 * back together.
 */
export class GrowingWaits {
  readonly #first: number;
  #ceiling: number;

  /** The longest that the first wait may be, in milliseconds. */
  constructor(first = 100) {
    this.#first = first;
    this.#ceiling = first;
  }

  /** The next wait in milliseconds; `atLeast` is what the service asked for. */
  next(atLeast = 0): number {
    const wait = Math.random() * this.#ceiling;
    this.#ceiling = Math.min(longestWait, this.#ceiling * 2);
    return Math.min(atLeast + wait, longestTimer);
  }

  /** Begins anew with the shortest. */
  reset(): void {
    this.#ceiling = this.#first;
  }
}

/** Ends after so many milliseconds, or when the signal says so. */
export function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
  });
}

/**
 * What a `Retry-After` header asks for, in milliseconds: seconds, or a date.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function readRetryAfter(value: string | null): number {
  if (value === null) return 0;
  const wait = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(wait) ? 0 : Math.max(0, wait);
}
