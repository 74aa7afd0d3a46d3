/** Copies of the embedded store: made while a server writes, and put back while none runs. */
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { causeOf } from './examine/finding.ts';
import { knownSteps } from './migrate.ts';
import { fileIn } from './open.ts';
import { StoreError } from './store.ts';

export interface Copy {
  file: string;
  /** Of the record, and the end of its log, as they are in the copy. */
  version: number;
  logEnd: number;
  bytes: number;
}

/** How long a copy waits for a server that mends the file after a crash, in milliseconds. */
const patience = 5_000;

/**
 * Copies the store in a folder into a new file, as it is at one moment, however much is written
 * meanwhile. The file appears when it is whole, checked and on disk. Throws a StoreError.
 */
export async function backUp(dataDir: string, file: string): Promise<Copy> {
  if (!existsSync(fileIn(dataDir))) {
    throw new StoreError(`There is no store in ${dataDir}: name its folder as DATA_DIR.`);
  }
  if (existsSync(file)) {
    throw new StoreError(`${file} is there already: expected the name of a new file.`);
  }
  return await copyWhole(fileIn(dataDir), file);
}

/**
 * Puts a copy in the place of the store in a folder, which is kept beside it; answers under which
 * name, or null where there was none. Throws a StoreError where a server has the store open, and
 * for a file that holds no whole record of this version or one before it.
 */
export async function restore(
  file: string,
  dataDir: string,
): Promise<{ copy: Copy; replaced: string | null }> {
  if (!existsSync(file)) throw new StoreError(`There is no file ${file}.`);
  const place = fileIn(dataDir);
  await mkdir(dataDir, { recursive: true });
  const draft = `${place}.restoring`;
  await rm(draft, { force: true });
  const copy = await copyWhole(file, draft);
  const replaced = existsSync(place) ? await moveAside(place) : null;
  await rename(draft, place);
  await toDisk(dataDir);
  return { copy: { ...copy, file: place }, replaced };
}

/** Of the pieces of SQLite's own that a copy of the bare file would leave behind, nothing is lost. */
async function copyWhole(from: string, to: string): Promise<Copy> {
  const draft = `${to}.part`;
  try {
    await rm(draft, { force: true });
    // https://www.sqlite.org/lang_vacuum.html#vacuuminto
    reading(from, (database) => database.prepare('vacuum into ?').run(draft));
    const state = reading(draft, stateIn);
    await toDisk(draft);
    await rename(draft, to);
    await toDisk(dirname(to));
    return { file: to, ...state, bytes: (await stat(to)).size };
  } catch (cause) {
    await rm(draft, { force: true });
    if (cause instanceof StoreError) throw cause;
    throw new StoreError(`${from} could not be copied: ${causeOf(cause)}.`, { cause });
  }
}

function reading<Result>(file: string, read: (database: DatabaseSync) => Result): Result {
  const database = new DatabaseSync(file, { readOnly: true, timeout: patience });
  try {
    return read(database);
  } finally {
    database.close();
  }
}

/** Throws a StoreError for a file that is no whole record, or one of a newer version. */
function stateIn(database: DatabaseSync): { version: number; logEnd: number } {
  const tables = database.prepare(`select name from sqlite_master where type = 'table'`).all();
  const names = tables.map(({ name }) => name);
  if (!names.includes('kysely_migration') || !names.includes('record_state')) {
    throw new StoreError('The file holds no record: expected one that `talks backup` has made.');
  }
  const taken = database.prepare('select name from kysely_migration').all();
  const newer = taken.find(({ name }) => !knownSteps('sqlite').includes(String(name)));
  if (newer) {
    throw new StoreError(
      `The file is of a newer version, which has taken the step ${newer.name}: use that version.`,
    );
  }
  const check = database.prepare('pragma integrity_check').get();
  if (check?.integrity_check !== 'ok') {
    throw new StoreError(`The file is broken: ${String(check?.integrity_check)}`);
  }
  const state = database.prepare('select version, log_end from record_state').get();
  return { version: Number(state?.version), logEnd: Number(state?.log_end) };
}

/** Answers the new name. What SQLite keeps beside the file goes along. */
async function moveAside(place: string): Promise<string> {
  takeAlone(place);
  const time = new Date().toISOString().replace(/[:.]/g, '-');
  const aside = `${place}.replaced-${time}`;
  for (const part of ['', '-wal', '-shm']) {
    if (existsSync(place + part)) await rename(place + part, aside + part);
  }
  return aside;
}

/** Throws a StoreError where somebody else has the store open: only who is alone may leave WAL. */
function takeAlone(place: string): void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(place, { timeout: 0 });
    database.exec('pragma journal_mode = delete');
  } catch (cause) {
    // What is broken is being replaced for that very reason.
    if (!(cause instanceof Error && /locked/.test(cause.message))) return;
    throw new StoreError(
      `The store in ${dirname(place)} is in use: stop the server first, and then restore.`,
      { cause },
    );
  } finally {
    database?.close();
  }
}

/** What is written, or renamed within a folder, is on disk. */
async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
