/** Real databases for suites: each gets one of its own, gone when the test ends. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { describe, inject, onTestFinished } from 'vitest';
import { importSet } from '../src/store/import.ts';
import { openStore, type StoreLocation, type StoreOptions } from '../src/store/open.ts';
import type { DatabaseKind, Store } from '../src/store/store.ts';
import { scratch } from './scratch.ts';
import { readWhole } from './whole-sets.ts';

/** The set that the project ships. */
export const astana = new URL('../fixtures/astana', import.meta.url).pathname;

/** Takes what is to be done when whatever needs a database is over: a test, unless it says otherwise. */
export type Later = (clean: () => Promise<void>) => void;

/** Declares a suite once for each database. `place` makes an empty database, for this test alone. */
export function onEachDatabase(
  name: string,
  suite: (place: () => Promise<StoreLocation>, kind: DatabaseKind) => void,
): void {
  describe.each(['sqlite', 'postgres'] as const)(`${name} (%s)`, (kind) => {
    suite(() => (kind === 'sqlite' ? emptyFolder() : emptyDatabase()), kind);
  });
}

/** A store in an empty database, closed when the test ends. */
export async function openEmpty(
  location: StoreLocation,
  options?: StoreOptions,
  later: Later = onTestFinished,
): Promise<Store> {
  const store = await openStore(location, options);
  later(() => store.close());
  return store;
}

/** A store that holds the set the project ships. */
export async function openAstana(location: StoreLocation, options?: StoreOptions): Promise<Store> {
  const store = await openEmpty(location, options);
  const { set, faults } = await readWhole([astana]);
  if (faults.length > 0) throw new Error(`The shipped set has ${faults.length} faults.`);
  await importSet(store, [set]);
  return store;
}

export async function emptyFolder(
  later: Later = onTestFinished,
): Promise<StoreLocation & { dataDir: string }> {
  const dataDir = await mkdtemp(join(scratch, 'talks-record-'));
  later(() => rm(dataDir, { recursive: true, force: true }));
  return { dataDir };
}

export async function emptyDatabase(
  later: Later = onTestFinished,
): Promise<StoreLocation & { databaseUrl: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name}`);
  later(() => administer(`drop database ${name} with (force)`));
  return { databaseUrl: `${inject('postgresUrl')}/${name}` };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client(`${inject('postgresUrl')}/postgres`);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
