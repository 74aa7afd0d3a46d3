/** Asks the database itself whether it is whole, and whether it lets us work. */
import { type Kysely, sql } from 'kysely';
import { type Finding, fault, fine, listed, warning } from './finding.ts';
import { restoreAdvice } from './steps.ts';

/** https://www.sqlite.org/pragma.html#pragma_integrity_check */
export async function examineSqlite<T>(db: Kysely<T>): Promise<Finding[]> {
  const { rows: checks } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(
    db,
  );
  const broken = checks.map((row) => row.integrity_check).filter((line) => line !== 'ok');
  if (broken.length > 0) {
    const what = listed(
      'The file is broken',
      broken.map((line) => line.replace(/\s+/g, ' ')),
    );
    return [fault('integrity', what, restoreAdvice)];
  }
  const { rows: dangling } = await sql<{ table: string; parent: string }>`
    pragma foreign_key_check
  `.execute(db);
  if (dangling.length > 0) {
    const names = dangling.map(({ table, parent }) => `${table} to ${parent}`);
    const what = listed('Rows that refer to what is not there', [...new Set(names)]);
    return [fault('integrity', what, restoreAdvice)];
  }
  return [fine('integrity', 'Every page and index of the file is whole')];
}

/** The oldest PostgreSQL that has all that we use, and the oldest that its makers still mend. */
const oldestThatWorks = 120_000;
const oldestThatIsMended = 140_000;

/** The right to do with its rows what the server does, on each table. */
const rights = ['select', 'insert', 'update', 'delete'];

export async function examinePostgres<T>(db: Kysely<T>): Promise<Finding[]> {
  const { rows } = await sql<{
    version: string;
    number: number;
    encoding: string;
    standby: boolean;
    reading: string;
    connections: number;
  }>`
    select current_setting('server_version') as version,
      current_setting('server_version_num')::int as number,
      current_setting('server_encoding') as encoding,
      pg_is_in_recovery() as standby,
      current_setting('default_transaction_read_only') as reading,
      current_setting('max_connections')::int as connections
  `.execute(db);
  const [server] = rows;
  if (!server) throw new Error('PostgreSQL told nothing of itself.');
  const findings: Finding[] = [];
  const what = `PostgreSQL ${server.version}`;
  if (server.number < oldestThatWorks) {
    findings.push(fault('database', `${what} is too old`, 'Take PostgreSQL 14 or newer.'));
  } else if (server.number < oldestThatIsMended) {
    findings.push(
      warning('database', `${what} gets no more mending`, 'Take PostgreSQL 14 or newer.'),
    );
  } else findings.push(fine('database', `${what} answers`));
  if (server.encoding !== 'UTF8') {
    const advice = 'Make a database with: create database … encoding UTF8 template template0';
    findings.push(fault('database', `It holds text as ${server.encoding}, not as UTF8`, advice));
  }
  if (server.standby || server.reading === 'on') {
    const advice = 'Name the primary in DATABASE_URL, as a user who may write.';
    findings.push(fault('database', 'It can only be read', advice));
  }
  return [...findings, ...(await missingRights(db))];
}

async function missingRights<T>(db: Kysely<T>): Promise<Finding[]> {
  const { rows } = await sql<{ table: string; right: string }>`
    select tablename as "table", "right"
    from pg_tables, unnest(array[${sql.join(rights)}]::text[]) as "right"
    where schemaname = current_schema()
      and not has_table_privilege(format('%I.%I', schemaname, tablename), "right")
    order by 1, 2
  `.execute(db);
  if (rows.length === 0) return [];
  const names = rows.map(({ table, right }) => `${right} on ${table}`);
  const advice =
    'As the owner: grant select, insert, update, delete on all tables in schema public to USER';
  return [fault('database', listed('Rights that are missing', names), advice)];
}
