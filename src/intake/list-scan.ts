/** Finds where a JSON list may be cut, as its bytes come: entries are read one piece after the other. */
import { isSpace, Nesting, sign } from './nesting.ts';

/** The bytes are no JSON, or not laid out as they should be: `json.ts` says how and where. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

export interface Scanned {
  /** Where in these bytes what is within the list begins. */
  begin: number;
  /** The last comma between two entries, or the bracket that ends the list; -1 where neither is there. */
  cut: number;
  /** How many keys all objects between the cut before and this one have. */
  keys: number;
}

/** Deeper than any record, and shallower than the stack of those who go into what they are given. */
const deepest = 65;

/** Whether what stands between two cuts is JSON, parsing it tells. */
export class ListScan {
  /** Whether the list has come to its end. */
  ended = false;
  readonly #nesting = new Nesting();
  #keys = 0;

  /** Goes over the next bytes, up to the list's end. Throws Unreadable where they are no list. */
  over(bytes: Uint8Array): Scanned {
    const nesting = this.#nesting;
    const begin = nesting.depth > 0 ? 0 : this.#enter(bytes);
    let [cut, keysAtCut] = [-1, 0];
    for (let at = begin; at < bytes.length && !this.ended; at++) {
      const byte = bytes[at] ?? 0;
      nesting.pass(byte);
      if (nesting.quoted) continue;
      if (byte === sign.colon) this.#keys += 1;
      const ends = nesting.depth === 0;
      if (ends || (nesting.depth === 1 && byte === sign.comma)) [cut, keysAtCut] = [at, this.#keys];
      if ((ends && byte !== sign.listEnds) || nesting.depth > deepest) throw new Unreadable();
      this.ended = ends;
    }
    this.#keys -= keysAtCut;
    return { begin, cut, keys: keysAtCut };
  }

  /** Where the list's bracket lets one in. */
  #enter(bytes: Uint8Array): number {
    const bracket = bytes.findIndex((byte) => !isSpace(byte));
    if (bracket < 0) return bytes.length;
    if (bytes[bracket] !== sign.listBegins) throw new Unreadable();
    this.#nesting.pass(sign.listBegins);
    return bracket + 1;
  }
}
