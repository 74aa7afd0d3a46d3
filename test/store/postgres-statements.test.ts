/** Statements that PostgreSQL keeps prepared: as good as new ones, whatever becomes of the tables. */
import { sql } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { talksBySlug } from '../../src/store/talks.ts';
import { emptyDatabase, openAstana } from '../databases.ts';

/** The shipped record, and somebody else at the same database. */
async function shipped() {
  const location = await emptyDatabase();
  const other = new pg.Client(location.databaseUrl);
  await other.connect();
  onTestFinished(() => other.end());
  return { store: await openAstana(location), other };
}

async function prepared(store: Store): Promise<string[]> {
  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements order by prepare_time
  `.execute(store.db);
  return rows.map(({ statement }) => statement.replaceAll(/\s+/g, ' ').trim());
}

test('what is read again is planned once', async () => {
  const { store } = await shipped();
  for (let times = 0; times < 3; times++) await talksBySlug(store, ['astana-2']);
  const ofTalks = (await prepared(store)).filter((statement) => statement.includes('"talks"'));
  expect(ofTalks).toHaveLength(1);
});

test('a column that a newer version adds meanwhile is no fault', async () => {
  const { store, other } = await shipped();
  const [before] = await talksBySlug(store, ['astana-2']);
  await other.query('alter table talks add column added text');
  expect(await talksBySlug(store, ['astana-2'])).toEqual([before]);
  // Nor is it for what writes, which reads within its transaction.
  await store.write(async (db) => {
    const { rows } = await sql`select * from talks where slug = 'astana-2'`.execute(db);
    expect(rows).toHaveLength(1);
    await sql`update talks set added = 'later' where slug = 'astana-2'`.execute(db);
  });
  await other.query('alter table talks drop column added');
  expect(await talksBySlug(store, ['astana-2'])).toEqual([before]);
});

test('a fault is told as it is, each time', async () => {
  const { store } = await shipped();
  const half = () => sql`select 1 / (${0}::integer) as half`.execute(store.db);
  await expect(half()).rejects.toThrow('division by zero');
  await expect(half()).rejects.toThrow('division by zero');
  await expect(sql`select nothing from nowhere`.execute(store.db)).rejects.toThrow(
    'relation "nowhere" does not exist',
  );
});

test('a connection keeps so many, and reads what else it is asked', async () => {
  const { store } = await shipped();
  for (let number = 0; number < 120; number++) {
    const { rows } = await sql`select ${sql.lit(number)} as number`.execute(store.db);
    expect(rows).toEqual([{ number }]);
  }
  expect((await prepared(store)).length).toBeLessThanOrEqual(100);
});
