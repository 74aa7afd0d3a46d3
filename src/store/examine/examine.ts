/** Examines the store from the outside in, without changing anything of what is in it. */
import { Kysely } from 'kysely';
import { fileIn, openStore, placeOf, type StoreLocation } from '../open.ts';
import { openPostgres } from '../postgres.ts';
import { openForReading } from '../sqlite.ts';
import type { Store } from '../store.ts';
import { examineCitations, examineTexts } from './citations.ts';
import { examinePostgres, examineSqlite } from './database.ts';
import { causeOf, type Finding, fault } from './finding.ts';
import { examineLog } from './log.ts';
import { examineFolder } from './place.ts';
import { examineState, examineSteps, restoreAdvice } from './steps.ts';

/** What is found, as far as it can be looked at: nothing is asked of a file that is not there. */
export async function* examineStore(location: StoreLocation): AsyncGenerator<Finding> {
  if ('dataDir' in location) {
    const { findings, exists } = await examineFolder(location.dataDir, fileIn(location.dataDir));
    yield* findings;
    if (!exists) return;
  }
  let complete = false;
  try {
    for await (const finding of examineDatabase(location)) {
      yield finding;
      complete = finding.check === 'migrations' ? finding.level === 'ok' : complete;
    }
  } catch (cause) {
    yield fault(
      'store',
      `${placeOf(location)} cannot be read: ${causeOf(cause)}`,
      adviceFor(location),
    );
    return;
  }
  if (complete) yield* examineContents(location);
}

function adviceFor(location: StoreLocation): string {
  return 'dataDir' in location
    ? restoreAdvice
    : 'See that PostgreSQL runs, and that DATABASE_URL names its host, database, user and password.';
}

/** As it is, without opening it as a server does, which would bring it up to date. */
async function* examineDatabase(location: StoreLocation): AsyncGenerator<Finding> {
  const { dialect, close, kind } =
    'dataDir' in location
      ? { ...openForReading(fileIn(location.dataDir)), kind: 'sqlite' as const }
      : {
          dialect: openPostgres(location.databaseUrl, () => {}),
          close: () => {},
          kind: 'postgres' as const,
        };
  const db = new Kysely<unknown>({ dialect });
  try {
    yield* kind === 'sqlite' ? await examineSqlite(db) : await examinePostgres(db);
    const { finding, complete } = await examineSteps(db, kind);
    yield finding;
    if (complete) yield await examineState(db);
  } finally {
    await db.destroy();
    close();
  }
}

const parts: { readonly [check: string]: (store: Store) => Promise<Finding[]> } = {
  log: examineLog,
  citations: examineCitations,
  texts: examineTexts,
};

/** Of one moment, though a server may be writing. */
async function* examineContents(location: StoreLocation): AsyncGenerator<Finding> {
  const findings: Finding[] = [];
  try {
    const store = await openStore(location);
    try {
      await store.snapshot(async (at) => {
        for (const [check, examine] of Object.entries(parts)) {
          findings.push(...(await examine(at).catch((cause) => [unreadable(check, cause)])));
        }
      });
    } finally {
      await store.close();
    }
  } catch (cause) {
    findings.push(unreadable('store', cause));
  }
  yield* findings;
}

function unreadable(check: string, cause: unknown): Finding {
  return fault(check, `It cannot be read: ${causeOf(cause)}`, restoreAdvice);
}
