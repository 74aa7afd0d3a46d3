/**
 * Queries that are run by plans are answered to the byte as they are without. `FUZZ_TRIALS` says how
 * many are tried; a failure names its seed, which `FUZZ_SEED` repeats.
 */
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createContext } from '../../src/graphql/context.ts';
import { buildRecordSchema } from '../../src/graphql/schema.ts';
import { QueryPlans } from '../../src/server/query-plans.ts';
import { createRecordServer, type RecordServer } from '../../src/server/record-server.ts';
import { importSet } from '../../src/store/import.ts';
import type { StoreLocation } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { emptyFolder, onEachDatabase, openEmpty } from '../databases.ts';
import { globalId } from '../graphql/global-id.ts';
import { madeUp } from '../graphql/made-up.ts';
import type { MadeOperation } from '../made-operation.ts';
import type { Answer } from '../service.ts';
import { makeQuery } from './made-queries.ts';

interface Asked {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

const schema = buildRecordSchema();

const maskedCode = 'INTERNAL_SERVER_ERROR';

const trials = Number(process.env.FUZZ_TRIALS ?? 300);
/** For each database, and for what is lost. */
const share = Math.ceil(trials / 3);
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));

vi.setConfig({ testTimeout: 60_000 + trials * 200 });

/** The made-up record, behind a server that runs plans and one that does not. Both keep rows at hand. */
async function serveBoth(location: StoreLocation) {
  const store = await openEmpty(location);
  await importSet(store, [madeUp]);
  const serve = async (usePlans: boolean) => {
    const reports: string[] = [];
    const report = (text: string) => void reports.push(text);
    const server = createRecordServer({ store, schema, report, usePlans, rateLimit: null });
    await server.listen(0, '127.0.0.1');
    onTestFinished(() => server.close());
    return { server, reports };
  };
  const [planned, usual] = [await serve(true), await serve(false)];
  return {
    store,
    planned,
    usual,
    /** The answer of both, asked twice: rows are read the first time, and at hand the second. */
    async answer(asked: Asked): Promise<Answer> {
      const expected = await tell(usual, asked);
      for (const each of [planned, planned, usual]) {
        const told = await tell(each, asked);
        // Where a fault ends a list that cannot be null, it is told of the item that comes first:
        // which that is depends on what is at hand.
        if (told.body !== expected.body) {
          expect(faultsOf(told), JSON.stringify(asked)).toEqual(faultsOf(expected));
        } else expect(told).toEqual(expected);
      }
      return JSON.parse(expected.body);
    },
  };
}

async function tell({ server }: { server: RecordServer }, asked: Asked) {
  const response = await server.fetch('http://127.0.0.1/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  return {
    status: response.status,
    headers: [...response.headers].filter(([name]) => name !== 'date'),
    body: await response.text(),
  };
}

/** What an answer says but for where in it the faults are. It has some. */
function faultsOf({ status, body }: { status: number; body: string }) {
  const { data, errors }: Answer = JSON.parse(body);
  const told = errors?.map(({ path, ...error }) => JSON.stringify(error));
  return { status, data, faults: told ? new Set(told) : body };
}

/** Whether a plan gives the answer, and does not leave it to the usual way. */
async function isPlanned(store: Store, { query, variables }: Asked): Promise<boolean> {
  const document = parse(query);
  const contextValue = { record: createContext(store) };
  const args = { schema, document, contextValue, variableValues: variables ?? {} };
  const answer = await new QueryPlans().planOf(args)?.run(args);
  return answer != null;
}

async function tryMany(check: (made: MadeOperation) => Promise<void>): Promise<void> {
  let valid = 0;
  const property = fc.asyncProperty(fc.gen(), async (draw) => {
    const made = makeQuery(schema, (arbitrary) => draw(() => arbitrary));
    if (validate(schema, parse(made.query)).length > 0) return;
    valid += 1;
    await check(made);
  });
  await fc.assert(property, { seed, numRuns: share, endOnFailure: true });
  expect(valid).toBeGreaterThan(share / 2);
}

onEachDatabase('a query', (place) => {
  test(`is answered alike by its plan and without (FUZZ_SEED=${seed})`, async () => {
    const { store, answer } = await serveBoth(await place());
    let whole = 0;
    await tryMany(async (made) => {
      const { errors } = await answer(made);
      // What follows the log takes more than a record.
      if (errors || made.query.includes('pledgeUpdates')) return;
      whole += 1;
      expect(await isPlanned(store, made), JSON.stringify(made)).toBe(true);
    });
    expect(whole).toBeGreaterThan(share / 4);
  });
});

test(`where tables are lost, the same is missing, and told once (FUZZ_SEED=${seed})`, async () => {
  const { store, planned, usual } = await serveBoth(await emptyFolder());
  for (const table of ['actor', 'citation', 'quote'] as const)
    await store.db.schema.alterTable(table).renameTo(`${table}_elsewhere`).execute();
  let faults = 0;
  await tryMany(async (made) => {
    const [one, other] = [await tell(planned, made), await tell(usual, made)];
    const ours: Answer = JSON.parse(one.body);
    const theirs: Answer = JSON.parse(other.body);
    // Of several faults in what cannot be null, the one that comes first is told: by chance another.
    expect([one.status, ours.data], JSON.stringify(made)).toEqual([other.status, theirs.data]);
    expect(ours.errors === undefined).toBe(theirs.errors === undefined);
    const { errors = [] } = ours;
    faults += errors.filter(({ extensions }) => extensions?.code === maskedCode).length;
    expect(planned.reports).toHaveLength(faults);
  });
  expect(faults).toBeGreaterThan(share / 10);
});

describe('what is asked in a way of its own', () => {
  const two = 'query A { parties { totalCount } } query B { people { totalCount } }';
  const skipping = `query ($yes: Boolean!, $no: Boolean = false) {
    pledge(slug: "p-a") {
      slug @skip(if: $yes) ...F @include(if: $no) ...F
      talks @include(if: $yes) { slug } talks @skip(if: $yes) { name }
    }
  }
  fragment F on Pledge { status version @include(if: $yes) }`;
  const cases: Record<string, Asked> = {
    directives: { query: skipping, variables: { yes: true } },
    'directives, the other way': { query: skipping, variables: { yes: false, no: true } },
    introspection: { query: '{ __schema { queryType { name } } __typename }' },
    'a type': { query: '{ __type(name: "Pledge") { name fields { name } } record { version } }' },
    'a key that objects have': { query: '{ party(slug: "red") { __proto__: slug slug } }' },
    'keys that all objects have': {
      query: '{ party(slug: "red") { constructor: slug hasOwnProperty: __typename } }',
    },
    'one of two operations': { query: two, operationName: 'B' },
    'neither of two operations': { query: two, operationName: 'C' },
    'two operations': { query: two },
    'no variable': { query: 'query ($s: String!) { pledge(slug: $s) { slug } }' },
    'a variable of another type': {
      query: 'query ($n: Int) { parties(first: $n) { totalCount } }',
      variables: { n: 'three' },
    },
    'null for a default': {
      query: 'query ($l: Locale = "en") { talks(slug: "a-1") { name(locale: $l) } }',
      variables: { l: null },
    },
    'a variable within a list and an object': {
      query: `query ($a: String!, $b: String = "blue", $f: Date) {
        pledges(filter: { maker: [$a, $b], madeOn: { from: $f } }) { nodes { slug } }
      }`,
      variables: { a: 'red' },
    },
    'one item for a list': { query: '{ parties(filter: { kind: STATE }) { nodes { slug } } }' },
    'both ends of a list': { query: '{ parties(first: 1, last: 1) { totalCount } }' },
    'a page and its count apart': {
      query: '{ a: talks(slug: "a-1") { quotes(first: 0) { totalCount } slug } b: __typename }',
    },
    'a cursor of another list': { query: '{ quotes(after: "WyJ4Il0") { nodes { slug } } }' },
    'nothing at all': { query: '{ pledge(slug: "nobody") { slug talks { slug } } }' },
    'the same twice': {
      query: `{
        pledge(slug: "p-d") { talks { slug } ...A ... on Node { id } }
        ...Q pledge(slug: "p-d") { talks { name } makers { slug } }
      }
      fragment A on Pledge { talks { id slug } makers { name } }
      fragment Q on Query { pledge(slug: "p-d") { version makers { kind } } }`,
    },
    'all kinds of nodes': {
      query: `query ($ids: [ID!]!) {
        nodes(ids: $ids) { __typename id ... on Actor { name } ... on Person { seats { role } } ...P }
      }
      fragment P on Pledge { summary parties { role party { ... on Party { kind } } } }`,
      variables: {
        ids: [globalId('Party:red'), globalId('Pledge:p-a'), 'none', globalId('Person:ann')],
      },
    },
  };

  test('is answered alike', async () => {
    const { answer } = await serveBoth(await emptyFolder());
    for (const asked of Object.values(cases)) await answer(asked);
  });

  test('an abundance of fields is left to the usual way, and all the same', async () => {
    const { store, answer } = await serveBoth(await emptyFolder());
    // Each fragment asks for what is below it twice: thousands of fields in few words.
    const fragments = (levels: number) =>
      Array.from({ length: levels }, (_, level) => {
        const below =
          level === 0 ? 'slug' : `process { rounds(last: 1) { nodes { ...F${level - 1} } } }`;
        return `fragment F${level} on Talks { a: previous { ${below} } b: previous { ${below} } }`;
      }).join('\n');
    const query = (levels: number) =>
      `{ talks(slug: "a-2") { ...F${levels - 1} } } ${fragments(levels)}`;
    expect(await isPlanned(store, { query: query(2) })).toBe(true);
    expect(await isPlanned(store, { query: query(9) })).toBe(false);
    await answer({ query: query(3) });
  });
});
