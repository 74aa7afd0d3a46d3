/** The entries of all files as they stand there, faulty ones too, and ways to look into them. */
import { type Fault, type JsonPath, pathText } from './faults.ts';
import type { RecordList } from './files.ts';

/** One entry of a file. What it holds may be anything: the rules look at it before shapes are sure. */
export interface Entry {
  list: RecordList;
  /** The way to its list within the file; empty where the file is the list. */
  root: JsonPath;
  file: string;
  /** Its place in the file's list. */
  index: number;
  raw: unknown;
}

/** A value within an entry, and the path to it from the entry. */
export interface Found {
  path: JsonPath;
  value: unknown;
}

/** A fault at a path within an entry. */
export function faultAt(
  entry: Entry,
  path: JsonPath,
  said: { expected: string; came: string; advice?: string | undefined },
): Fault {
  const { expected, came, advice } = said;
  const { file } = entry;
  return { file, place: placeAt(entry, path), expected, came, ...(advice && { advice }) };
}

/** `$[3].citations[0].start` */
export function placeAt(entry: Entry, path: JsonPath): string {
  return pathText([...entry.root, entry.index, ...path]);
}

/** The values at a pattern such as `seats.*.person`, where `*` is every item of a list. */
export function valuesAt(raw: unknown, pattern: string): Found[] {
  return (pattern === '' ? [] : pattern.split('.')).reduce<Found[]>(
    (found, step) =>
      found.flatMap(({ path, value }) => {
        if (step !== '*') {
          const inner = fieldOf(value, step);
          return inner === undefined ? [] : [{ path: [...path, step], value: inner }];
        }
        return Array.isArray(value)
          ? value.map((item, index) => ({ path: [...path, index], value: item }))
          : [];
      }),
    [{ path: [], value: raw }],
  );
}

/** What an object has under a key of its own. */
export function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

/** The same, where it is a text. */
export function textOf(value: unknown, key: string): string | undefined {
  const field = fieldOf(value, key);
  return typeof field === 'string' ? field : undefined;
}
