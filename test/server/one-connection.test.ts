/** Requests that come one after the other over the same connection, each with a word of its own. */
import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { emptyFolder, openAstana } from '../databases.ts';
import { type Served, serveOnPort } from './served.ts';

interface Asked {
  method?: 'GET' | 'POST';
  query: string;
  headers?: OutgoingHttpHeaders;
}

interface Told {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

async function ask(
  { origin }: Served,
  agent: Agent,
  { method = 'POST', query, headers }: Asked,
): Promise<Told> {
  const url = new URL('/graphql', origin);
  if (method === 'GET') url.searchParams.set('query', query);
  const json = method === 'POST' && { 'content-type': 'application/json' };
  const asked = request(url, { method, agent, headers: { ...json, ...headers } });
  asked.end(method === 'POST' ? JSON.stringify({ query }) : undefined);
  const [response] = await once(asked, 'response');
  const body = await text(response);
  const { date, connection, 'keep-alive': _, 'x-request-id': __, ...kept } = response.headers;
  return { status: response.statusCode, headers: kept, body };
}

const pledge = '{ pledge(slug: "next-meeting") { act } }';
const sameLength = '{ pledge(slug: "next-meetinG") { act } }';
const asked: Asked[] = [
  { query: pledge },
  { query: pledge },
  { query: sameLength },
  { query: pledge, headers: { accept: 'application/json' } },
  { query: pledge, headers: { accept: 'application/graphql-response+json' } },
  { query: pledge, headers: { authorization: 'Bearer nothing' } },
  { query: pledge },
  { query: pledge, headers: { 'content-type': 'text/plain' } },
  { query: pledge, headers: { 'content-encoding': 'gzip' } },
  { query: '{ parties { nodes { name slug kind names { value locale } } } }' },
  { method: 'GET', query: pledge },
  { method: 'GET', query: sameLength },
  { method: 'GET', query: pledge, headers: { 'if-none-match': '*' } },
  { method: 'GET', query: pledge },
  { query: 'mutation { __typename }' },
  { method: 'GET', query: 'mutation { __typename }' },
  { query: '{ nonsense }', headers: { accept: 'application/graphql-response+json' } },
];

test('are answered as over connections of their own, also when they come again', async () => {
  const served = await serveOnPort(await openAstana(await emptyFolder()));
  const expected: Told[] = [];
  for (const each of asked) {
    const agent = new Agent();
    expected.push(await ask(served, agent, each));
  }
  const statuses = expected.map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200, 304, 400, 401, 405, 415]));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  for (const each of [...asked, ...asked.toReversed(), ...asked])
    expect([each, await ask(served, agent, each)]).toEqual([each, expected[asked.indexOf(each)]]);
});
