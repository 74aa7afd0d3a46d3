/** The embedded database: kysely over the SQLite that is built into Node. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import { Turns } from './turns.ts';

/** How many prepared statements are kept: each statement of ours has few shapes. */
const statementsKept = 256;

/** How long a transaction waits for one of another process, in milliseconds. */
const patience = 30_000;

/**
 * Opens the file, or makes it, on two connections: whoever reads waits for no transaction (WAL),
 * in this process or another. A commit is on disk before it is answered (`synchronous=FULL`).
 */
export async function openSqlite(
  file: string,
): Promise<{ reading: SqliteDialect; writing: SqliteDialect; close: () => void }> {
  const writing = await openConnection(file);
  const reading = await openConnection(file).catch((cause: unknown) => {
    writing.close();
    throw cause;
  });
  // Hardly ever: who reads waits only for the first to open a file after a crash, who mends it.
  reading.exec('pragma busy_timeout = 5000');
  return {
    reading: new ImmediateSqliteDialect({ database: preparing(reading) }, new Turns()),
    writing: new ImmediateSqliteDialect({ database: preparing(writing) }),
    close() {
      for (const each of [reading, writing]) if (each.isOpen) each.close();
    },
  };
}

/** A connection to the file that cannot write, whose transactions take no lock when they begin. */
export function openForReading(file: string): { dialect: SqliteDialect; close: () => void } {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  return {
    dialect: new SqliteDialect({ database: preparing(database) }),
    close: () => database.close(),
  };
}

async function openConnection(file: string): Promise<DatabaseSync> {
  // No timeout: it would hold up the process. A lock is waited for by `whenFree`.
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: 0 });
  try {
    await whenFree(() => database.exec('pragma journal_mode = wal'));
    database.exec('pragma synchronous = full');
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  readonly #turns: Turns | undefined;

  /** With turns, statements wait for theirs. */
  constructor(config: SqliteDialectConfig, turns?: Turns) {
    super(config);
    this.#config = config;
    this.#turns = turns;
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#config, this.#turns);
  }
}

/** SQLite makes tables within a transaction, so a migration is all or nothing, and one process takes it. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): true {
    return true;
  }
}

/**
 * Takes the write lock when a transaction begins, not at its first write: a transaction that
 * has read before another process wrote could only fail, whatever the time it may wait.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #turns: Turns | undefined;

  constructor(config: SqliteDialectConfig, turns: Turns | undefined) {
    super(config);
    this.#turns = turns;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    const turns = this.#turns;
    if (!turns) return connection;
    return {
      executeQuery: (query) => turns.run(() => connection.executeQuery(query)),
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    };
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await whenFree(() => connection.executeQuery(CompiledQuery.raw('begin immediate')));
  }
}

/** Tries again, and lets others work meanwhile, for as long as another process holds the lock. */
async function whenFree<Result>(attempt: () => Result | Promise<Result>): Promise<Result> {
  const until = Date.now() + patience;
  for (let wait = 1; ; wait = Math.min(wait * 2, 50)) {
    try {
      return await attempt();
    } catch (cause) {
      if (!isBusy(cause) || Date.now() > until) throw cause;
      await setTimeout(wait);
    }
  }
}

/**
 * SQLITE_BUSY, another process is writing, or one of its kinds, such as SQLITE_BUSY_RECOVERY: the
 * lowest byte tells. https://www.sqlite.org/rescode.html#busy
 */
function isBusy(cause: unknown): boolean {
  return cause instanceof Error && 'errcode' in cause && (Number(cause.errcode) & 0xff) === 5;
}

/** Speaks to kysely as it expects, and keeps statements prepared, the latest used the longest. */
function preparing(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, { sql: string; statement: SqliteStatement }>();
  return {
    // kysely would close only what it has used: `openSqlite` gives what closes both.
    close() {},
    prepare(sql) {
      const one = kept.get(sql) ?? { sql, statement: adapted(database.prepare(sql)) };
      // Under the text that it was first kept by: another copy at each use would be much to clear away.
      kept.delete(one.sql);
      kept.set(one.sql, one);
      const oldest = kept.size > statementsKept ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      return one.statement;
    },
  };
}

function adapted(statement: StatementSync): SqliteStatement {
  // kysely passes what our tables' types allow: text, integers and null.
  const bindable = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...bindable(parameters)),
    run: (parameters) => statement.run(...bindable(parameters)),
    iterate: (parameters) => statement.iterate(...bindable(parameters)),
  };
}
