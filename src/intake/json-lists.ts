/**
 * Reads a JSON list piece by piece, so that no file need be in memory whole. It is quick, and of
 * what is wrong it only says that something is: `json.ts` says what, and where.
 */
import { isUtf8 } from 'node:buffer';
import { ListScan, Unreadable } from './list-scan.ts';
import { isSpace } from './nesting.ts';

export interface ListPiece {
  /** Some entries, as `JSON.parse` gives them. */
  values: readonly unknown[];
  /** Whether an object in them has a key twice, of which `JSON.parse` takes the last. */
  repeated: boolean;
}

/**
 * The entries of a list that comes in chunks, in order; a chunk need not last beyond the next.
 * `alone` is whether nothing may follow the list. Throws Unreadable where something is wrong, after
 * the pieces before it.
 */
export async function* listPieces(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  alone: boolean,
): AsyncGenerator<ListPiece> {
  const scan = new ListScan();
  let waiting: Buffer[] = [];
  let first = true;
  for await (const chunk of chunks) {
    if (scan.ended && !chunk.every(isSpace)) throw new Unreadable();
    if (scan.ended) continue;
    const { begin, cut, keys } = scan.over(chunk);
    if (cut < 0) {
      waiting.push(Buffer.from(chunk.subarray(begin)));
      continue;
    }
    const values = parsed(Buffer.concat([...waiting, chunk.subarray(begin, cut)]));
    const rest = Buffer.from(chunk.subarray(cut + 1));
    waiting = [rest];
    // A list may be empty, but between commas there is something.
    if (values.length === 0 && !(first && scan.ended)) throw new Unreadable();
    if (scan.ended && alone && !rest.every(isSpace)) throw new Unreadable();
    yield { values, repeated: keysIn(values) < keys };
    first = false;
    if (scan.ended && !alone) return;
  }
  if (!scan.ended) throw new Unreadable();
}

function parsed(entries: Buffer): unknown[] {
  if (!isUtf8(entries)) throw new Unreadable();
  try {
    return JSON.parse(`[${entries.toString()}]`);
  } catch {
    throw new Unreadable();
  }
}

/** How many keys the objects within have, all together. */
function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value);
  const own = Array.isArray(value) ? 0 : inner.length;
  return inner.reduce((sum, one) => sum + keysIn(one), own);
}
