/** What answers do not tell, and what each of them says to browsers. */
import { expect, test } from 'vitest';
import { emptyFolder, openEmpty } from '../databases.ts';
import { sendRaw, serveOnPort } from './served.ts';
import { eachTransport } from './transports.ts';

/** Operations with one letter wrong, and what the schema has in its place. */
const slips: readonly [query: string, meant: RegExp][] = [
  ['{ pledgs { totalCount } }', /pledges/],
  ['{ pledges(filtr: {}) { totalCount } }', /"filter"/],
  ['{ pledges(filter: { statu: [KEPT] }) { totalCount } }', /"status"/],
  ['{ pledges(filter: { status: [KEPTT] }) { totalCount } }', /"KEPT"/],
  ['{ __typename ... on Pledg { slug } }', /"Pledge"/],
];

const serving = async (suggestions: boolean) =>
  serveOnPort(await openEmpty(await emptyFolder()), { suggestions });

test.each(eachTransport)('over %s nothing is suggested in production', async (_, ask) => {
  const [production, elsewhere] = [await serving(false), await serving(true)];
  const ofVariable = {
    query: 'query ($filter: PledgeFilter) { pledges(filter: $filter) { totalCount } }',
    variables: { filter: { status: ['KEPTT'], statu: 1 } },
  };
  for (const [asked, meant] of [
    ...slips.map(([query, one]) => [{ query }, one] as const),
    [ofVariable, /"KEPT"/] as const,
  ]) {
    const { errors } = await ask(production.origin, asked);
    expect(JSON.stringify(errors)).not.toMatch(/Did you mean/);
    expect(errors?.length).toBeGreaterThan(0);
    const suggested = await ask(elsewhere.origin, asked);
    expect(suggested.errors?.map(({ message }) => message).join()).toMatch(meant);
  }
});

test('every answer has the headers that browsers go by', async () => {
  const { origin, port } = await serving(true);
  const wanted = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
  };
  const paths = ['/', '/graphql?query={__typename}', '/graphql?query={', '/nothing', '/health'];
  const answers = await Promise.all([
    ...paths.map((path) => fetch(origin + path)),
    fetch(`${origin}/graphql`, { headers: { accept: 'text/html' } }),
    fetch(`${origin}/graphql`, { method: 'PUT' }),
    fetch(`${origin}/export/record.json`),
    fetch(`${origin}/pledges.atom`),
  ]);
  for (const { url, headers } of answers)
    expect(Object.fromEntries(headers), url).toMatchObject(wanted);
  const raw = [
    'GET /graphql HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n',
    'no HTTP at all\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    'GET /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  ];
  for (const bytes of raw) {
    const answer = await sendRaw(port, bytes);
    expect(answer).toMatch(/^HTTP\/1.1 4\d\d /);
    for (const name of Object.keys(wanted)) expect(answer.toLowerCase()).toContain(`\r\n${name}: `);
  }
});
