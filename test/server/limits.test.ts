/** Every limit, just under and just over it, by every way into the service. */
import { getIntrospectionQuery } from 'graphql';
import { expect, onTestFinished, test, vi } from 'vitest';
import { emptyFolder, openEmpty } from '../databases.ts';
import { initSocket } from '../log/sockets.ts';
import { type EventStream, openStream } from '../log/streams.ts';
import { serve, tokenOf, tokenSecret } from '../service.ts';
import { sendRaw, serveEmptyToFile } from './served.ts';
import { eachTransport } from './transports.ts';

const served = serveEmptyToFile({ tokenKeys: { secret: tokenSecret } });

/** An operation that goes up to a limit with `count`, and beyond it with one more. */
interface Case {
  limit: string;
  maximum: number;
  noun: string;
  advice: string;
  ask: (count: number) => { query: string; variables?: object };
}

const chain = (levels: number) =>
  `{ talks(slug: "x") { ${'previous { '.repeat(levels - 2)} slug ${'} '.repeat(levels)}`;

const split = 'Send several operations.';
const list = (count: number) => Array.from({ length: count }, (_, index) => `s-${index}`);

const cases: Case[] = [
  {
    limit: 'depth',
    maximum: 12,
    noun: 'levels of fields',
    advice: 'Ask for what is deeper by its slug or id.',
    ask: (count) => ({ query: chain(count) }),
  },
  {
    limit: 'depth',
    maximum: 12,
    noun: 'levels of fields',
    advice: 'Ask for what is deeper by its slug or id.',
    // Two levels in the operation, and the rest in fragments of two levels each.
    ask: (count) => ({
      query: `{ talks(slug: "x") { ...F1 } } ${Array.from({ length: 6 }, (_, index) =>
        index < 5
          ? `fragment F${index + 1} on Talks { previous { next { ...F${index + 2} } } }`
          : `fragment F6 on Talks { ${count === 12 ? 'slug' : 'previous { slug }'} }`,
      ).join(' ')}`,
    }),
  },
  {
    limit: 'aliases',
    maximum: 30,
    noun: 'aliases',
    advice: split,
    ask: (count) => ({ query: `{ ${list(count).map((_, at) => `a${at}: __typename`)} }` }),
  },
  {
    limit: 'directives',
    maximum: 30,
    noun: 'directives',
    advice: split,
    ask: (count) => ({
      query: `{ __typename ${list(count).map(() => '... @include(if: true) { __typename }')} }`,
    }),
  },
  {
    limit: 'listItems',
    maximum: 100,
    noun: 'items in a list of its arguments',
    advice: 'Ask for the rest in another.',
    ask: (count) => ({
      query: `{ pledges(filter: { talks: ${JSON.stringify(list(count))} }) { totalCount } }`,
    }),
  },
  {
    limit: 'listItems',
    maximum: 100,
    noun: 'items in a list of its arguments',
    advice: 'Ask for the rest in another.',
    ask: (count) => ({
      query: 'query ($filter: PledgeFilter) { pledges(filter: $filter) { totalCount } }',
      variables: { filter: { talks: list(count) } },
    }),
  },
  {
    limit: 'cost',
    maximum: 25_000,
    noun: 'points of cost (a field is one, times the items of every list that it is in)',
    advice: 'Ask for smaller pages or for fewer fields.',
    // 1 + 49 × (2 + 83 × 6), 1 + 100 × 3, 1 + 97 × 2, and one for each further field.
    ask: (count) => ({
      query: `query ($n: Int) {
        allTalks(first: 49) { nodes { pledges(first: $n) { nodes { slug summary act version status } } } }
        pledges(last: 100) { nodes { slug act } }
        quotes(first: 97) { nodes { slug } }
        ${'__typename '.repeat(count - 24_997)}
      }`,
      variables: { n: 83 },
    }),
  },
];

for (const [transport, ask] of eachTransport) {
  test.each(cases)(`over ${transport}: $maximum $noun, and no more`, async (each) => {
    const { limit, maximum, noun, advice } = each;
    const extensions = { cost: true };
    const under = await ask(served.origin, { ...each.ask(maximum), extensions });
    expect(under.errors).toBeUndefined();
    if (limit === 'cost')
      expect(under).toMatchObject({ extensions: { cost: { requested: maximum, maximum } } });
    const over = await ask(served.origin, { ...each.ask(maximum + 1), extensions });
    expect(over.errors).toEqual([
      expect.objectContaining({
        message: `Expected an operation of at most ${maximum} ${noun}, got ${maximum + 1}. ${advice}`,
        extensions: { code: 'OPERATION_TOO_COMPLEX', limit, maximum, actual: maximum + 1 },
      }),
    ]);
    expect(over.data ?? null).toBeNull();
  });

  test(`over ${transport}: 2000 tokens, and no more`, async () => {
    const hundred = list(17).map(
      (_, at) => `p${at}: pledges(filter: { status: [${'KEPT '.repeat(100)}] }) { totalCount }`,
    );
    const of = (tokens: number) => ({
      query: `{ ${hundred.join(' ')} ${'__typename '.repeat(tokens - 2 - 17 * 116)} }`,
    });
    expect(await ask(served.origin, of(2000))).toMatchObject({ data: { p16: { totalCount: 0 } } });
    expect((await ask(served.origin, of(2001))).errors).toEqual([
      expect.objectContaining({
        message:
          'Expected an operation of at most 2000 tokens, got more. Split it, or name fewer fields.',
        extensions: { code: 'OPERATION_TOO_COMPLEX', limit: 'tokens', maximum: 2000 },
      }),
    ]);
  });

  if (transport === 'GET') continue;
  test(`over ${transport}: subscriptions are bounded by the same limits`, async () => {
    const deep = `subscription { pledgeUpdates { pledge { talks { ${'previous { '.repeat(9)} slug ${'} '.repeat(12)} }`;
    const { errors } = await ask(served.origin, { query: deep });
    expect(errors).toMatchObject([{ extensions: { limit: 'depth', maximum: 12, actual: 13 } }]);
    const dear = `subscription { pledgeUpdates { pledge { talks { pledges(first: 100) { nodes { updates(first: 100) { nodes { cursor kind version rationale locale } } } } } } } }`;
    expect((await ask(served.origin, { query: dear })).errors).toMatchObject([
      { extensions: { code: 'OPERATION_TOO_COMPLEX', limit: 'cost', maximum: 25_000 } },
    ]);
  });
}

test('what an operation costs goes by the variables of each time', async () => {
  const query = `query ($first: Int, $ids: [ID!]!) {
    parties(first: $first) { nodes { slug } }
    nodes(ids: $ids) { id }
  }`;
  const costOf = async (variables: object) => {
    const answer = await served.post({ query, variables, extensions: { cost: true } });
    const { extensions } = await answer.json();
    return extensions.cost.requested;
  };
  const ids = ['none', 'neither', 'nothing'];
  const asked: [object, number][] = [
    [{ first: 2, ids }, 1 + 2 * 2 + 3 * 2],
    [{ first: 2, ids: ids.toReversed() }, 1 + 2 * 2 + 3 * 2],
    [{ first: 100, ids }, 1 + 100 * 2 + 3 * 2],
    [{ first: null, ids }, 1 + 20 * 2 + 3 * 2],
    [{ ids: list(100) }, 1 + 20 * 2 + 100 * 2],
    // What does not fit is refused, and is no measure for what does.
    [{ ids: 'a list of 3' }, 1 + 20 * 2 + 3 * 2],
    [{ ids }, 1 + 20 * 2 + 3 * 2],
    [{ first: 'a list of 3', ids }, 1 + 100 * 2 + 3 * 2],
    [{ first: 2, ids }, 1 + 2 * 2 + 3 * 2],
  ];
  for (const [variables, cost] of [...asked, ...asked])
    expect([variables, await costOf(variables)]).toEqual([variables, cost]);
});

test('the introspection of explorers and generators is within the limits', async () => {
  for (const [, ask] of eachTransport) {
    const { data, errors } = await ask(served.origin, { query: getIntrospectionQuery() });
    expect(errors).toBeUndefined();
    expect(data.__schema.types.length).toBeGreaterThan(60);
  }
});

const follow = 'subscription { pledgeUpdates { cursor } }';

test('one WebSocket has 10 subscriptions without a token, 100 operations with one', async () => {
  const origin = `${served.origin}/graphql`;
  for (const [token, most, limit] of [
    [undefined, 10, 'subscriptions'],
    [await tokenOf('The desk'), 100, 'socketOperations'],
  ] as const) {
    const socket = await initSocket(origin, token);
    const begin = (id: number) =>
      socket.send({ type: 'subscribe', id: String(id), payload: { query: follow } });
    for (let id = 1; id <= most + 1; id += 1) begin(id);
    const refused = await socket.next();
    expect(refused.id).toBe(String(most + 1));
    if (refused.type === 'next') await socket.next();
    const told = refused.type === 'error' ? refused.payload : refused.payload.errors;
    expect(told).toMatchObject([{ extensions: { code: 'RATE_LIMITED', limit, maximum: most } }]);
    expect(told[0].message).toMatch(new RegExp(`^Expected at most ${most} .*, got one more\\.`));
    // Where one ends, another may begin.
    socket.send({ type: 'complete', id: '1' });
    expect((await socket.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
  }
});

test('one connection has 10 streams of events without a token', async () => {
  const { server } = serve(await openEmpty(await emptyFolder()));
  onTestFinished(() => server.close());
  const connection = {};
  // Over HTTP/2 in front of it, or by requests that wait for no answer, one connection has many.
  const open = (token?: string) =>
    openStream(
      (url, init) => server.fetch(url, init, { connection }),
      'http://127.0.0.1/graphql',
      follow,
      { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } },
    );
  const streams = [];
  for (let count = 0; count < 10; count += 1) streams.push(await open());
  expect(streams.map(({ response }) => response.status)).toEqual(streams.map(() => 200));
  const { data } = await (await open()).next();
  expect(data.errors).toMatchObject([
    { extensions: { code: 'RATE_LIMITED', limit: 'subscriptions', maximum: 10 } },
  ]);
  const begins = async (stream: EventStream) => {
    stream.next().catch(() => {});
    await vi.waitFor(() => expect(stream.text()).toBe('id: 0\n:\n\n'));
  };
  await begins(await open(await tokenOf('The desk')));
  await streams[0]?.leave();
  await begins(await open());
});

test('one connection has 100 requests under way, and is cut at one more', async () => {
  const request = (query: string, accept: string) =>
    `GET /graphql?query=${encodeURIComponent(query)} HTTP/1.1\r\nHost: x\r\nAccept: ${accept}\r\n\r\n`;
  // No answer can be sent before that of the first, which has no end.
  const stream = request(follow, 'text/event-stream');
  const queries = (count: number) => request('{__typename}', 'application/json').repeat(count);
  expect(await sendRaw(served.port, stream + queries(100))).toBe('');
});

test('a hundred thousand bytes are taken over WebSocket, and not one more', async () => {
  const origin = `${served.origin}/graphql`;
  const message = (length: number) => {
    const empty = { type: 'subscribe', id: 'long', payload: { query: '{ __typename }', x: '' } };
    const rest = length - JSON.stringify(empty).length;
    return { ...empty, payload: { ...empty.payload, x: 'x'.repeat(rest) } };
  };
  const socket = await initSocket(origin);
  socket.send(message(100_000));
  expect(await socket.next()).toMatchObject({ type: 'next', id: 'long' });
  const other = await initSocket(origin);
  other.send(message(100_001));
  expect(await other.closed).toEqual({
    code: 1009,
    reason: 'Expected messages of at most 100000 bytes, got 100001.',
  });
  expect(served.reports).toEqual([]);
});
