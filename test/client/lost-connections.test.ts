/** Subscriptions that lose their connection, against real servers: each entry once, in order. */
import { describe, expect, test, vi } from 'vitest';
import { createClient } from '../../src/client/client.ts';
import { emptyFolder } from '../databases.ts';
import { editorToken, freePort, startServer } from '../faults/server-process.ts';
import { randomly } from '../random.ts';
import {
  editorOf,
  numbered,
  rationales,
  States,
  serveLog,
  take,
  takeTexts,
  write,
} from './log-service.ts';
import { proxyTo } from './tcp-proxy.ts';

// Servers are started again and again, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

describe('a server that is stopped and started again', () => {
  test('is found at its address, with all that was written while it was away', async () => {
    const [location, port] = [await emptyFolder(), await freePort()];
    const first = await serveLog(location, port);
    const states = new States();
    const connected = states.entered('connected');
    const results = createClient(first).subscribe(rationales, {}, { onState: states.onState });
    const heard = takeTexts(results, 9);
    await connected;
    await write(await editorOf(first.url), numbered('first', 3));
    const lost = states.entered('lost');
    await first.stop();
    await lost;

    const elsewhere = await serveLog(location);
    await write(await editorOf(elsewhere.url), numbered('elsewhere', 3));
    await elsewhere.stop();

    const again = await serveLog(location, port);
    await write(await editorOf(again.url), numbered('again', 3));
    expect(await heard).toEqual(
      ['first', 'elsewhere', 'again'].flatMap((name) => numbered(name, 3)),
    );
    expect(states.seen).toEqual(['connected', 'lost', 'connected']);
    await results.return?.();
  });

  test('is waited for where it has not been there yet', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/graphql`;
    const states = new States();
    const lost = states.entered('lost');
    const options = { onState: states.onState };
    const results = createClient({ url }).subscribe(rationales, { after: '0' }, options);
    const first = take(results, 1);
    await lost;
    expect(states.causes.map(String)).toEqual([
      `ConnectionLostError: No connection to ${url}: connect ECONNREFUSED 127.0.0.1:${port}`,
    ]);
    await serveLog(undefined, port);
    expect(await first).toHaveLength(1);
    expect(states.seen).toEqual(['lost', 'connected']);
    await results.return?.();
  });
});

test('a server that is killed again and again loses no acknowledged entry, and repeats none', async () => {
  const server = await startServer(await emptyFolder());
  const url = `${server.origin}/graphql`;
  const editor = createClient({ url, token: await editorToken('The desk') });
  const acknowledged: string[] = [];
  const after = '1';
  const listeners = Array.from({ length: 4 }, () =>
    createClient({ url }).subscribe(rationales, { after }),
  );
  const lives = 3;
  const heard = Promise.all(listeners.map((listener) => takeTexts(listener, lives * 10)));
  for (const life of numbered('life', lives)) {
    if (server.ended !== null) await server.start();
    const texts = numbered(life, 10);
    await write(editor, texts);
    acknowledged.push(...texts);
    if (acknowledged.length < lives * 10) await server.kill();
  }
  for (const texts of await heard) expect(texts).toEqual(acknowledged);
  await Promise.all(listeners.map((listener) => listener.return?.()));
});

describe('a connection that is cut', () => {
  test('before any entry has come, loses none of those written meanwhile', async () => {
    const { url, port } = await serveLog();
    const editor = await editorOf(url);
    const proxy = await proxyTo(port);
    const states = new States();
    const { onState } = states;
    const connected = states.entered('connected');
    const results = createClient({ url: proxy.url }).subscribe(rationales, {}, { onState });
    const heard = takeTexts(results, 2);
    await connected;
    for (const text of ['first', 'second']) {
      proxy.accepts = false;
      const lost = states.entered('lost');
      proxy.cut();
      await lost;
      await write(editor, [text]);
      const back = states.entered('connected');
      proxy.accepts = true;
      await back;
    }
    expect(await heard).toEqual(['first', 'second']);
    await results.return?.();
  });

  test('at any byte, again and again, gives each entry once', async () => {
    const { url, port } = await serveLog();
    const texts = numbered('قصف 🕊', 40);
    await write(await editorOf(url), texts);
    const proxy = await proxyTo(port);
    proxy.bytesEach = someBytes();
    const states = new States();
    const options = { onState: states.onState };
    const results = createClient(proxy).subscribe(rationales, { after: '1' }, options);
    expect(await takeTexts(results, texts.length)).toEqual(texts);
    expect(proxy.connections).toBeGreaterThan(5);
    expect(states.seen).toEqual(inTurns(states.seen.length));
    await results.return?.();
  });

  test('in the middle of what comes live, gives each entry once', async () => {
    const { url, port } = await serveLog();
    const editor = await editorOf(url);
    const proxy = await proxyTo(port);
    proxy.bytesEach = someBytes();
    const states = new States();
    const { onState } = states;
    const connected = states.entered('connected');
    const filter = { pledge: ['halt-bombardment'] };
    const results = createClient(proxy).subscribe(rationales, { filter }, { onState });
    const texts = numbered('live', 40);
    const heard = takeTexts(results, texts.length);
    await connected;
    for (const text of texts) {
      await write(editor, [text]);
      await write(editor, ['of another'], 'detainee-names');
    }
    expect(await heard).toEqual(texts);
    expect(proxy.connections).toBeGreaterThan(5);
    expect(states.seen).toEqual(inTurns(states.seen.length));
    await results.return?.();
  });

  test('without a word is noticed by the silence', async () => {
    const { url, port } = await serveLog();
    const editor = await editorOf(url);
    const proxy = await proxyTo(port);
    const states = new States();
    const { onState } = states;
    const connected = states.entered('connected');
    const client = createClient({ url: proxy.url, silenceLimit: 400 });
    const results = client.subscribe(rationales, {}, { onState });
    const heard = takeTexts(results, 1);
    await connected;
    proxy.passes = false;
    const lost = states.entered('lost');
    await write(editor, ['unheard']);
    await lost;
    expect(states.causes.map(({ message }) => message)).toEqual([
      `No connection to ${proxy.url}: nothing came for 0.4 seconds`,
    ]);
    proxy.passes = true;
    expect(await heard).toEqual(['unheard']);
    await results.return?.();
    await proxy.idle();
  });
});

/** What a connection lets through: an event is some 100 bytes, behind a head of some 400. */
function someBytes(): () => number {
  const random = randomly(20170216);
  return () => 300 + random(900);
}

/** `connected`, `lost`, `connected` and so on. */
function inTurns(count: number): string[] {
  return Array.from({ length: count }, (_, index) => (index % 2 === 0 ? 'connected' : 'lost'));
}
