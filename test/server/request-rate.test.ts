/** How many requests one address may send, by every way into the service, and who counts as one address. */
import { expect, test } from 'vitest';
import { emptyFolder, openEmpty } from '../databases.ts';
import { initSocket, openSocket } from '../log/sockets.ts';
import { serveOnPort } from './served.ts';
import { transports } from './transports.ts';

const query = '{ __typename }';

/** A server of its own for each test: the count is of a minute. */
const serving = async (rateLimit: number | null, trustedProxies: string[] = []) =>
  serveOnPort(await openEmpty(await emptyFolder()), { rateLimit, trustedProxies });

const refusal = (maximum: number) => [
  {
    message: expect.stringMatching(
      new RegExp(
        `^Expected at most ${maximum} requests a minute from one address, got more\\. Try again in \\d+ s\\.$`,
      ),
    ),
    extensions: { code: 'RATE_LIMITED', limit: 'requestsPerMinute', maximum },
  },
];

test.each(['GET', 'POST'] as const)('over %s: as many as may be, and no more', async (method) => {
  const { origin } = await serving(3);
  const ask = transports[method];
  for (let count = 0; count < 3; count += 1)
    expect((await ask(origin, { query })).data).toEqual({ __typename: 'Query' });
  expect((await ask(origin, { query })).errors).toEqual(refusal(3));
});

test('who is refused is told when to come back', async () => {
  const { origin, post } = await serving(1);
  await post({ query });
  for (const path of ['/graphql', '/', '/pledges.atom', '/export/record.json']) {
    const response = await fetch(`${origin}${path}`);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(50);
    expect((await response.json()).errors).toEqual(refusal(1));
  }
  const events = await post({ query }, { accept: 'text/event-stream' });
  expect([events.status, (await events.json()).errors]).toEqual([429, refusal(1)]);
  // Whoever runs the server is never refused.
  expect((await fetch(`${origin}/health`)).status).toBe(200);
  expect((await fetch(`${origin}/ready`)).status).toBe(200);
});

test('a page of an allowed origin can read that it is refused, and until when; no other can', async () => {
  const store = await openEmpty(await emptyFolder());
  const allowed = 'https://news.example';
  const { post } = await serveOnPort(store, { rateLimit: 1, allowedOrigins: [allowed] });
  await post({ query });
  const { status, headers } = await post({ query }, { origin: allowed });
  expect(status).toBe(429);
  expect(headers.get('access-control-allow-origin')).toBe(allowed);
  expect(headers.get('access-control-expose-headers')).toBe('Retry-After');
  const other = await post({ query }, { origin: 'https://other.example' });
  expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([429, null]);
});

test('a WebSocket counts when it is asked for, and with each operation', async () => {
  const { origin } = await serving(3);
  const socket = await initSocket(`${origin}/graphql`);
  for (let count = 0; count < 2; count += 1)
    expect((await socket.ask(query)).data).toEqual({ __typename: 'Query' });
  expect((await socket.ask(query)).errors).toEqual(refusal(3));
  await expect(openSocket(`${origin}/graphql`)).rejects.toThrow('429');
});

test('without a limit, nobody is counted', async () => {
  const { post } = await serving(null);
  for (let count = 0; count < 20; count += 1) expect((await post({ query })).status).toBe(200);
});

test('clients behind a proxy are told apart by what a trusted proxy says, and by nothing else', async () => {
  const statuses = async (trusted: string[], addresses: string[]) => {
    const { post } = await serving(1, trusted);
    const answers = [];
    for (const address of addresses)
      answers.push((await post({ query }, { 'x-forwarded-for': address })).status);
    return answers;
  };
  expect(await statuses([], ['192.0.2.1', '192.0.2.2'])).toEqual([200, 429]);
  expect(await statuses(['loopback'], ['192.0.2.1', '192.0.2.2', '192.0.2.1'])).toEqual([
    200, 200, 429,
  ]);
  // What the client itself has put before the proxy's word is not believed.
  expect(await statuses(['127.0.0.0/8'], ['8.8.8.8, 192.0.2.1', '9.9.9.9, 192.0.2.1'])).toEqual([
    200, 429,
  ]);
  // Of IPv6, a network counts as one, however it is written.
  expect(
    await statuses(['loopback'], ['2001:db8:0:1::1', '2001:0db8::1:ffff:0:0:2', '2001:db8:0:2::1']),
  ).toEqual([200, 429, 200]);
  expect(await statuses(['loopback'], ['::ffff:192.0.2.1', '192.0.2.1'])).toEqual([200, 429]);
  expect(await statuses(['loopback'], ['no address', 'another'])).toEqual([200, 200]);
});
