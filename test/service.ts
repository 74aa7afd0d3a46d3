/** The whole service on a real database, asked without a port. */
import { onTestFinished, vi } from 'vitest';
import { buildRecordSchema } from '../src/graphql/schema.ts';
import { createRecordServer, type RecordServer } from '../src/server/record-server.ts';
import { signToken, type TokenKeys } from '../src/server/tokens.ts';
import type { StoreLocation } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { openAstana } from './databases.ts';

const schema = buildRecordSchema();

/** What the tokens of `tokenOf` are signed with. */
export const tokenSecret = 'what only the tests sign their tokens with';

/** An answer as GraphQL gives it; a test says what it expects of `data`. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by their fields
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[];
}

export interface Service {
  store: Store;
  server: RecordServer;
  /** What the operator was told, newest last. */
  reports: string[];
  /** Answers an operation with whatever comes: data and errors. */
  ask(query: string, variables?: object, token?: string): Promise<Answer>;
  /** Answers an operation's data; fails on any error. */
  read(query: string, variables?: object, token?: string): Promise<Answer['data']>;
  /** The SQL statements that have run since they were last taken. */
  takeStatements(): string[];
}

/** A token that every service of a test takes, unless it has other keys. */
export function tokenOf(name: string, role = 'editor'): Promise<string> {
  return signToken(tokenSecret, { name, role, days: 1 });
}

/** Serves a store that is open already. */
export function serve(
  store: Store,
  statements: string[] = [],
  tokenKeys: TokenKeys = { secret: tokenSecret },
): Service {
  const reports: string[] = [];
  const report = (text: string) => void reports.push(text);
  const server = createRecordServer({ store, schema, tokenKeys, report, rateLimit: null });
  const ask = async (query: string, variables = {}, token?: string): Promise<Answer> => {
    const response = await server.fetch('http://127.0.0.1/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  };
  return {
    store,
    server,
    reports,
    ask,
    async read(query, variables, token) {
      const { data, errors } = await ask(query, variables, token);
      if (errors) throw new Error(errors.map((error) => error.message).join('\n'));
      return data;
    },
    takeStatements: () => statements.splice(0),
  };
}

/**
 * Listens until the test ends, and answers the port. From then on rows are kept at hand: a server
 * does so once it hears of whatever is written.
 */
export async function listen(service: Service): Promise<number> {
  const port = await service.server.listen(0, '127.0.0.1');
  onTestFinished(() => service.server.close());
  await vi.waitFor(async () => {
    service.takeStatements();
    await service.read('{ record { version } }');
    if (service.takeStatements().length > 0) throw new Error('It still asks the store.');
  });
  return port;
}

/** A service of the set that the project ships. */
export async function serveAstana(location: StoreLocation): Promise<Service> {
  const statements: string[] = [];
  const store = await openAstana(location, { onStatement: (sql) => statements.push(sql) });
  const service = serve(store, statements);
  statements.length = 0;
  onTestFinished(() => void statements.splice(0));
  return service;
}
