/** The embedded store: on disk when it says so, and shared with other processes without harm. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { importSet } from '../../src/store/import.ts';
import type { Listing } from '../../src/store/list.ts';
import { openStore } from '../../src/store/open.ts';
import { pagesOf } from '../../src/store/pages.ts';
import { pledgeList } from '../../src/store/pledges.ts';
import { processList } from '../../src/store/processes.ts';
import { quoteList } from '../../src/store/quotes.ts';
import { sourceList } from '../../src/store/sources.ts';
import { recordCounts, recordState } from '../../src/store/state.ts';
import { talksList } from '../../src/store/talks.ts';
import { emptyFolder, openEmpty } from '../databases.ts';
import { syntheticSet } from '../synthetic.ts';
import { goTogether, patience, startPrograms } from './processes.ts';

const well = { code: 0, errors: '' };

test.each(['journal_mode', 'synchronous', 'foreign_keys'])(
  'reads and writes with the same %s: a log written ahead, on disk at each commit, references held',
  async (pragma) => {
    const store = await openEmpty(await emptyFolder());
    const question = sql<{ [name: string]: unknown }>`pragma ${sql.raw(pragma)}`;
    const expected = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1 }[pragma];
    const reading = await question.execute(store.db);
    const writing = await store.write((db) => question.execute(db));
    expect([...reading.rows, ...writing.rows]).toEqual([
      { [pragma]: expected },
      { [pragma]: expected },
    ]);
  },
);

test.each([
  ['has read', true],
  ['has not read', false],
])('a store that %s leaves one file when it is closed', async (_, reads) => {
  const location = await emptyFolder();
  const store = await openStore(location);
  if (reads) await recordState(store);
  await store.close();
  expect(await readdir(location.dataDir)).toEqual(['record.sqlite']);
  // To close what is closed is no fault.
  await store.close();
});

test('a store that is refused leaves no file open', async () => {
  const location = await emptyFolder();
  const store = await openStore(location);
  await store.write((db) =>
    sql`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '')`.execute(
      db,
    ),
  );
  await store.close();
  await expect(openStore(location)).rejects.toThrow('newer version');
  expect(await readdir(location.dataDir)).toEqual(['record.sqlite']);
});

test('reads go on while another process imports, and see all of the set or nothing', {
  timeout: patience,
}, async () => {
  const location = await emptyFolder();
  const store = await openEmpty(location);
  const programs = await startPrograms('import', 1, location, { talks: 150 });
  const seen = new Set<string>();
  let running = true;
  const ended = goTogether(programs).finally(() => {
    running = false;
  });
  while (running) {
    const { talks, quotes } = await recordCounts(store);
    seen.add(`${talks} talks, ${quotes} quotations`);
    await new Promise(setImmediate);
  }
  expect(await ended).toEqual([well]);
  const { talks, quotes } = await recordCounts(store);
  seen.add(`${talks} talks, ${quotes} quotations`);
  expect([...seen]).toEqual(['0 talks, 0 quotations', '150 talks, 600 quotations']);
});

test('two processes and this one import at once, and each waits for its turn', {
  timeout: patience,
}, async () => {
  const location = await emptyFolder();
  const store = await openEmpty(location);
  const programs = await startPrograms('import', 2, location, { talks: 30 });
  const ended = goTogether(programs);
  await importSet(store, [syntheticSet({ talks: 40 })]);
  expect(await ended).toEqual([well, well]);
  expect((await recordCounts(store)).talks).toBe(40);
});

test('a file that another process has locked is opened as soon as it is free', async () => {
  const location = await emptyFolder();
  const other = new DatabaseSync(join(location.dataDir, 'record.sqlite'));
  other.exec('begin exclusive; create table theirs (id integer)');
  const opening = openStore(location);
  // Whoever waits leaves this process to others: it is they who set the file free.
  await new Promise(setImmediate);
  other.exec('rollback');
  other.close();
  const store = await opening;
  expect(await recordState(store)).toEqual({ version: 0, logEnd: 0 });
  await store.close();
});

test('the index of the search holds what is on record, and no more, after an import that changes it', async () => {
  const store = await openEmpty(await emptyFolder());
  const set = syntheticSet({ talks: 5 });
  await importSet(store, [set]);
  await importSet(store, [
    {
      ...set,
      parties: set.parties.map((party) => ({
        ...party,
        names: [{ value: `Side of ${party.slug}`, locale: 'en', preferred: true }],
      })),
      quotes: set.quotes.map((quote) => ({ ...quote, text: `Other words, ${quote.slug}` })),
    },
  ]);
  // Compares the index with the table: https://www.sqlite.org/fts5.html#the_integrity_check_command
  await store.write((db) =>
    sql`insert into search_index (search_index, rank) values ('integrity-check', 1)`.execute(db),
  );
});

test('a page of a whole list is read along an index, from either end, without sorting the list', async () => {
  const location = await emptyFolder();
  const statements: string[] = [];
  const store = await openEmpty(location, {
    onStatement: (statement) => statements.push(statement),
  });
  const lists: Listing<unknown>[] = [
    ...(['STARTS_ON_ASC', 'STARTS_ON_DESC'] as const).map((order) => talksList(store, {}, order)),
    ...(['SAID_ON_ASC', 'SAID_ON_DESC', 'SOURCE'] as const).map((order) =>
      quoteList(store, {}, order),
    ),
    ...(['MADE_ON_ASC', 'MADE_ON_DESC', 'DUE_ON_ASC', 'UPDATED_DESC', 'SOURCE'] as const).map(
      (order) => pledgeList(store, {}, order, '2017-02-16'),
    ),
    processList(),
    sourceList(),
  ];
  statements.length = 0;
  for (const list of lists) {
    for (const fromEnd of [false, true]) {
      await pagesOf(store, list, { size: 20, fromEnd, after: null, before: null }, null);
    }
  }
  expect(statements).toHaveLength(lists.length * 2);
  using database = new DatabaseSync(join(location.dataDir, 'record.sqlite'));
  for (const statement of statements) {
    const plan = database.prepare(`explain query plan ${statement}`).all();
    const steps = plan.map(({ detail }) => String(detail));
    const sorted = steps.filter((step) => step.includes('TEMP B-TREE'));
    expect({ statement, sorted }).toEqual({ statement, sorted: [] });
    expect(steps.join('\n')).toMatch(/SCAN (talks|quote|pledge|process|source) USING INDEX/);
  }
});

test('who waits for another to write does not hold up who reads', async () => {
  const location = await emptyFolder();
  const [store, other] = [await openEmpty(location), await openEmpty(location)];
  const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const writing = other.write(async (db) => {
    await db.updateTable('record_state').set({ version: 1 }).execute();
    begun.resolve();
    await end.promise;
  });
  await begun.promise;
  const waiting = store.write((db) =>
    db.updateTable('record_state').set({ version: sql`version + 1` }).execute(),
  );
  for (let read = 0; read < 100; read++) {
    expect(await recordState(store)).toEqual({ version: 0, logEnd: 0 });
  }
  end.resolve();
  await Promise.all([writing, waiting]);
  expect(await recordState(store)).toEqual({ version: 2, logEnd: 0 });
});

test('a process that is killed while it writes leaves nothing, and holds up nobody', {
  timeout: patience,
}, async () => {
  const location = await emptyFolder();
  const [program] = await startPrograms('hold', 1, location);
  program?.kill();
  expect(await program?.ended).toEqual({ code: null, errors: '' });
  const store = await openEmpty(location);
  expect(await recordState(store)).toEqual({ version: 0, logEnd: 0 });
  await importSet(store, [syntheticSet({ talks: 1 })]);
  expect(await recordState(store)).toEqual({ version: 1, logEnd: 0 });
});

test('more statements than are kept prepared are answered all the same', async () => {
  const store = await openEmpty(await emptyFolder());
  const numbers = Array.from({ length: 600 }, (_, number) => number);
  for (let round = 0; round < 2; round++) {
    for (const number of numbers) {
      const { rows } = await sql`select ${sql.lit(number)} as number`.execute(store.db);
      expect(rows).toEqual([{ number }]);
    }
  }
});
