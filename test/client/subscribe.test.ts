/** Subscriptions of the typed client, against a real server on a real port. */
import { getEventListeners } from 'node:events';
import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import { createClient } from '../../src/client/client.ts';
import { watchPledgeLog } from '../../src/client/documents.ts';
import type { PledgeStatus } from '../../src/generated/sdl.ts';
import type { RationalesSubscription, RecordUpdateMutation } from './generated/graphql.ts';
import {
  editorOf,
  numbered,
  rationales,
  recordUpdate,
  States,
  serveLog,
  takeTexts,
  write,
} from './log-service.ts';
import { proxyTo } from './tcp-proxy.ts';

// Two hundred subscriptions take a while where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });

describe('a mutation', () => {
  test('is typed through and through, and written', async () => {
    const { url } = await serveLog();
    const input = {
      pledge: 'halt-bombardment',
      status: 'BROKEN' as const,
      rationale: 'It was reported.',
      evidence: { url: 'https://example.org/a' },
    };
    const answer = await (await editorOf(url)).mutate(recordUpdate, { input });
    expectTypeOf(answer).toEqualTypeOf<RecordUpdateMutation>();
    expect(answer.recordPledgeUpdate).toMatchObject({
      created: true,
      update: { cursor: '2', status: 'BROKEN' },
    });
  });

  test('without a token is refused with a code, and so is one that is forged', async () => {
    const { url } = await serveLog();
    const input = { pledge: 'x', status: 'KEPT' as const, rationale: 'x', evidence: { url: 'x' } };
    for (const options of [{ url }, { url, token: 'a.b.c' }]) {
      await expect(createClient(options).mutate(recordUpdate, { input })).rejects.toMatchObject({
        name: 'QueryError',
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
  });
});

describe('a subscription', () => {
  test('is typed through and through', async () => {
    const { url } = await serveLog();
    const results = createClient({ url }).subscribe(watchPledgeLog, { after: '0' });
    for await (const { pledgeUpdates } of results) {
      expectTypeOf(pledgeUpdates.status).toEqualTypeOf<PledgeStatus>();
      expectTypeOf(pledgeUpdates.pledge.slug).toEqualTypeOf<string>();
      expect(pledgeUpdates).toMatchObject({ cursor: '1', previousStatus: 'NOT_YET_RATED' });
      break;
    }
    const client = createClient({ url });
    expectTypeOf(client.subscribe(rationales)).toEqualTypeOf<
      AsyncIterableIterator<RationalesSubscription, undefined>
    >();
    // @ts-expect-error after is a string
    client.subscribe(rationales, { after: 12 });
    // @ts-expect-error the log has no such filter
    client.subscribe(rationales, { filter: { party: ['russia'] } });
  });

  test('gives what is there already, and then what comes, once and in order', async () => {
    const { url } = await serveLog();
    const editor = await editorOf(url);
    await write(editor, numbered('before', 3));
    const results = createClient({ url }).subscribe(rationales, { after: '1' });
    expect(await takeTexts(results, 3)).toEqual(numbered('before', 3));
    const live = takeTexts(results, 3);
    await write(editor, numbered('after', 3));
    expect(await live).toEqual(numbered('after', 3));
    await results.return?.();
  });

  test('without a place gives only what comes once it is connected', async () => {
    const { url } = await serveLog();
    const editor = await editorOf(url);
    await write(editor, ['old']);
    const states = new States();
    const connected = states.entered('connected');
    const results = createClient({ url }).subscribe(rationales, {}, { onState: states.onState });
    const first = takeTexts(results, 1);
    await connected;
    await write(editor, ['new']);
    expect(await first).toEqual(['new']);
    expect(states.seen).toEqual(['connected']);
    await results.return?.();
  });

  test('gives only what its filter lets through', async () => {
    const { url } = await serveLog();
    const editor = await editorOf(url);
    const filter = { pledge: ['halt-bombardment'] };
    const results = createClient({ url }).subscribe(rationales, { after: '1', filter });
    await write(editor, ['of another'], 'detainee-names');
    await write(editor, ['of this']);
    expect(await takeTexts(results, 1)).toEqual(['of this']);
    await results.return?.();
  });

  test('sends nothing before the first result is asked for', async () => {
    const { port } = await serveLog();
    const proxy = await proxyTo(port);
    const results = createClient({ url: proxy.url }).subscribe(rationales, { after: '0' });
    expect(await results.return?.()).toEqual({ done: true, value: undefined });
    expect(await results.next()).toEqual({ done: true, value: undefined });
    expect(proxy.connections).toBe(0);
  });
});

describe('leaving a subscription closes its connection', () => {
  test('by breaking out of the loop', async () => {
    const { port } = await serveLog();
    const proxy = await proxyTo(port);
    for await (const _ of createClient({ url: proxy.url }).subscribe(rationales, { after: '0' }))
      break;
    await proxy.idle();
  });

  test('by `return` while it waits, which ends the wait', async () => {
    const { port } = await serveLog();
    const proxy = await proxyTo(port);
    const states = new States();
    const connected = states.entered('connected');
    const { onState } = states;
    const results = createClient({ url: proxy.url }).subscribe(rationales, {}, { onState });
    const waiting = results.next();
    await connected;
    expect(await results.return?.()).toEqual({ done: true, value: undefined });
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(states.seen).toEqual(['connected']);
    await proxy.idle();
  });

  test('by the signal, while it waits, while it tries to connect, and before it begins', async () => {
    const { port } = await serveLog();
    const proxy = await proxyTo(port);
    for (const state of ['connected', 'lost'] as const) {
      proxy.accepts = state === 'connected';
      const leaving = new AbortController();
      const states = new States();
      const entered = states.entered(state);
      const options = { signal: leaving.signal, onState: states.onState };
      const results = createClient({ url: proxy.url }).subscribe(rationales, {}, options);
      const waiting = results.next();
      await entered;
      leaving.abort();
      expect(await waiting).toEqual({ done: true, value: undefined });
      await proxy.idle();
    }
    const { connections } = proxy;
    const options = { signal: AbortSignal.abort() };
    const results = createClient({ url: proxy.url }).subscribe(rationales, {}, options);
    expect(await results.next()).toEqual({ done: true, value: undefined });
    expect(proxy.connections).toBe(connections);
  });

  test('by the signal, and what came along with the last result is not given', async () => {
    const { url } = await serveLog();
    await write(await editorOf(url), numbered('entry', 5));
    const leaving = new AbortController();
    const { signal } = leaving;
    const seen: string[] = [];
    for await (const { pledgeUpdates } of createClient({ url }).subscribe(
      rationales,
      { after: '1' },
      { signal },
    )) {
      seen.push(pledgeUpdates.rationale);
      if (seen.length === 2) leaving.abort();
    }
    expect(seen).toEqual(numbered('entry', 2));
  });

  test('by an error of the one who listens', async () => {
    const { port } = await serveLog();
    const proxy = await proxyTo(port);
    const client = createClient({ url: proxy.url });
    const loop = async () => {
      for await (const _ of client.subscribe(rationales, { after: '0' })) throw new Error('mine');
    };
    await expect(loop()).rejects.toThrow('mine');
    const onState = () => {
      throw new Error('mine too');
    };
    await expect(client.subscribe(rationales, {}, { onState }).next()).rejects.toThrow('mine too');
    await proxy.idle();
  });

  test('two hundred times, and nothing is left: no connection, no timer, no listener', async () => {
    const { port } = await serveLog();
    const proxy = await proxyTo(port);
    const client = createClient({ url: proxy.url });
    const shared = new AbortController().signal;
    const timers = countTimers();
    const leaveAtOnce = async (round: number) => {
      const own = new AbortController();
      const states = new States();
      const connected = states.entered('connected');
      const { onState } = states;
      const signal = round % 3 === 0 ? own.signal : shared;
      const after = round % 3 === 1 ? '0' : '1';
      const results = client.subscribe(rationales, { after }, { onState, signal });
      const first = results.next();
      await connected;
      if (round % 3 === 0) own.abort();
      if (round % 3 === 1) await first;
      await results.return?.();
      await first;
      expect(states).toMatchObject({ seen: ['connected'], causes: [] });
    };
    for (let round = 0; round < 200; round += 20)
      await Promise.all(Array.from({ length: 20 }, (_, index) => leaveAtOnce(round + index)));
    await proxy.idle();
    expect(proxy.connections).toBeGreaterThanOrEqual(200);
    expect(getEventListeners(shared, 'abort')).toEqual([]);
    await vi.waitFor(() => expect(countTimers()).toBeLessThanOrEqual(timers));
  });
});

function countTimers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}
