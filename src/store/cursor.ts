/** Cursors of keyset pages: where in one order a row stands. */

/** How a list's positions are written as cursors. */
export interface Cursors {
  encode(position: Position): string;
  /** Throws a CursorError for what `encode` cannot have given. */
  decode(cursor: string): Position;
}

/** The values that one row is ordered by, the last of them unique. */
export type Position = readonly (string | number)[];

/** A cursor that is none of this list's, or of this order's. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

/**
 * Opaque cursors of one order. `like` has the types of the values that it orders by: whatever
 * `encode` cannot have given in this order is refused.
 */
export function keysetCursors(order: string, like: Position): Cursors {
  const encode = (position: readonly unknown[]) =>
    Buffer.from(JSON.stringify([order, ...position])).toString('base64url');
  return {
    encode,
    decode(cursor) {
      const [, ...position] = parse(cursor);
      const fits =
        position.length === like.length &&
        position.every((value, index) => typeof value === typeof like[index] && isStorable(value));
      if (!fits || encode(position) !== cursor) {
        throw new CursorError(
          `Expected a cursor that this list gave in this order, got ${shown(cursor)}. Take \`endCursor\` or \`startCursor\` of a page with the same orderBy.`,
        );
      }
      return position as (string | number)[];
    },
  };
}

/** Cursors of the pledge log: the place itself, `0` being the place before the first entry. */
export const placeCursors: Cursors = {
  encode: ([place]) => String(place),
  decode(cursor) {
    const place = /^(0|[1-9]\d*)$/.test(cursor) ? Number(cursor) : null;
    if (place === null || !isStorable(place)) {
      throw new CursorError(
        `Expected a place in the pledge log, such as "0" or the \`cursor\` of an entry, got ${shown(cursor)}.`,
      );
    }
    return [place];
  },
};

function shown(cursor: string): string {
  return JSON.stringify(cursor.slice(0, 100));
}

function parse(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** The largest whole number in PostgreSQL's `integer`, which all our numbers are. */
const largest = 2_147_483_647;

/** What both databases hold: whole numbers, and text without NUL or half a character. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) <= largest;
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}
