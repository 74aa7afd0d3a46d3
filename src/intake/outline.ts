/** Where the lists in an object of JSON are, found without keeping what they hold. */
import { readJson } from './json.ts';
import { Unreadable } from './list-scan.ts';
import { Nesting, sign } from './nesting.ts';

/** In bytes: much longer than any outline of an object of lists. */
const longest = 1 << 16;

/**
 * Where the list under each key begins, in bytes; null where something else than a list is there.
 * Null for all where there are no bytes, no object, or one with a key twice. What the lists hold is
 * not looked at.
 */
export async function listsIn(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<Map<string, number | null> | null> {
  const text = await outlineOf(chunks).catch((cause: unknown) => {
    if (cause instanceof Unreadable) return null;
    throw cause;
  });
  const outline = text === null ? null : readJson(text);
  if (!outline || !('value' in outline) || outline.repeated.length > 0) return null;
  const { value } = outline;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return new Map(
    Object.entries(value).map(([key, list]) => [key, Array.isArray(list) ? Number(list[0]) : null]),
  );
}

/** The text, where each list holds nothing but the place at which it begins; null where that is too long. */
async function outlineOf(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<string | null> {
  const nesting = new Nesting();
  const text: number[] = [];
  let at = 0;
  for await (const chunk of chunks) {
    for (const byte of chunk) {
      const { depth } = nesting;
      nesting.pass(byte);
      if (depth < 2 || nesting.depth < 2) text.push(byte);
      const enters = depth === 1 && nesting.depth === 2 && byte === sign.listBegins;
      if (enters) text.push(...Buffer.from(String(at)));
      at += 1;
    }
    if (text.length > longest) return null;
  }
  return Buffer.from(text).toString();
}
