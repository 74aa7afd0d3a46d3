/** Which pages of other origins may read the record. */
import { expect, test } from 'vitest';
import { emptyFolder, openEmpty } from '../databases.ts';
import { type Served, serveOnPort } from './served.ts';

const ours = 'https://desk.example';

async function serveTo(...allowedOrigins: string[]): Promise<Served> {
  return await serveOnPort(await openEmpty(await emptyFolder()), { allowedOrigins });
}

function corsHeaders({ headers }: Response): object {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

test('none, unless the settings name them', async () => {
  const served = await serveTo();
  const response = await served.post({ query: '{__typename}' }, { origin: ours });
  expect(corsHeaders(response)).toEqual({});
  const asked = await fetch(`${served.origin}/graphql`, {
    method: 'OPTIONS',
    headers: { origin: ours },
  });
  expect([asked.status, corsHeaders(asked)]).toEqual([405, {}]);
});

test('those that the settings name, without cookies', async () => {
  const served = await serveTo('https://other.example', ours);
  const response = await served.post({ query: '{__typename}' }, { origin: ours });
  expect(corsHeaders(response)).toMatchObject({ 'access-control-allow-origin': ours });
  expect(corsHeaders(response)).not.toHaveProperty('access-control-allow-credentials');
  expect(response.headers.get('vary')).toBe('Origin');
});

test('a page may ask first whether it may send a token', async () => {
  const served = await serveTo(ours);
  const response = await fetch(`${served.origin}/graphql`, {
    method: 'OPTIONS',
    headers: { origin: ours, 'access-control-request-headers': 'authorization,content-type' },
  });
  expect(response.status).toBe(204);
  expect(corsHeaders(response)).toMatchObject({
    'access-control-allow-origin': ours,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': expect.stringContaining('Authorization'),
  });
});

test.each(['https://desk.example.evil', 'http://desk.example', 'null'])(
  'never an origin that only looks like one: %s',
  async (origin) => {
    const served = await serveTo(ours);
    const response = await served.post({ query: '{__typename}' }, { origin });
    expect(corsHeaders(response)).toEqual({});
    expect(response.headers.get('vary')).toBe('Origin');
  },
);
