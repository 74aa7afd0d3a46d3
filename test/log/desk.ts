/** A news desk: what an editor sends, and what comes of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { importSet } from '../../src/store/import.ts';
import type { StoreLocation } from '../../src/store/open.ts';
import type { DatabaseKind, Store } from '../../src/store/store.ts';
import { emptyDatabase, emptyFolder, type Later, openAstana, openEmpty } from '../databases.ts';
import { shippedSet } from '../graphql/shared-record.ts';
import { type Answer, type Service, serve, tokenOf } from '../service.ts';

/** The entry that the shipped set brings along, at place 1: KEPT, of this pledge. */
export const ratedPledge = 'joint-monitoring-group';

/** Pledges of the shipped set that nobody has rated. */
export const [bombardment, ghouta, detainees, meeting] = [
  'halt-bombardment',
  'eastern-ghouta-agenda',
  'detainee-names',
  'next-meeting',
] as const;

export const articleSource = 'afp-2017-02-16-astana';

/** What is asked of every outcome. */
const outcome = `
  __typename
  ... on PledgeUpdateRecorded {
    created
    update {
      id cursor kind version previousStatus status rationale locale occurredOn recordedAt recordedBy
      url supersededBy { slug } retracts { cursor } retractedBy { cursor } pledge { slug }
      citations { source { slug } paragraph start end sha256 }
    }
  }
  ... on UserError { message }
  ... on NotFoundError { path }
  ... on InvalidInputError { issues { path message } }
  ... on VersionConflictError { expectedVersion actualVersion }
`;

export const recordUpdate = `mutation Record($input: RecordPledgeUpdateInput!) {
  recordPledgeUpdate(input: $input) { ${outcome} }
}`;

export const retractUpdate = `mutation Retract($input: RetractPledgeUpdateInput!) {
  retractPledgeUpdate(input: $input) { ${outcome} }
}`;

/** An input that nothing is wrong with. */
export function rating(rest: object = {}): object {
  return {
    pledge: bombardment,
    status: 'IN_PROGRESS',
    rationale: 'It was reported.',
    evidence: { url: 'https://example.org/report' },
    ...rest,
  };
}

const logPage = `query Log($after: String) {
  pledgeUpdates(first: 100, after: $after) {
    nodes { cursor status rationale version pledge { slug } }
    pageInfo { hasNextPage endCursor }
  }
}`;

export interface Desk extends Service {
  token: string;
  /** The outcome of a recorded update, by the desk's own token unless another is given. */
  record(input?: object, token?: string): Promise<Answer['data']>;
  retract(input: object, token?: string): Promise<Answer['data']>;
  /** The entry written; fails on any other outcome. */
  write(rest?: object): Promise<Answer['data']>;
  /** The newest place in the log. */
  end(): Promise<number>;
  /** The entries behind a place, all if none is given, by way of the contract. */
  log(after?: number): Promise<LogEntry[]>;
}

export interface LogEntry {
  cursor: string;
  status: string;
  rationale: string;
  version: number;
  pledge: { slug: string };
}

/** A desk at a store that is open already. */
export async function deskAt(store: Store): Promise<Desk> {
  const service = serve(store);
  const token = await tokenOf('The Astana desk');
  const record: Desk['record'] = async (input = {}, as = token) =>
    (await service.read(recordUpdate, { input: rating(input) }, as)).recordPledgeUpdate;
  return {
    ...service,
    token,
    record,
    async retract(input, as = token) {
      const { retractPledgeUpdate } = await service.read(
        retractUpdate,
        { input: { reason: 'It was wrong.', ...input } },
        as,
      );
      return retractPledgeUpdate;
    },
    async write(rest) {
      const written = await record(rest);
      if (written.__typename !== 'PledgeUpdateRecorded') throw new Error(JSON.stringify(written));
      return written.update;
    },
    async end() {
      return Number((await service.read('{ record { cursor } }')).record.cursor);
    },
    async log(from = 0) {
      const found = [];
      for (let after = String(from); ; ) {
        const { pledgeUpdates } = await service.read(logPage, { after });
        found.push(...pledgeUpdates.nodes);
        if (!pledgeUpdates.pageInfo.hasNextPage) return found;
        after = pledgeUpdates.pageInfo.endCursor;
      }
    },
  };
}

/** Declares a suite once for each database; its tests share one desk, and what is written at it. */
export function onEachDesk(
  name: string,
  suite: (desk: () => Desk, kind: DatabaseKind) => void,
  kinds: readonly DatabaseKind[] = ['sqlite', 'postgres'],
): void {
  describe.each(kinds)(`${name} (%s)`, (kind) => {
    const cleaning: (() => Promise<unknown>)[] = [];
    const later: Later = (clean) => cleaning.unshift(clean);
    let shared: Desk | undefined;
    beforeAll(async () => {
      const location = await (kind === 'sqlite' ? emptyFolder(later) : emptyDatabase(later));
      const store = await openEmpty(location, {}, later);
      await importSet(store, [await shippedSet()]);
      shared = await deskAt(store);
      later(shared.server.close);
    });
    afterAll(async () => {
      for (const clean of cleaning) await clean();
    });
    suite(() => {
      if (!shared) throw new Error('A desk is there when the tests run, not before.');
      return shared;
    }, kind);
  });
}

/** A desk at the record that the project ships. */
export async function openDesk(location: StoreLocation): Promise<Desk> {
  return deskAt(await openAstana(location));
}

/** Desks of several servers at one record that the project ships. */
export async function openDesks(location: StoreLocation, count: number): Promise<Desk[]> {
  const stores = [await openAstana(location)];
  while (stores.length < count) stores.push(await openEmpty(location));
  return Promise.all(stores.map(deskAt));
}

/** Lets a desk be called at a port of this machine until the test ends; answers its address. */
export async function listenOn({ server }: Desk, port = 0): Promise<string> {
  const chosen = await server.listen(port, '127.0.0.1');
  onTestFinished(() => server.close());
  return `http://127.0.0.1:${chosen}/graphql`;
}

/** An idempotency key, or words, that nobody has used. */
export function unused(): string {
  return randomUUID();
}
