/** Follows the bytes of JSON as they come: how deep in lists and objects they are, and whether in a string. */
export class Nesting {
  depth = 0;
  quoted = false;
  #escaped = false;

  /** Goes past the next byte. Of UTF-8, no part of a letter is taken for a sign of JSON. */
  pass(byte: number): void {
    if (this.quoted) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === sign.backslash) this.#escaped = true;
      else this.quoted = byte !== sign.quote;
    } else if (byte === sign.quote) {
      this.quoted = true;
    } else if (byte === sign.listBegins || byte === sign.objectBegins) {
      this.depth += 1;
    } else if (byte === sign.listEnds || byte === sign.objectEnds) {
      this.depth -= 1;
    }
  }
}

export const sign = {
  quote: 0x22,
  backslash: 0x5c,
  colon: 0x3a,
  comma: 0x2c,
  listBegins: 0x5b,
  listEnds: 0x5d,
  objectBegins: 0x7b,
  objectEnds: 0x7d,
} as const;

/** Whether JSON lets it stand between values. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
