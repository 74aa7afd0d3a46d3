/** Server-sent events on the wire: what opens a stream, what resumes it, and how it ends. */
import type { ExecutionResult } from 'graphql';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { eventStream } from '../../src/server/event-stream.ts';
import { emptyFolder } from '../databases.ts';
import { bombardment, onEachDesk, openDesk, rating, recordUpdate } from './desk.ts';
import { openStream, readStream } from './streams.ts';

const url = 'http://127.0.0.1/graphql';
const follow = `subscription($after: String) { pledgeUpdates(after: $after) { cursor } }`;

onEachDesk('a stream', (shared) => {
  test.each(['GET', 'POST'] as const)(
    'by %s begins at once, and gives each entry its place as id',
    async (method) => {
      const { server, write, end } = shared();
      const before = await end();
      const stream = await openStream(server.fetch, url, follow, { method });
      const { status, headers } = stream.response;
      expect(status).toBe(200);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const coming = stream.next();
      await write();
      await coming;
      expect(stream.text()).toBe(
        `id: ${before}\n:\n\nevent: next\nid: ${before + 1}\ndata: {"data":{"pledgeUpdates":{"cursor":"${before + 1}"}}}\n\n`,
      );
    },
  );

  test.each(['GET', 'POST'] as const)(
    'by %s goes on behind its Last-Event-ID, whatever `after` says',
    async (method) => {
      const { server, write, end } = shared();
      await write();
      await write();
      const last = await end();
      for (const after of [undefined, null, '0', String(last), 'x']) {
        const stream = await openStream(server.fetch, url, follow, {
          method,
          variables: { after },
          headers: { 'last-event-id': String(last - 2) },
        });
        expect((await stream.take(2)).map(({ id }) => id)).toEqual([
          String(last - 1),
          String(last),
        ]);
      }
      // Where there has been no event yet, a browser sends none; another may send nothing.
      const stream = await openStream(server.fetch, url, follow, {
        method,
        variables: { after: String(last - 1) },
        headers: { 'last-event-id': '' },
      });
      expect((await stream.next()).id).toBe(String(last));
    },
  );

  test('that is asked to resume from what is no place is refused', async () => {
    const { server } = shared();
    for (const id of ['x', '-1', '1.5', '99999', '0 ']) {
      const headers = { 'last-event-id': id };
      const stream = await openStream(server.fetch, url, follow, {
        variables: { after: '0' },
        headers,
      });
      const [event, complete] = await stream.rest();
      // A header’s value has no spaces around it.
      if (id === '0 ') continue;
      expect(event?.data.errors[0].extensions).toEqual({ code: 'BAD_CURSOR' });
      expect(complete?.event).toBe('complete');
    }
  });

  test('is given to whoever takes events, and nobody else', async () => {
    const { server, reports } = shared();
    const stream = (accept: string) =>
      openStream(server.fetch, url, follow, { headers: { accept } });
    for (const accept of [
      'text/event-stream',
      '*/*',
      'application/json, text/event-stream;q=0.5',
    ]) {
      const { response, leave } = await stream(accept);
      expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
      await leave();
    }
    for (const accept of ['application/json', 'multipart/mixed', 'text/html']) {
      const response = await server.fetch(`${url}?${new URLSearchParams({ query: follow })}`, {
        headers: { accept },
      });
      expect([response.status, await response.text()]).toEqual([406, '']);
    }
    expect(reports).toEqual([]);
  });

  test('of a query, or a mutation by POST, gives its answer and is complete', async () => {
    const { server, token, end } = shared();
    const authorization = `Bearer ${token}`;
    const read = await openStream(server.fetch, url, '{ record { version } }', { method: 'GET' });
    expect((await read.rest()).map(({ event }) => event)).toEqual(['next', 'complete']);
    const before = await end();
    const written = await openStream(server.fetch, url, recordUpdate, {
      variables: { input: rating() },
      headers: { authorization },
    });
    const [answer, complete] = await written.rest();
    expect(answer?.data.data.recordPledgeUpdate.update.cursor).toBe(String(before + 1));
    expect(complete?.event).toBe('complete');
  });

  test.each(['application/json', 'text/event-stream', '*/*'])(
    'a mutation by GET that accepts %s is refused, and nothing is written',
    async (accept) => {
      const { server, token, end } = shared();
      const before = await end();
      const refused = await openStream(server.fetch, url, recordUpdate, {
        method: 'GET',
        variables: { input: rating() },
        headers: { authorization: `Bearer ${token}`, accept },
      });
      expect(refused.response.status).toBe(405);
      await refused.rest();
      expect(refused.text()).toContain(
        'Can only perform a mutation operation from a POST request.',
      );
      expect(await end()).toBe(before);
    },
  );

  test('goes on after an entry that no attempt can answer, whose fault is masked', async () => {
    const { server, store, read, token, end, reports } = shared();
    const write = () =>
      read(
        'mutation($input: RecordPledgeUpdateInput!) { recordPledgeUpdate(input: $input) { __typename } }',
        { input: rating() },
        token,
      );
    const query = 'subscription { pledgeUpdates { cursor citations { start } } }';
    const from = await end();
    const stream = await openStream(server.fetch, url, query);
    await write();
    expect((await stream.next()).data).toEqual({
      data: { pledgeUpdates: { cursor: String(from + 1), citations: [] } },
    });
    const told = reports.length;
    await store.write((db) => sql`alter table citation rename to away`.execute(db));
    try {
      await write();
      expect(await stream.next()).toEqual({
        event: 'next',
        id: String(from + 2),
        data: {
          data: null,
          errors: [
            {
              message: 'Internal error',
              locations: [{ line: 1, column: 39 }],
              path: ['pledgeUpdates', 'citations'],
              extensions: { code: 'INTERNAL_SERVER_ERROR' },
            },
          ],
        },
      });
      expect(reports[told]).toMatch(/^Internal error in .*citation/);
    } finally {
      await store.write((db) => sql`alter table away rename to citation`.execute(db));
      reports.splice(told);
    }
    await write();
    expect(await stream.next()).toEqual({
      event: 'next',
      id: String(from + 3),
      data: { data: { pledgeUpdates: { cursor: String(from + 3), citations: [] } } },
    });
  });

  test('goes on after an entry of which something is asked that cannot be', async () => {
    const { server, write } = shared();
    const { cursor } = await write();
    const query = `subscription($after: String) {
      pledgeUpdates(after: $after) { cursor pledge { updates(first: 0) { totalCount } } }
    }`;
    const stream = await openStream(server.fetch, url, query, { variables: { after: cursor } });
    for (const place of [1, 2]) {
      await write();
      const { id, data } = await stream.next();
      expect([id, data.data]).toEqual([String(Number(cursor) + place), null]);
      expect(data.errors).toEqual([
        expect.objectContaining({
          message: expect.stringContaining('`first`'),
          path: ['pledgeUpdates', 'pledge', 'updates'],
          extensions: { code: 'BAD_USER_INPUT' },
        }),
      ]);
    }
  });
});

test('a stream that is silent gives a sign of life every twelve seconds, and stops with its reader', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  let left = 0;
  const silence: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => new Promise(() => {}),
    async return() {
      left += 1;
      return { done: true, value: undefined };
    },
  };
  const reader = eventStream(silence).getReader();
  const read = async () => new TextDecoder().decode((await reader.read()).value);
  expect(await read()).toBe(':\n\n');
  for (let beats = 0; beats < 3; beats += 1) {
    const next = read();
    vi.advanceTimersByTime(11_999);
    vi.advanceTimersByTime(1);
    expect(await next).toBe(':\n\n');
  }
  // A reader that does not read is sent no more than one.
  vi.advanceTimersByTime(60 * 60 * 1000);
  expect(await read()).toBe(':\n\n');
  expect(vi.getTimerCount()).toBe(1);
  await reader.cancel();
  expect([left, vi.getTimerCount()]).toEqual([1, 0]);
});

test('a stream whose answers break off ends with an error, and leaves no timer behind', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  async function* broken(): AsyncGenerator<ExecutionResult> {
    yield { data: { pledgeUpdates: null } };
    throw new Error('broken');
  }
  const stream = readStream(new Response(eventStream(broken())));
  expect((await stream.next()).event).toBe('next');
  await expect(stream.next()).rejects.toThrow('broken');
  expect(vi.getTimerCount()).toBe(0);
});

test('a server that stops ends its streams, and says nothing that would keep clients away', async () => {
  const desk = await openDesk(await emptyFolder());
  const address = `http://127.0.0.1:${await desk.server.listen(0, '127.0.0.1')}/graphql`;
  const stream = await openStream(fetch, address, follow, { variables: { after: '0' } });
  expect((await stream.next()).id).toBe('1');
  const closed = desk.server.close();
  expect(await stream.rest()).toEqual([]);
  await closed;
  await expect(fetch(address)).rejects.toThrow();
});

test('what is asked of a server without a port after it has stopped ends at once', async () => {
  const desk = await openDesk(await emptyFolder());
  const stream = await openStream(desk.server.fetch, url, follow);
  const coming = stream.next();
  await desk.write({ pledge: bombardment });
  expect((await coming).id).toBe('2');
  await desk.server.close();
  expect(await stream.rest()).toEqual([]);
  expect(desk.reports).toEqual([]);
});
