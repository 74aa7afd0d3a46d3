/** Files of JSON: quickly in chunks, or whole where it is to be said exactly what is wrong. */
import { open } from 'node:fs/promises';
import { type Fault, pathText } from './faults.ts';
import { readJson } from './json.ts';
import { Unreadable } from './list-scan.ts';
import { largestFile, readText } from './text-file.ts';

/**
 * In bytes: less than a hundred entries. Of many more at a time, too many would still be in use when
 * young objects are cleared away, be taken for old ones, and stay for long.
 */
const chunkSize = 1 << 15;

const byteOrderMark = Buffer.from('\ufeff');

/**
 * The bytes of a file from a place on, with spaces for its byte order mark. Each chunk is there
 * until the next is asked for, which takes its place. Throws Unreadable.
 */
export async function* chunksOf(file: string, start = 0): AsyncGenerator<Buffer> {
  try {
    await using handle = await open(file);
    if ((await handle.stat()).size > largestFile) throw new Unreadable();
    const buffer = Buffer.allocUnsafe(chunkSize);
    for (let at = start; ; ) {
      const { bytesRead } = await handle.read(buffer, 0, chunkSize, at);
      if (bytesRead === 0) return;
      const chunk = buffer.subarray(0, bytesRead);
      // Spaces in its place: where things stand in the file stays as it is.
      if (at === 0 && byteOrderMark.equals(chunk.subarray(0, 3))) chunk.fill(' ', 0, 3);
      yield chunk;
      at += bytesRead;
    }
  } catch (cause) {
    throw new Unreadable(undefined, { cause });
  }
}

/** What a file holds; nothing where there is no telling, which `faults` then says why. */
export async function readJsonFile(
  file: string,
): Promise<{ value?: { it: unknown }; faults: Fault[] }> {
  const read = await readText(file);
  if ('fault' in read) return { faults: [read.fault] };
  const json = readJson(read.text);
  if (!('value' in json)) {
    const { line, column, expected, came } = json;
    return { faults: [{ file, place: `line ${line}, column ${column}`, expected, came }] };
  }
  const faults = json.repeated.map(({ path, line }): Fault => {
    const came = `${JSON.stringify(path.at(-1))} again in line ${line}`;
    return { file, place: pathText(path), expected: 'each key only once', came };
  });
  return { value: { it: json.value }, faults };
}
