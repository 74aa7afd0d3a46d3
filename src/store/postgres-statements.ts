/**
 * Statements that PostgreSQL keeps prepared: to parse and to plan one takes longer than to run most
 * of ours. https://www.postgresql.org/docs/current/sql-prepare.html
 */
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';

/** So many are kept by each connection. What else it is sent, it plans each time. */
const statementsKept = 100;

/** What `getTransactionStatus` tells of a connection that is in no transaction. */
const inNone = 'I';

/** A pool whose connections prepare what they read with. */
export class PreparingPool implements PostgresPool {
  readonly Client = pg.Client;
  readonly #pool: pg.Pool;
  readonly #clients = new WeakMap<pg.PoolClient, PreparingClient>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  get options(): object {
    return this.#pool.options;
  }

  async connect(): Promise<PostgresPoolClient> {
    const client = await this.#pool.connect();
    const preparing = this.#clients.get(client) ?? new PreparingClient(client);
    this.#clients.set(client, preparing);
    return preparing;
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}

class PreparingClient implements PostgresPoolClient {
  /** By which kysely has a statement of this connection broken off; pg does not document it. */
  readonly processID?: number;
  readonly #client: pg.PoolClient;
  /** By their text. */
  readonly #names = new Map<string, string>();
  #named = 0;

  constructor(client: pg.PoolClient & { processID?: number }) {
    this.#client = client;
    if (client.processID !== undefined) this.processID = client.processID;
  }

  query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query(sql: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof sql !== 'string') throw new Error('Cursors are not used here.');
    return this.#run(sql, [...parameters]);
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy);
  }

  async #run(text: string, values: unknown[]): Promise<pg.QueryResult> {
    const name = this.#nameOf(text);
    if (name === undefined) return await this.#client.query({ text, values });
    try {
      return await this.#client.query({ name, text, values });
    } catch (cause) {
      if (!isOutdated(cause)) throw cause;
      // It was prepared before a newer version of this software altered a table. Nothing was read.
      this.#names.clear();
      return await this.#run(text, values);
    }
  }

  /** Not within a transaction: there a failure, such as of what is outdated, is one of the whole. */
  #nameOf(text: string): string | undefined {
    if (this.#client.getTransactionStatus() !== inNone || !/^\s*select\b/i.test(text)) return;
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size === statementsKept) return known;
    this.#named += 1;
    const name = `talks-${this.#named}`;
    this.#names.set(text, name);
    return name;
  }
}

/** "cached plan must not change result type": the columns are not those that it was prepared for. */
function isOutdated(cause: unknown): boolean {
  return (
    cause instanceof pg.DatabaseError &&
    cause.code === '0A000' &&
    cause.routine === 'RevalidateCachedQuery'
  );
}
