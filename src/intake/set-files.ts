/** Reads the entries of a set, from the files of its folder or from one file with the whole of it. */
import type { Entry } from './entries.ts';
import { type Fault, pathText, shown } from './faults.ts';
import { type RecordList, recordFiles } from './files.ts';
import { isOneFile, listFolder } from './folder.ts';
import { readJson } from './json.ts';
import { suggestion } from './nearest.ts';
import { readText } from './text-file.ts';

export interface SetEntries {
  entries: readonly Entry[];
  faults: readonly Fault[];
  /** Folders and files, in the order in which they were read. */
  order: readonly string[];
  /** Lists whose entries there was no telling of. */
  unread: readonly RecordList[];
}

const lists: readonly RecordList[] = Object.values(recordFiles);

/** One file after the other, so that what one held may be done with before the next is read. */
export async function* readSetEntries(path: string): AsyncGenerator<SetEntries> {
  if (await isOneFile(path)) yield await readWhole(path);
  else yield* readFolder(path);
}

async function* readFolder(dir: string): AsyncGenerator<SetEntries> {
  const { files, faults } = await listFolder(dir);
  yield { entries: [], faults, order: [dir, ...files.map(({ path }) => path)], unread: [] };
  for (const { name, path: file } of files) {
    const list = recordFiles[name];
    const read = await readValue(file);
    const found = read.value && entriesOf(read.value.it, { file, list, root: [] });
    yield {
      entries: found?.entries ?? [],
      faults: [...read.faults, ...(found?.faults ?? [])],
      order: [],
      unread: found?.entries ? [] : [list],
    };
  }
}

/** An object with the lists by their names; a list that is missing is empty. */
async function readWhole(file: string): Promise<SetEntries> {
  const { value, faults: broken } = await readValue(file);
  const faults = [...broken];
  const entries: Entry[] = [];
  const unread: RecordList[] = [];
  const told = (at: Fault) => ({ entries, faults: [...faults, at], order: [file], unread: lists });
  if (!value) return { entries, faults, order: [file], unread: lists };
  if (typeof value.it !== 'object' || value.it === null || Array.isArray(value.it)) {
    const expected = `a folder, or one file with an object of the lists ${lists.join(', ')}`;
    return told({ file, place: '', expected, came: shown(value.it) });
  }
  const object = new Map(Object.entries(value.it));
  for (const key of object.keys()) {
    if (lists.some((list) => list === key)) continue;
    const advice = suggestion(key, lists);
    const came = `the key ${JSON.stringify(key)}`;
    const expected = `only the keys ${lists.join(', ')}`;
    faults.push({ file, place: pathText([key]), expected, came, ...(advice && { advice }) });
  }
  for (const list of lists) {
    if (!object.has(list)) continue;
    const found = entriesOf(object.get(list), { file, list, root: [list] });
    faults.push(...found.faults);
    if (found.entries) for (const entry of found.entries) entries.push(entry);
    else unread.push(list);
  }
  return { entries, faults, order: [file], unread };
}

/** What a file holds, as JSON; nothing where there is no telling. */
async function readValue(file: string): Promise<{ value?: { it: unknown }; faults: Fault[] }> {
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

/** The entries of one list, as they stand there; null where there is no telling. */
function entriesOf(
  value: unknown,
  at: Pick<Entry, 'file' | 'list' | 'root'>,
): { entries: Entry[] | null; faults: Fault[] } {
  if (!Array.isArray(value)) {
    const fault = { file: at.file, place: pathText(at.root), expected: 'a list of entries' };
    return { entries: null, faults: [{ ...fault, came: shown(value) }] };
  }
  return { entries: value.map((raw, index) => ({ ...at, index, raw })), faults: [] };
}
