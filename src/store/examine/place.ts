/** Looks at the folder of the embedded store: whether it can hold it, and go on holding it. */
import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { causeOf, type Finding, fault, fine, warning } from './finding.ts';

/** Too little for the next entries, and little enough to be told, in bytes. */
const tooLittle = 10_000_000;
const little = 200_000_000;

/** What is found of the folder, and whether there is a store in it. */
export async function examineFolder(
  dataDir: string,
  file: string,
): Promise<{ findings: Finding[]; exists: boolean }> {
  const folder = await stat(dataDir).catch(() => null);
  if (folder === null)
    return { findings: [absent(`There is no folder ${dataDir} yet`)], exists: false };
  if (!folder.isDirectory()) {
    const advice = 'Name a folder that can be written to as DATA_DIR.';
    return { findings: [fault('store', `${dataDir} is no folder`, advice)], exists: false };
  }
  const exists = (await stat(file).catch(() => null)) !== null;
  const findings = [
    ...(await permissions(dataDir, exists ? file : null)),
    ...(exists ? [] : [absent(`There is no store in ${dataDir} yet`)]),
    ...(await space(dataDir)),
  ];
  return { findings, exists };
}

function absent(what: string): Finding {
  return warning(
    'store',
    what,
    '`talks serve` makes it; if there was one, restore it from a copy.',
  );
}

async function permissions(dataDir: string, file: string | null): Promise<Finding[]> {
  const { R_OK, W_OK, X_OK } = constants;
  const findings: Finding[] = [];
  const needed = [
    [dataDir, R_OK | W_OK | X_OK],
    ...(file === null ? [] : [[file, R_OK | W_OK] as const]),
  ] as const;
  for (const [path, mode] of needed) {
    try {
      await access(path, mode);
    } catch (cause) {
      const advice = `Give the user that serves the right to read and write ${path}, for example: chown -R USER ${dataDir}`;
      findings.push(
        fault('store', `${path} cannot be read and written: ${causeOf(cause)}`, advice),
      );
    }
  }
  const mode = (await stat(file ?? dataDir)).mode;
  if (mode & 0o002) {
    const path = file ?? dataDir;
    findings.push(
      warning('store', `Any user of this machine may write into ${path}`, `chmod o-w ${path}`),
    );
  }
  return findings;
}

async function space(dataDir: string): Promise<Finding[]> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const what = `${Math.floor(free / 1_000_000).toLocaleString('en')} MB are free for ${dataDir}`;
  if (free < tooLittle)
    return [fault('space', what, 'Make room: without it nothing can be recorded.')];
  if (free < little) return [warning('space', what, 'Make room before nothing can be recorded.')];
  return [fine('space', what)];
}
