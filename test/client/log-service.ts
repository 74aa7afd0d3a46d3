/** Services with a pledge log on real ports, written into and listened to with the typed client. */
import { onTestFinished } from 'vitest';
import { type Client, createClient } from '../../src/client/client.ts';
import { buildRecordSchema } from '../../src/graphql/schema.ts';
import { createRecordServer } from '../../src/server/record-server.ts';
import { signToken } from '../../src/server/tokens.ts';
import type { StoreLocation } from '../../src/store/open.ts';
import { emptyFolder, openAstana } from '../databases.ts';
import { graphql } from './generated/gql.ts';
import type { RationalesSubscription } from './generated/graphql.ts';

const secret = 'a secret that only this test knows of';

const schema = buildRecordSchema();

export const recordUpdate = graphql(`
  mutation RecordUpdate($input: RecordPledgeUpdateInput!) {
    recordPledgeUpdate(input: $input) {
      __typename
      ... on PledgeUpdateRecorded { created update { cursor status } }
      ... on UserError { message }
    }
  }
`);

/** Asks for no cursor: to go on where it was is not the selection's business. */
export const rationales = graphql(`
  subscription Rationales($after: String, $filter: PledgeUpdateFilter) {
    pledgeUpdates(after: $after, filter: $filter) { rationale }
  }
`);

export interface LogService {
  url: string;
  port: number;
  /** Ends it properly; the store stays. */
  stop(): Promise<void>;
}

/** Serves the shipped record until it is stopped, or the test ends. */
export async function serveLog(location?: StoreLocation, port = 0): Promise<LogService> {
  const store = await openAstana(location ?? (await emptyFolder()));
  const server = createRecordServer({ store, schema, tokenKeys: { secret } });
  const taken = await server.listen(port, '127.0.0.1');
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= server.close();
    return stopped;
  };
  onTestFinished(stop);
  return { url: `http://127.0.0.1:${taken}/graphql`, port: taken, stop };
}

/** A client that may write. */
export async function editorOf(url: string): Promise<Client> {
  return createClient({ url, token: await editorToken() });
}

/** A token that every service here takes. */
export function editorToken(): Promise<string> {
  return signToken(secret, editor);
}

const editor = { name: 'The desk', role: 'editor', days: 1 };

/** Writes an entry for each rationale, one after the other; answers when all are acknowledged. */
export async function write(
  client: Client,
  texts: readonly string[],
  pledge = 'halt-bombardment',
): Promise<void> {
  for (const rationale of texts) {
    const evidence = { url: 'https://example.org/a' };
    const input = { pledge, status: 'BROKEN' as const, rationale, evidence };
    const { recordPledgeUpdate: result } = await client.mutate(recordUpdate, { input });
    if (result?.__typename !== 'PledgeUpdateRecorded') throw new Error(JSON.stringify(result));
  }
}

/** Takes the next results. */
export async function take<Result>(
  results: AsyncIterator<Result, undefined>,
  count: number,
): Promise<Result[]> {
  const taken: Result[] = [];
  while (taken.length < count) {
    const { done, value } = await results.next();
    if (done) throw new Error(`Expected ${count} results, but it ended after ${taken.length}.`);
    taken.push(value);
  }
  return taken;
}

/** The rationales of the next entries. */
export async function takeTexts(
  results: AsyncIterator<RationalesSubscription, undefined>,
  count: number,
): Promise<string[]> {
  return (await take(results, count)).map(({ pledgeUpdates }) => pledgeUpdates.rationale);
}

/** `name 1`, `name 2` and so on. */
export function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);
}

/** Hears the state of a subscription, and waits for one. */
export class States {
  readonly seen: string[] = [];
  readonly causes: Error[] = [];
  #waiting = new Map<string, () => void>();

  readonly onState = (state: 'connected' | 'lost', cause?: Error): void => {
    this.seen.push(state);
    if (cause) this.causes.push(cause);
    this.#waiting.get(state)?.();
    this.#waiting.delete(state);
  };

  /** Waits until it is entered the next time. */
  entered(state: 'connected' | 'lost'): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(state, resolve));
  }
}
