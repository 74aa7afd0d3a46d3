/** Where a set is: which files are in its folder, and which should not be; or that it is one file. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from './faults.ts';
import { isRecordFile, type RecordFile, recordFileNames } from './files.ts';
import { suggestion } from './nearest.ts';

export interface Folder {
  files: readonly { name: RecordFile; path: string }[];
  faults: readonly Fault[];
}

/** Whether a set is all in one file, as an export of the whole record is. */
export async function isOneFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Lists the files of a set in the order in which they are read. Only `*.json` counts. */
export async function listFolder(folder: string): Promise<Folder> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : cause;
    const came =
      code === 'ENOENT'
        ? 'nothing: there is no such folder'
        : code === 'ENOTDIR'
          ? 'a file'
          : String(code);
    return { files: [], faults: [{ file: folder, place: '', expected: 'a folder', came }] };
  }
  const strays = names.filter((name) => name.endsWith('.json') && !isRecordFile(name)).sort();
  const faults = strays.map((name): Fault => {
    const advice = suggestion(name, recordFileNames);
    const expected = `one of ${recordFileNames.join(', ')}`;
    const came = `the name ${JSON.stringify(name)}`;
    return { file: join(folder, name), place: '', expected, came, ...(advice && { advice }) };
  });
  const files = recordFileNames
    .filter((name) => names.includes(name))
    .map((name) => ({ name, path: join(folder, name) }));
  if (files.length === 0) {
    const expected = `at least one of ${recordFileNames.join(', ')}`;
    const came = names.length === 0 ? 'an empty folder' : 'none of them';
    faults.push({ file: folder, place: '', expected, came });
  }
  return { files, faults };
}
