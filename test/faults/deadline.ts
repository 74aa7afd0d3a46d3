/** Waiting for what is to come, and no longer than it may take. */
import { setTimeout as wait } from 'node:timers/promises';

/** How often a condition is looked at, in milliseconds. */
const lookEvery = 10;

/**
 * Looks until there is something, and answers it. Fails after so many milliseconds with what was
 * waited for, and with what `state` tells of how far it has come.
 */
export async function until<Found>(
  what: string,
  look: () => Found | false | null | undefined | Promise<Found | false | null | undefined>,
  milliseconds: number,
  state: () => string = () => '',
): Promise<Found> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found !== false && found !== null && found !== undefined) return found;
    if (performance.now() > deadline) {
      throw new Error(`${what}: not within ${milliseconds} ms. ${state()}`.trimEnd());
    }
    await wait(lookEvery);
  }
}
