/** What an examination finds in stores that are broken on purpose. */
import { chmod, open, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, inject, test } from 'vitest';
import { examineStore } from '../../src/store/examine/examine.ts';
import type { Finding } from '../../src/store/examine/finding.ts';
import { openStore, type StoreLocation } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { emptyDatabase, emptyFolder, onEachDatabase, openAstana } from '../databases.ts';
import { bombardment, deskAt, ghouta } from '../log/desk.ts';

async function findings(location: StoreLocation): Promise<Finding[]> {
  const found = [];
  for await (const finding of examineStore(location)) found.push(finding);
  return found;
}

async function troubles(location: StoreLocation): Promise<string[]> {
  const found = (await findings(location)).filter(({ level }) => level !== 'ok');
  for (const { advice } of found) expect(advice).toMatch(/\w/);
  return found.map(({ check, level, what }) => `${level} ${check}: ${what}`);
}

/** The shipped set with four entries more: two ratings of one pledge, one of another and taken back. */
async function openLog(location: StoreLocation): Promise<Store> {
  const store = await openAstana(location);
  const desk = await deskAt(store);
  await desk.write({ pledge: bombardment });
  await desk.write({ pledge: ghouta });
  await desk.write({ pledge: bombardment, status: 'BROKEN' });
  const { pledgeUpdates } = await desk.read('{ pledgeUpdates(last: 1) { nodes { id } } }');
  await desk.retract({ update: pledgeUpdates.nodes[0].id });
  return store;
}

/** Runs statements that no server of ours would, past every constraint that the store has. */
async function harm(store: Store, ...statements: string[]): Promise<void> {
  const lax =
    store.kind === 'sqlite'
      ? 'pragma foreign_keys = off'
      : 'set session_replication_role = replica';
  await store.db.connection().execute(async (connection) => {
    for (const statement of [lax, ...statements]) await sql.raw(statement).execute(connection);
  });
}

onEachDatabase('a store', (place, kind) => {
  test('that is whole has no fault, and is not changed', async () => {
    const location = await place();
    const store = await openLog(location);
    const found = await findings(location);
    expect(found.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(new Set(found.map(({ check }) => check))).toEqual(
      new Set([
        ...(kind === 'sqlite' ? ['space', 'integrity'] : ['database']),
        ...['migrations', 'record', 'log', 'citations', 'texts'],
      ]),
    );
    const { version, log_end } = await store.db
      .selectFrom('record_state')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect([version, log_end]).toEqual([5, 5]);
  });

  const unlike = 'fault log: Pledges that are not what their history adds up to:';
  test.each<[string, string[], string[]]>([
    [
      'without an entry of the log',
      [`delete from pledge_update where place = 3`],
      [
        'fault log: Places that are missing from the log: 3',
        `${unlike} ${ghouta} (version 1, not 0)`,
      ],
    ],
    [
      'without its last entries',
      [`delete from pledge_update where place > 3`],
      [
        'fault log: The newest entry is at place 3, but record_state says 5',
        `${unlike} ${bombardment} (version 3, not 1)`,
      ],
    ],
    [
      'with a pledge that was changed past the log',
      [`update pledge set status = 'KEPT' where slug = '${ghouta}'`],
      [`${unlike} ${ghouta} (status KEPT, not IN_PROGRESS)`],
    ],
    [
      'with a pledge that has forgotten its entry',
      [`update pledge set updated_place = null where slug = '${ghouta}'`],
      [`${unlike} ${ghouta} (updated_place none, not 3)`],
    ],
    [
      'with an entry that goes on from a status that never was',
      [`update pledge_update set previous_status = 'KEPT' where place = 4`],
      [`${unlike} ${bombardment} (entries that do not follow from each other)`],
    ],
    [
      'with a rating that takes something back',
      [`update pledge_update set retracts = 1 where place = 3`],
      [`${unlike} ${ghouta} (entries that do not follow from each other)`],
    ],
    [
      'with a retraction of what another pledge has, though all else goes with it',
      [
        `update pledge_update set retracts = 3, status = 'BROKEN' where place = 5`,
        `update pledge set status = 'BROKEN' where slug = '${bombardment}'`,
      ],
      [`${unlike} ${bombardment} (entries that do not follow from each other)`],
    ],
    [
      'with an entry that takes back one of another pledge',
      [`update pledge_update set retracts = 3 where place = 5`],
      [expect.stringContaining(`${unlike} ${bombardment} (`)],
    ],
  ])('%s', async (_, statements, expected) => {
    const location = await place();
    await harm(await openLog(location), ...statements);
    expect(await troubles(location)).toEqual(expected);
  });

  const first = `owner = 'Talks:astana-2' and position = 0`;
  test.each<[string, string, string]>([
    [
      'a digest that is none',
      `update citation set sha256 = 'x' where ${first}`,
      'Citations that no text can be held against: Talks astana-2 (its digest is none)',
    ],
    [
      'a place behind its source',
      `update citation set end_at = 99999 where ${first}`,
      'Citations that no text can be held against: Talks astana-2 (',
    ],
    [
      'another paragraph',
      `update citation set paragraph = 40 where ${first}`,
      'is not in paragraph 40)',
    ],
    [
      'a digest that contradicts another',
      `insert into citation select 'Party:russia', 99, source, paragraph, start_at, end_at, '${'a'.repeat(64)}' from citation where ${first}`,
      'Passages that are cited with digests that differ: afp-2017-02-16-astana ',
    ],
    [
      'nothing that cites it',
      `update citation set owner = 'Quote:nobody-said-it' where ${first}`,
      'Citations that belong to nothing: Quote nobody-said-it',
    ],
    [
      'been taken away',
      `delete from citation where owner = 'Party:russia'`,
      'Facts without a citation: Party russia',
    ],
    [
      'a source that has lost its paragraphs',
      `update source set paragraphs_json = '[5, 3]'`,
      'Sources without a digest, or with paragraphs out of order: afp-2017-02-16-astana',
    ],
  ])('with a citation that has %s', async (_, statement, expected) => {
    const location = await place();
    await harm(await openAstana(location), statement);
    const found = await troubles(location);
    expect(found).toContainEqual(expect.stringContaining(expected));
    expect(found.every((line) => line.startsWith('fault citations: '))).toBe(true);
  });

  test('of a newer version, or an older one, is told and left as it is', async () => {
    const location = await place();
    const store = await openAstana(location);
    await harm(store, `update kysely_migration set name = '0009-later' where name like '0003%'`);
    expect(await troubles(location)).toEqual([
      'fault migrations: The database is of a newer version: it has taken 0009-later',
    ]);
    await harm(store, `delete from kysely_migration where name = '0009-later'`);
    expect(await troubles(location)).toEqual([
      'warning migrations: Steps are pending: 0003-set-aside',
    ]);
    const { rows } = await sql`select name from kysely_migration`.execute(store.db);
    expect(rows).toHaveLength(2);
  });
});

describe('the embedded store', () => {
  test('that is not there yet is no fault', async () => {
    const { dataDir } = await emptyFolder();
    expect(await troubles({ dataDir: join(dataDir, 'later') })).toEqual([
      `warning store: There is no folder ${join(dataDir, 'later')} yet`,
    ]);
    expect(await troubles({ dataDir })).toEqual([
      `warning store: There is no store in ${dataDir} yet`,
    ]);
  });

  test('whose folder is a file, or whose file is no database', async () => {
    const { dataDir } = await emptyFolder();
    const file = join(dataDir, 'record.sqlite');
    await writeFile(file, 'This is no database, however long it goes on.'.repeat(100));
    expect(await troubles({ dataDir: file })).toEqual([`fault store: ${file} is no folder`]);
    expect(await troubles({ dataDir })).toEqual([
      `fault store: The store in ${dataDir} cannot be read: file is not a database`,
    ]);
  });

  test('with pages that were overwritten, or cut off', async () => {
    const location = await emptyFolder();
    const file = join(location.dataDir, 'record.sqlite');
    await (await openAstana(location)).close();
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(8192, 0x55), 0, 8192, 4096 * 12);
    await handle.close();
    expect((await troubles(location))[0]).toMatch(/^fault (integrity: The file is broken|store: )/);
    await truncate(file, 4096 * 20);
    expect((await troubles(location))[0]).toMatch(/^fault (integrity: The file is broken|store: )/);
  });

  test('with rows that refer to what is not there', async () => {
    const location = await emptyFolder();
    const store = await openAstana(location);
    await harm(store, `update seat set person = 'nobody' where position = 0`);
    expect(await troubles(location)).toContainEqual(
      'fault integrity: Rows that refer to what is not there: seat to actor',
    );
  });

  test('that anybody may write into', async () => {
    const location = await emptyFolder();
    await (await openAstana(location)).close();
    const file = join(location.dataDir, 'record.sqlite');
    await chmod(file, 0o666);
    expect(await troubles(location)).toEqual([
      `warning store: Any user of this machine may write into ${file}`,
    ]);
  });

  test('where there is no room left', async () => {
    // A file system of Linux that never has any.
    expect(await troubles({ dataDir: '/proc' })).toContain('fault space: 0 MB are free for /proc');
  });
});

describe('PostgreSQL', () => {
  test('that does not answer, without its password', async () => {
    expect(await troubles({ databaseUrl: 'postgres://editor:hush@127.0.0.1:1/record' })).toEqual([
      'fault store: The database 127.0.0.1:1/record of DATABASE_URL cannot be read: connect ECONNREFUSED 127.0.0.1:1',
    ]);
  });

  test('as a user who may only read, or to whom something is not granted', async () => {
    const place = await emptyDatabase();
    const store = await openAstana(place);
    const name = new URL(place.databaseUrl).pathname.slice(1);
    await harm(
      store,
      `create role reader_${name} login password 'reader'`,
      `grant select on all tables in schema public to reader_${name}`,
      `grant insert, update, delete on all tables in schema public to reader_${name}`,
      `revoke delete on citation from reader_${name}`,
    );
    const url = new URL(place.databaseUrl);
    url.username = `reader_${name}`;
    url.password = 'reader';
    expect(await troubles({ databaseUrl: url.href })).toEqual([
      'fault database: Rights that are missing: delete on citation',
    ]);
    await harm(store, `alter role reader_${name} set default_transaction_read_only = on`);
    expect(await troubles({ databaseUrl: url.href })).toContain(
      'fault database: It can only be read',
    );
    await harm(store, `drop owned by reader_${name}`, `drop role reader_${name}`);
  });

  test('that holds text in another encoding', async () => {
    const store = await openStore(await emptyDatabase());
    const name = `latin_${Date.now()}`;
    await harm(store, `create database ${name} encoding 'LATIN1' locale 'C' template template0`);
    expect(await troubles({ databaseUrl: `${inject('postgresUrl')}/${name}` })).toEqual([
      'fault database: It holds text as LATIN1, not as UTF8',
      'warning migrations: The database is empty: 0001-record, 0002-idempotency, 0003-set-aside',
    ]);
    await harm(store, `drop database ${name} with (force)`);
    await store.close();
  });
});
