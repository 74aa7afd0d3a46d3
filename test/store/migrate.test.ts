/** Bringing a database up to date: by several at once, never half, and never backwards. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { openStore, type StoreLocation } from '../../src/store/open.ts';
import { recordState } from '../../src/store/state.ts';
import { type Store, StoreError } from '../../src/store/store.ts';
import { onEachDatabase, openEmpty } from '../databases.ts';
import { goTogether, patience, startPrograms } from './processes.ts';

const well = { code: 0, errors: '' };

onEachDatabase('an empty database', (place) => {
  test('that four processes open at once gets its tables once, and all four go on', {
    timeout: patience,
  }, async () => {
    const [shared, alone] = [await place(), await place()];
    expect(await goTogether(await startPrograms('open', 4, shared))).toEqual([
      well,
      well,
      well,
      well,
    ]);
    await expectSame(shared, alone);
  });

  test('that one process opens many times at once gets its tables once', async () => {
    const [shared, alone] = [await place(), await place()];
    const stores = await Promise.all(Array.from({ length: 8 }, () => openStore(shared)));
    await Promise.all(stores.map((store) => store.close()));
    await expectSame(shared, alone);
  });
});

onEachDatabase('a database that is up to date', (place) => {
  test('is opened while another process is in the middle of writing', async () => {
    const location = await place();
    const writer = await openEmpty(location);
    await writer.write(async (db) => {
      await db.updateTable('record_state').set({ version: 7 }).execute();
      const reader = await openEmpty(location);
      expect(await recordState(reader)).toEqual({ version: 0, logEnd: 0 });
    });
    expect(await recordState(writer)).toEqual({ version: 7, logEnd: 0 });
  });
});

onEachDatabase('a database of a newer version', (place) => {
  test('is refused, with the step that this version does not know', async () => {
    const location = await place();
    const store = await openEmpty(location);
    const known = await stepsOf(store);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '')`.execute(
      store.db,
    );
    await expect(openStore(location)).rejects.toThrow(
      new StoreError(
        `The database is of a newer version: it has taken the step 9999-from-the-future, and this version knows only up to ${known.at(-1)}. Run the newer version, or name another database.`,
      ),
    );
    expect(await stepsOf(store)).toEqual([...known, '9999-from-the-future']);
  });
});

onEachDatabase('a step that fails', (place, kind) => {
  test('leaves nothing of itself, and is taken once it can be', async () => {
    const [location, alone] = [await place(), await place()];
    // In the way of the last table but those of the search.
    await execute(location, 'create table citation (in_the_way integer)');
    const reason = { sqlite: 'table citation', postgres: 'relation "citation"' }[kind];
    await expect(openStore(location)).rejects.toThrow(StoreError);
    await expect(openStore(location)).rejects.toThrow(
      ` cannot be opened: ${reason} already exists.`,
    );
    expect((await tablesIn(location)).filter((name) => !name.startsWith('kysely_'))).toEqual([
      'citation',
    ]);
    await execute(location, 'drop table citation');
    await (await openStore(location)).close();
    await expectSame(location, alone);
  });
});

/** The same tables and steps as in a database that was opened in peace, and they work. */
async function expectSame(location: StoreLocation, alone: StoreLocation): Promise<void> {
  const [store, other] = [await openEmpty(location), await openEmpty(alone)];
  expect(await tablesIn(location)).toEqual(await tablesIn(alone));
  expect(await stepsOf(store)).toEqual(await stepsOf(other));
  expect(await recordState(store)).toEqual({ version: 0, logEnd: 0 });
}

async function stepsOf(store: Store): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
  }>`select name from kysely_migration order by name`.execute(store.db);
  return rows.map(({ name }) => name);
}

/** Past the store, which would bring the database up to date. */
async function execute(location: StoreLocation, statement: string): Promise<{ name: string }[]> {
  if ('dataDir' in location) {
    using database = new DatabaseSync(join(location.dataDir, 'record.sqlite'));
    return database.prepare(statement).all() as { name: string }[];
  }
  const client = new pg.Client(location.databaseUrl);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function tablesIn(location: StoreLocation): Promise<string[]> {
  const rows = await execute(
    location,
    'dataDir' in location
      ? "select name from sqlite_schema where type in ('table', 'index', 'trigger') order by name"
      : "select relname as name from pg_class where relnamespace = 'public'::regnamespace order by relname",
  );
  return rows.map(({ name }) => name);
}
