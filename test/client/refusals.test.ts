/** What ends a subscription with an error, and what it outlives. */
import { describe, expect, test } from 'vitest';
import { type Client, createClient } from '../../src/client/client.ts';
import { QueryError } from '../../src/client/errors.ts';
import { emptyFolder } from '../databases.ts';
import { freePort } from '../faults/server-process.ts';
import type { RationalesSubscriptionVariables, TypedDocumentString } from './generated/graphql.ts';
import {
  editorOf,
  numbered,
  rationales,
  States,
  serveLog,
  takeTexts,
  write,
} from './log-service.ts';
import {
  eventStream,
  type ScriptedAnswer,
  type ScriptedService,
  serveScript,
} from './scripted-service.ts';
import { proxyTo } from './tcp-proxy.ts';

const json = { 'content-type': 'application/json' };

/** The event of one entry, at a place in the log. */
function event(place: number, rationale: string): string {
  return `event: next\nid: ${place}\ndata: {"data":{"pledgeUpdates":{"rationale":"${rationale}"}}}\n\n`;
}

function errors(code: string): string {
  return `{"data":null,"errors":[{"message":"The answer.","extensions":{"code":"${code}"}}]}`;
}

/** How a subscription ends that is refused at its first connection. */
async function refusalOf(client: Client, variables: RationalesSubscriptionVariables = {}) {
  const states = new States();
  const results = client.subscribe(rationales, variables, { onState: states.onState });
  const refusal = await results.next().catch((error: Error) => error);
  expect(states.seen).toEqual([]);
  expect(await results.next()).toEqual({ done: true, value: undefined });
  return refusal;
}

describe('what the service refuses ends it with the code', () => {
  test.each([
    ['a place that the log does not have', '99', 'BAD_CURSOR', /whose newest is "1", got "99"/],
    ['what is no place', 'soon', 'BAD_CURSOR', /such as "0" or the `cursor` of an entry/],
  ])('%s', async (_, after, code, message) => {
    const refusal = await refusalOf(createClient(await serveLog()), { after });
    expect(refusal).toBeInstanceOf(QueryError);
    expect(refusal).toMatchObject({
      message: expect.stringMatching(message),
      errors: [{ extensions: { code } }],
    });
  });

  test('a token that is forged', async () => {
    const { url } = await serveLog();
    const refusal = await refusalOf(createClient({ url, token: 'a.b.c' }));
    expect(refusal).toMatchObject({
      name: 'QueryError',
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test('a document that the schema does not know', async () => {
    const document = 'subscription { updates }' as unknown as TypedDocumentString<object, object>;
    const results = createClient(await serveLog()).subscribe(document, {});
    await expect(results.next()).rejects.toMatchObject({
      name: 'QueryError',
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  test('to go on in another log, which does not reach as far', async () => {
    const port = await freePort();
    const first = await serveLog(undefined, port);
    await write(await editorOf(first.url), numbered('first', 3));
    const results = createClient(first).subscribe(rationales, { after: '1' });
    await takeTexts(results, 3);
    await first.stop();
    const other = serveLog(await emptyFolder(), port);
    await expect(results.next()).rejects.toThrow(
      'Expected a place in the pledge log, whose newest is "1", got "4".',
    );
    await other;
  });
});

describe('what is no such service ends it with its address and what came', () => {
  test('an address of something else', async () => {
    const url = (await serveLog()).url.replace('/graphql', '/nowhere');
    expect(String(await refusalOf(createClient({ url })))).toBe(
      `UnexpectedAnswerError: Expected events (text/event-stream) from ${url}, got 404 Not Found: There is nothing here. The record is at /graphql.\n`,
    );
  });

  test.each([
    ['a page', { headers: { 'content-type': 'text/html' }, body: '<p>Log in</p>' }, /<p>Log in/],
    ['an answer that is no stream', { headers: json, body: '{"data":{}}' }, /200 OK: {"data":{}}/],
  ])('%s', async (_, answer, message) => {
    const refusal = await refusalOf(createClient(await serveScript(answer)));
    expect(refusal).toMatchObject({ name: 'UnexpectedAnswerError', status: 200 });
    expect(String(refusal)).toMatch(message);
  });

  test('errors in JSON, from whatever stands before the service', async () => {
    const answer = { status: 403, headers: json, body: errors('FORBIDDEN') };
    expect(await refusalOf(createClient(await serveScript(answer)))).toMatchObject({
      name: 'QueryError',
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  test('an address that is none', async () => {
    const results = createClient({ url: 'record' }).subscribe(rationales);
    await expect(results.next()).rejects.toThrow(/URL/);
  });

  test.each([
    [
      'no JSON',
      'event: next\nid: 2\ndata: {"data":\n\n',
      'a GraphQL answer in each event',
      '{"data":',
    ],
    ['no answer', 'event: next\nid: 2\ndata: [1]\n\n', 'a GraphQL answer in each event', '[1]'],
    [
      'no place',
      'event: next\ndata: {"data":{}}\n\n',
      'an id with each event',
      'none with {"data":{}}',
    ],
  ])('an event with %s, and the connection is closed', async (_, body, expected, came) => {
    const proxy = await proxyTo((await serveScript({ body, open: true })).port);
    expect(String(await refusalOf(createClient(proxy)))).toBe(
      `MalformedEventError: Expected ${expected} from ${proxy.url}, got ${came}`,
    );
    await proxy.idle();
  });
});

describe('a service that is not ready is asked again', () => {
  const good: ScriptedAnswer = { body: `id: 1\n:\n\n${event(2, 'at last')}`, open: true };

  test.each([
    ['it answered 500 Internal Server Error', { status: 500, headers: json, body: errors('X') }],
    ['it answered 503 Service Unavailable', { status: 503 }],
    ['it answered 408 Request Timeout', { status: 408 }],
    ['the service ends here', { body: 'event: complete\ndata:\n\n', open: true }],
    ['it was closed', { body: 'event: next\nid: 2\ndata: {"da' }],
    ['The answer.', { body: `event: next\ndata: ${errors('INTERNAL_SERVER_ERROR')}\n\n` }],
    ['The answer.', { body: `event: next\ndata: ${errors('RATE_LIMITED')}\n\n` }],
  ] as [string, ScriptedAnswer][])('%s', async (reason, answer) => {
    const proxy = await proxyTo((await serveScript(answer, answer, good)).port);
    const states = new States();
    const { onState } = states;
    const results = createClient(proxy).subscribe(rationales, {}, { onState });
    expect(await takeTexts(results, 1)).toEqual(['at last']);
    expect(states.seen).toEqual(['lost', 'connected']);
    expect(states.causes.map(({ message }) => message)).toEqual([
      `No connection to ${proxy.url}: ${reason}`,
    ]);
    await results.return?.();
    await proxy.idle();
  });

  test('no sooner than it asks for', async () => {
    const busy = { status: 429, headers: { 'retry-after': '1' } };
    const service = await serveScript(busy, good);
    const results = createClient(service).subscribe(rationales);
    expect(await takeTexts(results, 1)).toEqual(['at last']);
    const [first, second] = service.requests.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(990);
    await results.return?.();
  });

  test('for the entry that it could not answer, and what follows', async () => {
    const broken = `event: next\nid: 3\ndata: ${errors('INTERNAL_SERVER_ERROR')}\n\n`;
    const service = await serveScript(
      { body: `id: 1\n:\n\n${event(2, 'first')}${broken}`, open: true },
      { body: `id: 2\n:\n\n${event(3, 'second')}`, open: true },
    );
    const results = createClient(service).subscribe(rationales);
    expect(await takeTexts(results, 2)).toEqual(['first', 'second']);
    expect(lastIds(service.requests)).toEqual([undefined, '2']);
    await results.return?.();
  });

  test('behind the place where it began, before anything came, and with no event taken for one', async () => {
    const service = await serveScript(
      { body: 'id: 7\n:\n\n: hello\n\nevent: greeting\ndata: hello\n\n' },
      { headers: eventStream, body: '' },
      { body: event(8, 'at last'), open: true },
    );
    const results = createClient(service).subscribe(rationales);
    expect(await takeTexts(results, 1)).toEqual(['at last']);
    expect(lastIds(service.requests)).toEqual([undefined, '7', '7']);
    await results.return?.();
  });
});

function lastIds(requests: ScriptedService['requests']) {
  return requests.map(({ headers }) => headers['last-event-id']);
}
