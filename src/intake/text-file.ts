/** Reads a file as text, or says why it is none. */
import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { type Fault, faultText } from './faults.ts';

/** In bytes. Larger than any text or list that an editor writes, and than most that programs write. */
export const largestFile = 512 * 1000 * 1000;

/** The text of a file without its byte order mark, or what is wrong with the file. */
export async function readText(file: string): Promise<{ text: string } | { fault: Fault }> {
  let bytes: Buffer;
  try {
    const { size } = await stat(file);
    if (size > largestFile) {
      const expected = `a file of at most ${largestFile} bytes`;
      return { fault: { file, place: '', expected, came: `one of ${size}` } };
    }
    bytes = await readFile(file);
  } catch (cause) {
    return { fault: { file, place: '', expected: 'a file that can be read', came: reason(cause) } };
  }
  if (isUtf8(bytes)) return { text: new TextDecoder('utf-8').decode(bytes) };
  const at = firstFaultyByte(bytes);
  const came = at < bytes.length ? `byte 0x${bytes.toString('hex', at, at + 1)}` : 'its end';
  return {
    fault: { file, place: `byte ${at}`, expected: 'UTF-8', came, advice: 'save the file as UTF-8' },
  };
}

/** The text of a file that a caller has named. Throws an error of one line where it cannot be read. */
export async function readGivenText(file: string): Promise<string> {
  const read = await readText(file);
  if ('fault' in read) throw new Error(faultText(read.fault));
  return read.text;
}

/** Where the first letter begins that is no UTF-8, counted from 0. */
function firstFaultyByte(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (lettersIn(bytes.subarray(0, middle)) === null) bad = middle;
    else good = middle;
  }
  return lettersIn(bytes.subarray(0, good)) ?? good;
}

/** How many bytes make whole letters, where the last may lack its end; null where one is faulty. */
function lettersIn(bytes: Buffer): number | null {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return Buffer.byteLength(decoder.decode(bytes, { stream: true }));
  } catch {
    return null;
  }
}

/** In the words of people, where there are some. */
function reason(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const known: { readonly [code: string]: string } = {
    ENOENT: 'nothing: there is none',
    EISDIR: 'a folder',
    EACCES: 'a refusal: the rights to read it are missing',
  };
  return known[code] ?? code;
}
