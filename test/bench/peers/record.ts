/** The project's schema and loaders, as every peer runs them. */

import { createContext } from '../../../src/graphql/context.ts';
import type { OperationContext } from '../../../src/graphql/operation.ts';
import { buildRecordSchema } from '../../../src/graphql/schema.ts';
import { openStore } from '../../../src/store/open.ts';

const { DATA_DIR, DATABASE_URL } = process.env;

const store = await openStore(
  DATABASE_URL ? { databaseUrl: DATABASE_URL } : { dataDir: DATA_DIR ?? '' },
);

export const schema = buildRecordSchema();

/** Whether the peer is to use its own cache. */
export const isCached = process.argv.includes('--cache');

/** How long a cache keeps an answer, in seconds: for the whole run. */
export const kept = 3_600;

/** What an operation is given; nobody here writes or follows the log. */
export function contextOf(): OperationContext {
  return {
    record: createContext(store),
    log: { write: refuse, end: refuse, begin: refuse, follow: refuse },
    caller: null,
    connection: {},
    resumeAfter: null,
  };
}

/** Says where it is served, as the service does. */
export function tellPort(port: number): void {
  console.log(`http://127.0.0.1:${port}/graphql`);
  process.on('disconnect', () => process.exit());
}

function refuse(): never {
  throw new Error('The log is not part of this.');
}
