/** Who gets in with which token: by every way in, and before anything is read. */
import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { beforeAll, expect, test, vi } from 'vitest';
import { type Desk, onEachDesk, rating, recordUpdate } from '../log/desk.ts';
import { initSocket, openSocket } from '../log/sockets.ts';
import { openStream } from '../log/streams.ts';
import { tokenOf, tokenSecret } from '../service.ts';

const key = new TextEncoder().encode(tokenSecret);
const now = Math.floor(Date.now() / 1000);

/** What a token of ours says. */
const claims = {
  iss: 'talks-record',
  aud: 'talks-record',
  sub: 'The desk',
  roles: ['editor'],
  iat: now,
  exp: now + 3600,
};

function signed(payload: object, header: { alg: string } = { alg: 'HS256' }, by = key) {
  return new SignJWT({ ...payload }).setProtectedHeader(header).sign(by);
}

/** Puts a token together by hand, as one who forges would. */
function forged(header: object, payload: object, secret?: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part(header)}.${part(payload)}`;
  return `${body}.${secret === undefined ? '' : createHmac('sha256', secret).update(body).digest('base64url')}`;
}

const valid = await signed(claims);
const [head, , signature] = valid.split('.');
const without = ({ ...rest }: Record<string, unknown>, claim: string) => {
  delete rest[claim];
  return rest;
};

const notValid = 'The token is not valid here: it is not signed by whom this service trusts.';
const malformed = 'Expected `Authorization: Bearer` and a token, got something else.';
const unfit = (claim: string) =>
  `The token is not for this service: its claim \`${claim}\` does not fit.`;

const refusedHeaders: [name: string, header: string, message: string][] = [
  ['no scheme', valid, malformed],
  ['another scheme', 'Basic ZWRpdG9yOmVkaXRvcg==', malformed],
  ['no token', 'Bearer', malformed],
  ['two tokens', `Bearer ${valid}, Bearer ${valid}`, malformed],
  ['words', 'Bearer let me in', malformed],
  ['dots', 'Bearer ..', malformed],
  ['what is no token', 'Bearer a.b.c', notValid],
  ['five parts', `Bearer ${valid}.a.b`, malformed],
  ['8,000 characters', `Bearer ${'a'.repeat(4000)}.${'b'.repeat(3998)}.`, notValid],
  ['another secret', `Bearer ${await signed(claims, undefined, key.slice(1))}`, notValid],
  ['no secret', `Bearer ${forged({ alg: 'HS256' }, claims, '')}`, notValid],
  ['alg: none', `Bearer ${forged({ alg: 'none' }, claims)}`, notValid],
  ['alg: None', `Bearer ${forged({ alg: 'None' }, claims)}`, notValid],
  ['no algorithm', `Bearer ${forged({}, claims, tokenSecret)}`, notValid],
  ['another algorithm', `Bearer ${await signed(claims, { alg: 'HS512' })}`, notValid],
  [
    'a header that asks for what nobody understands',
    `Bearer ${forged({ alg: 'HS256', crit: ['x'], x: 1 }, claims, tokenSecret)}`,
    notValid,
  ],
  [
    'another payload',
    `Bearer ${head}.${Buffer.from(JSON.stringify({ ...claims, sub: 'Me' })).toString('base64url')}.${signature}`,
    notValid,
  ],
  [
    'a payload that is a list',
    `Bearer ${forged({ alg: 'HS256' }, [claims], tokenSecret)}`,
    notValid,
  ],
  [
    'an end that is past',
    `Bearer ${await signed({ ...claims, exp: now - 1 })}`,
    'The token has expired. Ask for a new one.',
  ],
  ['a beginning to come', `Bearer ${await signed({ ...claims, nbf: now + 60 })}`, unfit('nbf')],
  ['another issuer', `Bearer ${await signed({ ...claims, iss: 'elsewhere' })}`, unfit('iss')],
  ['another audience', `Bearer ${await signed({ ...claims, aud: 'elsewhere' })}`, unfit('aud')],
  ...(await Promise.all(
    ['iss', 'aud', 'exp', 'sub'].map(
      async (claim): Promise<[string, string, string]> => [
        `no ${claim}`,
        `Bearer ${await signed(without(claims, claim))}`,
        unfit(claim),
      ],
    ),
  )),
  ['an empty sub', `Bearer ${await signed({ ...claims, sub: '' })}`, unfit('sub')],
  ['a sub of 256', `Bearer ${await signed({ ...claims, sub: 's'.repeat(256) })}`, unfit('sub')],
  [
    'a sub that is a number',
    `Bearer ${forged({ alg: 'HS256' }, { ...claims, sub: 7 }, tokenSecret)}`,
    unfit('sub'),
  ],
  [
    'an exp that is text',
    `Bearer ${forged({ alg: 'HS256' }, { ...claims, exp: 'never' }, tokenSecret)}`,
    unfit('exp'),
  ],
];

onEachDesk(
  'a token with',
  (shared) => {
    const address = addressOf(shared);

    test.each(refusedHeaders)(
      '%s is refused by every way in',
      async (_, authorization, message) => {
        const { url } = address;
        const expected = { errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] };
        const refused = async (response: Response) => {
          expect(response.status).toBe(401);
          expect(response.headers.get('www-authenticate')).toBe('Bearer');
          return response;
        };
        const headers = { authorization };
        const read = '{ record { version } }';
        const got = await fetch(`${url}?${new URLSearchParams({ query: read })}`, { headers });
        expect(await (await refused(got)).json()).toEqual(expected);
        const posted = await fetch(url, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ query: read }),
        });
        expect(await (await refused(posted)).json()).toEqual(expected);
        const subscription = 'subscription { pledgeUpdates { cursor } }';
        const stream = await openStream(fetch, url, subscription, { headers });
        await refused(stream.response);
        expect((await stream.rest()).map(({ data }) => data)).toEqual([expected, null]);

        const socket = await openSocket(url);
        socket.send({ type: 'connection_init', payload: { authorization } });
        expect(await socket.closed).toEqual({ code: 4403, reason: 'Forbidden' });
        const withHeader = await openSocket(url, headers);
        withHeader.send({ type: 'connection_init' });
        expect(await withHeader.closed).toEqual({ code: 4403, reason: 'Forbidden' });
      },
    );

    test.each(['bearer', 'BEARER', 'Bearer '])(
      'the scheme written as %j is taken',
      async (scheme) => {
        // https://www.rfc-editor.org/rfc/rfc9110#section-11.1
        const response = await fetch(`${address.url}?query={record{version}}`, {
          headers: { authorization: `${scheme} ${valid}` },
        });
        expect([response.status, await response.json()]).toEqual([
          200,
          { data: { record: { version: 1 } } },
        ]);
      },
    );

    test('a connection parameter that is no text is refused', async () => {
      for (const authorization of [{}, ['Bearer'], 7, true]) {
        const socket = await openSocket(address.url);
        socket.send({ type: 'connection_init', payload: { authorization } });
        expect(await socket.closed).toEqual({ code: 4403, reason: 'Forbidden' });
      }
    });
  },
  ['sqlite'],
);

onEachDesk(
  'writing',
  (shared) => {
    const address = addressOf(shared);
    const input = rating();

    test('without a token is UNAUTHENTICATED, and says what to do', async () => {
      const { ask } = shared();
      const { data, errors } = await ask(recordUpdate, { input });
      expect(data).toEqual({ recordPledgeUpdate: null });
      expect(errors).toEqual([
        expect.objectContaining({
          message:
            'Writing needs a token: send it as `Authorization: Bearer …`. `talks token` makes one.',
          path: ['recordPledgeUpdate'],
          extensions: { code: 'UNAUTHENTICATED' },
        }),
      ]);
    });

    test.each([
      { roles: [] },
      { roles: ['reader', 'Editor', 'editor '] },
      { roles: 'editor' },
      { roles: [['editor']] },
      { role: ['editor'] },
      { roles: { editor: true } },
      { roles: null, role: null },
    ])('with %j is FORBIDDEN, and nothing is read of the input', async (given) => {
      const { ask, end } = shared();
      const before = await end();
      const token = await signed({ ...without(claims, 'roles'), ...given });
      for (const bad of [input, rating({ pledge: '', rationale: '' })]) {
        const { data, errors } = await ask(recordUpdate, { input: bad }, token);
        expect(data).toEqual({ recordPledgeUpdate: null });
        expect(errors?.[0]).toMatchObject({
          message: 'Writing needs the role editor, which the token of The desk does not give.',
          extensions: { code: 'FORBIDDEN' },
        });
      }
      expect(await end()).toBe(before);
    });

    test.each([
      { roles: ['reader', 'editor'] },
      { role: 'editor' },
      { roles: ['x'], role: 'editor' },
    ])('with %j is allowed', async (given) => {
      const { ask } = shared();
      const token = await signed({ ...without(claims, 'roles'), ...given });
      const { data } = await ask(recordUpdate, { input }, token);
      expect(data.recordPledgeUpdate.update.recordedBy).toBe('The desk');
    });

    test('is signed with the name of the token, or else its subject', async () => {
      const { read } = shared();
      const names = ['Désk ٣ 🖋', '', ' ', 7, null, { a: 1 }, 'x\0y\n\ud800z', 'n'.repeat(5000)];
      const found = [];
      for (const name of names) {
        const token = forged({ alg: 'HS256' }, { ...claims, name }, tokenSecret);
        const { recordPledgeUpdate } = await read(recordUpdate, { input }, token);
        found.push(recordPledgeUpdate.update.recordedBy);
      }
      expect(found).toEqual([
        'Désk ٣ 🖋',
        ...Array.from({ length: 5 }, () => 'The desk'),
        'x y \ufffdz',
        `${'n'.repeat(99)}…`,
      ]);
    });

    test('over a WebSocket ends when the token does, while the connection lives on', async () => {
      const desk = shared();
      const socket = await initSocket(address.url, await tokenOf('The night desk'));
      const first = await socket.ask(recordUpdate, { input });
      const { cursor } = first.data.recordPledgeUpdate.update;
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 60 * 60 * 1000 });
      try {
        const second = await socket.ask(recordUpdate, { input });
        expect(second).toEqual({
          data: null,
          errors: [
            {
              message: 'The token has expired. Ask for a new one.',
              extensions: { code: 'UNAUTHENTICATED' },
            },
          ],
        });
      } finally {
        vi.useRealTimers();
      }
      expect(await desk.end()).toBe(Number(cursor));
      const third = await socket.ask(recordUpdate, { input });
      expect(third.data.recordPledgeUpdate.update.cursor).toBe(String(Number(cursor) + 1));
    });

    test('over a WebSocket without a token, or without the role, is refused as over HTTP', async () => {
      for (const [token, code] of [
        [undefined, 'UNAUTHENTICATED'],
        [await tokenOf('A reader', 'reader'), 'FORBIDDEN'],
      ]) {
        const { data, errors } = await (await initSocket(address.url, token)).ask(recordUpdate, {
          input,
        });
        expect(data).toEqual({ recordPledgeUpdate: null });
        expect(errors?.[0]?.extensions).toEqual({ code });
      }
    });
  },
  ['sqlite'],
);

/** Where a desk can be called, once the tests run. */
function addressOf(shared: () => Desk): { url: string } {
  const address = { url: '' };
  beforeAll(async () => {
    address.url = `http://127.0.0.1:${await shared().server.listen(0, '127.0.0.1')}/graphql`;
  });
  return address;
}
