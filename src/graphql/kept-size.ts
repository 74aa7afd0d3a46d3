/** About what a row takes in memory: a bound needs no more. Held against V8's heap, it tells up to a quarter too much. */

/** In bytes, as V8 lays things out on 64 bits. */
const perObject = 40;
const perSlot = 8;
const perText = 20;

const beyondLatin1 = /[^\0-\xff]/;

/**
 * Freezes a row with all that is in it, as many operations are going to share it, and answers about
 * how many bytes it takes. For what the store reads: plain objects and lists of text and numbers.
 */
export function freezeAndMeasure(value: unknown): number {
  if (typeof value === 'string') return perText + value.length * (beyondLatin1.test(value) ? 2 : 1);
  if (typeof value !== 'object' || value === null) return 0;
  let bytes = perObject;
  for (const each of Array.isArray(value) ? value : Object.values(value))
    bytes += perSlot + freezeAndMeasure(each);
  Object.freeze(value);
  return bytes;
}
