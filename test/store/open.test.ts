/** Where a store cannot be, in one line that says why and what to do. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { openStore, type StoreLocation } from '../../src/store/open.ts';
import { StoreError } from '../../src/store/store.ts';
import { emptyFolder } from '../databases.ts';

describe('the embedded store is refused', () => {
  test('a folder that cannot be written to', async () => {
    const { dataDir } = await emptyFolder();
    await chmod(dataDir, 0o500);
    // Nothing keeps root from writing, but for the folders that the kernel makes up.
    const folder = userInfo().uid === 0 ? '/proc/self' : dataDir;
    expect(await refusal({ dataDir: folder })).toBe(
      `The folder ${folder} cannot hold the store: unable to open database file. Name one that can be written to as DATA_DIR.`,
    );
  });

  test('a file in the place of the folder', async () => {
    const { dataDir } = await emptyFolder();
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    expect(await refusal({ dataDir: file })).toBe(
      `The folder ${file} cannot hold the store: EEXIST: file already exists, mkdir '${file}'. Name one that can be written to as DATA_DIR.`,
    );
    const below = join(file, 'below');
    expect(await refusal({ dataDir: below })).toBe(
      `The folder ${below} cannot hold the store: ENOTDIR: not a directory, mkdir '${below}'. Name one that can be written to as DATA_DIR.`,
    );
  });

  test('a folder in the place of the file', async () => {
    const { dataDir } = await emptyFolder();
    await mkdir(join(dataDir, 'record.sqlite'));
    expect(await refusal({ dataDir })).toBe(
      `The folder ${dataDir} cannot hold the store: unable to open database file. Name one that can be written to as DATA_DIR.`,
    );
  });

  test.each([
    ['a text', 'No database. '.repeat(1000)],
    ['a line', 'No database.\n'],
  ])('%s in the place of the database, which stays as it is', async (_, content) => {
    const { dataDir } = await emptyFolder();
    await writeFile(join(dataDir, 'record.sqlite'), content);
    expect(await refusal({ dataDir })).toBe(
      `The folder ${dataDir} cannot hold the store: file is not a database. Name one that can be written to as DATA_DIR.`,
    );
    expect(await readFile(join(dataDir, 'record.sqlite'), 'utf8')).toBe(content);
  });

  test('but a folder that is not there yet is made', async () => {
    const { dataDir } = await emptyFolder();
    const store = await openStore({ dataDir: join(dataDir, 'with', 'more', 'in it') });
    await store.close();
  });
});

describe('PostgreSQL is refused, without its password', () => {
  const { host, port } = new URL(inject('postgresUrl'));

  test('where nobody listens', async () => {
    expect(await refusal({ databaseUrl: 'postgres://someone:s3cret@127.0.0.1:1/record' })).toBe(
      'The database 127.0.0.1:1/record of DATABASE_URL cannot be opened: connect ECONNREFUSED 127.0.0.1:1.',
    );
  });

  test('where there is no such machine', async () => {
    expect(
      await refusal({ databaseUrl: 'postgres://someone:s3cret@nowhere.invalid/record' }),
    ).toMatch(
      /^The database nowhere\.invalid\/record of DATABASE_URL cannot be opened: getaddrinfo \w+ nowhere\.invalid\.$/,
    );
  });

  test('with a wrong password', async () => {
    expect(
      await refusal({
        databaseUrl: `postgres://postgres:s3cret@${host}/postgres?application_name=s3cret`,
      }),
    ).toBe(
      `The database 127.0.0.1:${port}/postgres of DATABASE_URL cannot be opened: password authentication failed for user "postgres".`,
    );
  });

  test('with a database that is not there', async () => {
    expect(await refusal({ databaseUrl: `${inject('postgresUrl')}/missing` })).toBe(
      `The database 127.0.0.1:${port}/missing of DATABASE_URL cannot be opened: database "missing" does not exist.`,
    );
  });

  test('with an address that is none', async () => {
    expect(await refusal({ databaseUrl: 'postgres://someone:s3cret/@:/record' })).toBe(
      'The database of DATABASE_URL cannot be opened: Invalid URL.',
    );
  });
});

async function refusal(location: StoreLocation): Promise<string> {
  const cause = await openStore(location).then(
    () => new Error(`A store was opened at ${JSON.stringify(location)}.`),
    (error: unknown) => error,
  );
  if (!(cause instanceof StoreError)) throw cause;
  expect(cause.message).not.toMatch(/\n|s3cret/);
  return cause.message;
}
