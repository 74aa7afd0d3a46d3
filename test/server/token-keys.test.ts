/** Tokens of an identity provider, whose keys are at an address. */
import { createHmac, createPublicKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { expect, onTestFinished, test, vi } from 'vitest';
import { emptyFolder, openAstana } from '../databases.ts';
import { rating, recordUpdate } from '../log/desk.ts';
import { initSocket, openSocket } from '../log/sockets.ts';
import { type Service, serve, tokenOf } from '../service.ts';
import { makeKey, type Provider, type ProviderKey, startProvider } from './identity-provider.ts';

const rsa = await makeKey('one');
const elliptic = await makeKey('two', 'ES256');
const input = rating();

async function serviceOf({ keys }: Provider): Promise<Service> {
  return serve(await openAstana(await emptyFolder()), [], keys);
}

async function readStatus({ server }: Service, token: string): Promise<number> {
  const response = await server.fetch('http://127.0.0.1/graphql?query={record{version}}', {
    headers: { authorization: `Bearer ${token}` },
  });
  await response.body?.cancel();
  return response.status;
}

test.each<[string, ProviderKey]>([
  ['RS256', rsa],
  ['ES256', elliptic],
])('a token signed with %s writes, under the name that it gives', async (_, key) => {
  const provider = await startProvider();
  provider.publish(rsa, elliptic);
  const { read } = await serviceOf(provider);
  const { recordPledgeUpdate } = await read(recordUpdate, { input }, await provider.sign(key));
  expect(recordPledgeUpdate.update.recordedBy).toBe('The night desk');
});

test('the keys are asked for once, not for each request', async () => {
  const provider = await startProvider();
  provider.publish(rsa);
  const service = await serviceOf(provider);
  const token = await provider.sign(rsa);
  const statuses = await Promise.all(Array.from({ length: 20 }, () => readStatus(service, token)));
  expect(statuses).toEqual(Array.from({ length: 20 }, () => 200));
  expect(provider.asked()).toBe(1);
});

test('a token that only looks like the provider’s is refused', async () => {
  const provider = await startProvider();
  provider.publish(rsa);
  const service = await serviceOf(provider);
  const sign = (alg: string, secret: string | Buffer) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const { issuer: iss, audience: aud } = provider.keys;
    const exp = Math.floor(Date.now() / 1000) + 3600;
    const body = `${part({ alg, kid: 'one' })}.${part({ iss, aud, sub: 'me', exp, roles: ['editor'] })}`;
    return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
  };
  const publicKey = createPublicKey({ key: rsa.jwk, format: 'jwk' });
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  const forger = await makeKey('one');
  const at = (rest: object) =>
    new SignJWT({ roles: ['editor'], sub: 'me', exp: 4e9, ...rest })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .sign(rsa.privateKey);
  const { issuer: iss, audience: aud } = provider.keys;
  const tokens = [
    // The public key is public: whoever took it for a secret would take these.
    sign('HS256', pem),
    sign('HS256', publicKey.export({ type: 'spki', format: 'der' })),
    sign('HS256', JSON.stringify(rsa.jwk)),
    sign('HS256', String(rsa.jwk.n)),
    sign('none', ''),
    // Another key under the same name, and a key that is not published.
    await provider.sign(forger),
    await provider.sign(elliptic),
    // One made by `talks token` with whatever secret.
    await tokenOf('Me'),
    await at({ iss: 'https://elsewhere.example.org/', aud }),
    await at({ iss, aud: 'another-service' }),
    await at({ iss }),
    await at({ aud }),
    await at({ iss, aud, exp: undefined }),
    await at({ iss, aud, sub: undefined }),
  ];
  expect(await Promise.all(tokens.map((token) => readStatus(service, token)))).toEqual(
    tokens.map(() => 401),
  );
  expect(await readStatus(service, await at({ iss, aud }))).toBe(200);
});

test('new keys are fetched when a token names one, at most every half minute', async () => {
  const provider = await startProvider();
  provider.publish(rsa);
  const service = await serviceOf(provider);
  const old = await provider.sign(rsa);
  expect(await readStatus(service, old)).toBe(200);
  const next = await makeKey('next');
  provider.publish(next);
  const token = await provider.sign(next);
  expect(await readStatus(service, token)).toBe(401);
  expect(provider.asked()).toBe(1);
  later(31_000);
  expect(await readStatus(service, token)).toBe(200);
  expect(await readStatus(service, old)).toBe(401);
  expect(provider.asked()).toBe(2);
});

const broken: [name: string, how: (provider: Provider) => void | Promise<void>][] = [
  ['is down', (provider) => provider.stop()],
  [
    'answers 500',
    (provider) => {
      provider.answer = (response) => response.writeHead(500).end('{"keys":[]}');
    },
  ],
  [
    'redirects',
    (provider) => {
      provider.answer = (response) =>
        response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end();
    },
  ],
  [
    'answers a page',
    (provider) => {
      provider.answer = (response) => response.end('<html>');
    },
  ],
  [
    'answers other JSON',
    (provider) => {
      provider.answer = (response) => response.end('{"keys":7}');
    },
  ],
  [
    'hangs up',
    (provider) => {
      provider.answer = (response) => void response.socket?.destroy();
    },
  ],
];

test.each(broken)('a provider that %s is our fault, masked and reported', async (_, breakIt) => {
  const provider = await startProvider();
  const service = await serviceOf(provider);
  await breakIt(provider);
  const token = await provider.sign(rsa);
  const response = await service.server.fetch('http://127.0.0.1/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: recordUpdate, variables: { input } }),
  });
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({
    errors: [{ message: 'Internal error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
  });
  expect(service.reports).toHaveLength(1);
  // Whoever has no token is served all the same.
  expect(await service.read('{ record { cursor } }')).toEqual({ record: { cursor: '1' } });
});

test('a provider that is back is asked again at once', async () => {
  const provider = await startProvider();
  const service = await serviceOf(provider);
  const token = await provider.sign(rsa);
  expect(await readStatus(service, token)).toBe(500);
  provider.publish(rsa);
  expect(await readStatus(service, token)).toBe(200);
});

test('while the provider is down a WebSocket is told to come back, not that it is forbidden', async () => {
  const provider = await startProvider();
  const service = await serviceOf(provider);
  const url = `http://127.0.0.1:${await service.server.listen(0, '127.0.0.1')}/graphql`;
  onTestFinished(() => service.server.close());
  const token = await provider.sign(rsa);
  const refused = await openSocket(url);
  refused.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  expect(await refused.closed).toEqual({ code: 1013, reason: 'Try again later' });
  expect(service.reports).toHaveLength(1);

  provider.publish(rsa);
  const socket = await initSocket(url, token);
  provider.answer = (response) => response.writeHead(503).end();
  later(11 * 60_000);
  expect(await socket.ask(recordUpdate, { input })).toEqual({
    data: null,
    errors: [{ message: 'Internal error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
  });
  expect(service.reports).toHaveLength(2);
  provider.publish(rsa);
  const { data } = await socket.ask(recordUpdate, { input });
  expect(data.recordPledgeUpdate.created).toBe(true);
});

/** Lets so many milliseconds pass on the clock, and on the clock alone. */
function later(milliseconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });
  onTestFinished(() => void vi.useRealTimers());
}
