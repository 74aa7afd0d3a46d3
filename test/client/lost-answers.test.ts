/** What becomes of a query or a mutation where no answer comes, or one that is a refusal. */
import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createClient } from '../../src/client/client.ts';
import {
  ClientError,
  ConnectionLostError,
  QueryError,
  UnexpectedAnswerError,
} from '../../src/client/errors.ts';
import { recordUpdate } from './log-service.ts';
import { type ScriptedAnswer, serveScript } from './scripted-service.ts';
import { whoPledgedWhat } from './who-pledged-what.ts';

const json = { 'content-type': 'application/json' };
const good: ScriptedAnswer = { headers: json, body: '{"data":{"talks":null}}' };
const variables = { talks: 'astana-2' };
const input = { pledge: 'x', status: 'KEPT' as const, rationale: 'x', evidence: { url: 'x' } };

function errors(...codes: (string | undefined)[]): string {
  const faults = codes.map((code) => ({ message: `It is ${code}.`, extensions: { code } }));
  return JSON.stringify({ data: null, errors: faults });
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('It was answered.'),
    (cause: unknown) => cause,
  );
}

describe('a query is asked again', () => {
  test.each<[string, ScriptedAnswer]>([
    ['a connection that was cut', { cut: true }],
    ['an answer that broke off', { headers: { ...json, 'content-length': '99' }, body: '{"da' }],
    ['429 in GraphQL', { status: 429, headers: json, body: errors('RATE_LIMITED') }],
    ['502 of a proxy', { status: 502, headers: {}, body: '<h1>Bad gateway</h1>' }],
    ['503', { status: 503, headers: {} }],
    ['504', { status: 504, headers: {} }],
  ])('after %s', async (_, answer) => {
    const service = await serveScript(answer, good);
    expect(await createClient(service).query(whoPledgedWhat, variables)).toEqual({ talks: null });
    expect(service.requests).toHaveLength(2);
    expect(service.requests[1]?.body).toBe(service.requests[0]?.body);
  });

  test('no sooner than it is asked to, and not at all where that is too long', async () => {
    const busy = (seconds: string) => ({
      status: 503,
      headers: { 'retry-after': seconds, ...json },
      body: errors('X'),
    });
    const service = await serveScript(busy('1'), good);
    await createClient(service).query(whoPledgedWhat, variables);
    const [first, second] = service.requests.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(990);
    const busier = await serveScript(busy('11'));
    expect(await failure(createClient(busier).query(whoPledgedWhat, variables))).toMatchObject({
      name: 'QueryError',
      code: 'X',
    });
    expect(busier.requests).toHaveLength(1);
  });

  test('three times if nothing else is said, and then told of', async () => {
    for (const [retries, times] of [
      [undefined, 4],
      [1, 2],
      [0, 1],
    ] as const) {
      const { url, requests } = await serveScript({ status: 503, headers: {}, body: 'Later.' });
      const client = createClient(retries === undefined ? { url } : { url, retries });
      const cause = await failure(client.query(whoPledgedWhat, variables));
      expect(cause).toBeInstanceOf(UnexpectedAnswerError);
      expect(cause).toMatchObject({ code: 'UNEXPECTED_ANSWER', status: 503 });
      expect(String(cause)).toContain(`${url}, got 503 Service Unavailable: Later.`);
      expect(requests).toHaveLength(times);
    }
  });

  test.each([400, 401, 404, 500])('but not after %i', async (status) => {
    const service = await serveScript({ status, headers: json, body: errors('NO') });
    expect(await failure(createClient(service).query(whoPledgedWhat, variables))).toMatchObject({
      code: 'NO',
    });
    expect(service.requests).toHaveLength(1);
  });
});

test.each<[string, ScriptedAnswer, object]>([
  ['a connection that was cut', { cut: true }, { code: 'CONNECTION_LOST' }],
  ['503', { status: 503, headers: json, body: errors('X') }, { code: 'X' }],
])('a mutation is never sent again: after %s', async (_, answer, told) => {
  const service = await serveScript(answer, good);
  expect(await failure(createClient(service).mutate(recordUpdate, { input }))).toMatchObject(told);
  expect(service.requests).toHaveLength(1);
});

describe('what is thrown', () => {
  test('has the code of the first fault that has one, and all of them', async () => {
    const body = errors(undefined, 'NOT_FOUND', 'FORBIDDEN');
    const cause = await failure(
      createClient(await serveScript({ headers: json, body })).query(whoPledgedWhat, variables),
    );
    expect(cause).toBeInstanceOf(QueryError);
    expect(cause).toBeInstanceOf(ClientError);
    expect(cause).toMatchObject({ code: 'NOT_FOUND', errors: { length: 3 }, data: null });
  });

  test('names the address that cannot be reached, and why', async () => {
    const cause = await failure(
      createClient({ url: 'http://127.0.0.1:1/graphql', retries: 0 }).query(
        whoPledgedWhat,
        variables,
      ),
    );
    expect(cause).toBeInstanceOf(ConnectionLostError);
    expect(String(cause)).toMatch(
      /^ConnectionLostError: No connection to http:\/\/127\.0\.0\.1:1\/graphql: .+/,
    );
  });

  test('is told at once for an address that is none', async () => {
    const asking = createClient({ url: 'record' }).query(whoPledgedWhat, variables);
    await expect(asking).rejects.toThrow(/URL/);
  });
});

describe('the signal', () => {
  const reason = new Error('enough');

  test('gives up a request that is under way', async () => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const service = await serveScript({ headers: json, body: '{', open: true });
    const asking = createClient(service).query(whoPledgedWhat, variables, { signal });
    const writing = createClient(service).mutate(recordUpdate, { input }, { signal });
    await expect.poll(() => service.requests.length).toBe(2);
    leaving.abort(reason);
    expect(await failure(asking)).toBe(reason);
    expect(await failure(writing)).toBe(reason);
  });

  test('gives up between two attempts, and leaves nothing behind', async () => {
    const signal = AbortSignal.timeout(200);
    const service = await serveScript({ status: 503, headers: { 'retry-after': '9' } });
    const asking = createClient(service).query(whoPledgedWhat, variables, { signal });
    expect(await failure(asking)).toMatchObject({ name: 'TimeoutError' });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    expect(service.requests).toHaveLength(1);
  });

  test('that was aborted before sends nothing', async () => {
    const service = await serveScript(good);
    const signal = AbortSignal.abort(reason);
    expect(await failure(createClient(service).query(whoPledgedWhat, variables, { signal }))).toBe(
      reason,
    );
    expect(service.requests).toHaveLength(0);
  });
});
