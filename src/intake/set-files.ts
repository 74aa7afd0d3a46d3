/** Opens a set: the files of its folder, or one file with the whole of it. */
import { recordFiles } from './files.ts';
import { isOneFile, listFolder } from './folder.ts';
import { type OpenedFile, openListFile } from './list-file.ts';
import { openWholeFile } from './whole-file.ts';

export interface OpenedSet extends OpenedFile {
  /** The folder and its files, in the order in which their faults are listed. */
  order: readonly string[];
}

/** Reads each file through. Throws nothing for what can be wrong with them: that is in `faults`. */
export async function openSet(path: string): Promise<OpenedSet> {
  if (await isOneFile(path)) return { ...(await openWholeFile(path)), order: [path] };
  const { files, faults } = await listFolder(path);
  const opened: OpenedFile[] = [];
  for (const { name, path: file } of files)
    opened.push(await openListFile(file, recordFiles[name]));
  return {
    sections: opened.flatMap(({ sections }) => sections),
    unread: opened.flatMap(({ unread }) => unread),
    faults: [...faults, ...opened.flatMap((one) => one.faults)],
    order: [path, ...files.map((file) => file.path)],
  };
}
