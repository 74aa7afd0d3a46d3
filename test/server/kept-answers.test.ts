/** Answers that are given again: never older than what was acknowledged, and never somebody else's. */

import { request as ask } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { importSet } from '../../src/store/import.ts';
import type { StoreLocation } from '../../src/store/open.ts';
import { emptyFolder, onEachDatabase, openAstana, openEmpty } from '../databases.ts';
import { shippedSet } from '../graphql/shared-record.ts';
import { ghouta, rating, recordUpdate } from '../log/desk.ts';
import { tokenOf, tokenSecret } from '../service.ts';
import { type Served, serveOnPort } from './served.ts';

const pledge = `query ($slug: String!) { pledge(slug: $slug) { slug version status summary(locale: "en") } record { version cursor } }`;
const asked = { query: pledge, variables: { slug: ghouta } };

const options = { tokenKeys: { secret: tokenSecret } };

/** Two servers at one record, and the statements that the first has run since they were last taken. */
async function serveTwo(place: () => Promise<StoreLocation>) {
  const location = await place();
  const statements: string[] = [];
  const store = await openAstana(location, { onStatement: (sql) => statements.push(sql) });
  const served = await serveOnPort(store, options);
  const other = await serveOnPort(await openEmpty(location), options);
  await answersAreKept(served, statements);
  return { served, other, takeStatements: () => statements.splice(0) };
}

/** A server begins to keep answers once it hears of writes. */
async function answersAreKept(served: Served, statements: string[]): Promise<void> {
  await vi.waitFor(async () => {
    statements.length = 0;
    await served.post({ query: '{ parties { totalCount } }' });
    expect(statements).toEqual([]);
  });
}

const write = async ({ post }: Served, input: object = {}) => {
  const authorization = `Bearer ${await tokenOf('The desk')}`;
  const variables = { input: rating({ pledge: ghouta, ...input }) };
  const { data } = await (await post({ query: recordUpdate, variables }, { authorization })).json();
  return data.recordPledgeUpdate.update;
};

onEachDatabase('an answer', (place) => {
  test('is given again without a statement, until something is written', async () => {
    const { served, other, takeStatements } = await serveTwo(place);
    const read = async () => await (await served.post(asked)).json();
    const first = await read();
    takeStatements();
    expect(await read()).toEqual(first);
    expect(takeStatements()).toEqual([]);
    const { version } = await write(served);
    const second = await read();
    expect(second.data.pledge.version).toBe(version);
    expect(second.data.record.version).toBe(first.data.record.version + 1);
    // What another server writes is heard of within milliseconds.
    const elsewhere = await write(other);
    await vi.waitFor(
      async () => expect((await read()).data.pledge.version).toBe(elsewhere.version),
      {
        timeout: 1_000,
      },
    );
    await vi.waitFor(async () => {
      await read();
      takeStatements();
      await read();
      expect(takeStatements()).toEqual([]);
    });
  });

  test('is never older than what the same server has acknowledged, however many ask', async () => {
    const { served, other } = await serveTwo(place);
    let acknowledged = 0;
    let place1 = 1;
    let writing = true;
    let reads = 0;
    const readers = Array.from({ length: 4 }, async () => {
      while (writing) {
        const [least, leastPlace] = [acknowledged, place1];
        const { data } = await (await served.post(asked)).json();
        reads += 1;
        expect(data.pledge.version).toBeGreaterThanOrEqual(least);
        expect(Number(data.record.cursor)).toBeGreaterThanOrEqual(leastPlace);
        // The cursor is of before: whoever subscribes behind it misses nothing.
        expect(Number(data.record.cursor)).toBeLessThanOrEqual(data.pledge.version + 1);
      }
    });
    const ours = (async () => {
      for (let count = 0; count < 15; count += 1) {
        const { version, cursor } = await write(served);
        acknowledged = version;
        place1 = Number(cursor);
      }
    })();
    const theirs = (async () => {
      for (let count = 0; count < 15; count += 1) await write(other);
    })();
    await Promise.all([ours, theirs]).finally(() => {
      writing = false;
    });
    await Promise.all(readers);
    expect(reads).toBeGreaterThan(15);
  });
});

const serveAstana = async (more: object = {}) => {
  const statements: string[] = [];
  const store = await openAstana(await emptyFolder(), {
    onStatement: (sql) => statements.push(sql),
  });
  const served = await serveOnPort(store, { ...options, ...more });
  await answersAreKept(served, statements);
  return { served, store, statements };
};

test('an import is heard of as well', async () => {
  const { served, store } = await serveAstana();
  const query = { query: '{ talks(slug: "astana-2") { name } }' };
  const before = await (await served.post(query)).json();
  const set = await shippedSet();
  const talks = set.talks.map((each) => ({ ...each, name: { en: 'Another name', ar: 'اسم آخر' } }));
  await importSet(store, [{ ...set, talks }]);
  await vi.waitFor(async () => {
    const after = await (await served.post(query)).json();
    expect(after.data.talks.name).toBe('Another name');
  });
  expect(before.data.talks.name).not.toBe('Another name');
});

test('a token that is not valid is refused, whatever has been answered without one', async () => {
  const { served } = await serveAstana();
  const query = { query: '{ parties { totalCount } }' };
  expect((await served.post(query)).status).toBe(200);
  expect((await served.post(query)).status).toBe(200);
  expect((await served.post(query, { authorization: 'Bearer x' })).status).toBe(401);
  const authorization = `Bearer ${await tokenOf('The desk')}`;
  expect((await served.post(query, { authorization })).status).toBe(200);
});

test('languages, variables, forms and media types are kept apart', async () => {
  const { served } = await serveAstana();
  const query = 'query ($l: Locale!) { talks(slug: "astana-2") { name(locale: $l) } }';
  const names = [];
  for (const l of ['en', 'ar', 'en', 'ar'])
    names.push((await (await served.post({ query, variables: { l } })).json()).data.talks.name);
  expect(names[0]).not.toBe(names[1]);
  expect(names.slice(2)).toEqual(names.slice(0, 2));
  const faulty = { query: '{ talks(slug: 1) { name } }' };
  const types = ['application/json', 'application/graphql-response+json'];
  for (const accept of [...types, ...types]) {
    const [right, wrong] = [
      await served.post({ query: '{ __typename }' }, { accept }),
      await served.post(faulty, { accept }),
    ];
    expect([right.status, right.headers.get('content-type')]).toEqual([
      200,
      `${accept}; charset=utf-8`,
    ]);
    expect(wrong.status).toBe(accept === 'application/json' ? 200 : 400);
  }
  const form = { 'content-type': 'text/plain' };
  expect((await served.post({ query: '{ __typename }' }, form)).status).toBe(415);
});

test('mutations and faults are never given again', async () => {
  const { served } = await serveAstana();
  const refused = { query: recordUpdate, variables: { input: rating({}) } };
  for (let count = 0; count < 2; count += 1) {
    const { errors } = await (await served.post(refused)).json();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  }
  const one = await write(served);
  const two = await write(served);
  expect(Number(two.cursor)).toBe(Number(one.cursor) + 1);
});

test('what depends on the day is answered anew on the next', async () => {
  const { served } = await serveAstana();
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2017-03-15T23:59:59Z') });
  onTestFinished(() => void vi.useRealTimers());
  const query = { query: '{ pledge(slug: "next-meeting") { deadline { latest } schedule } }' };
  const read = async () => (await (await served.post(query)).json()).data.pledge;
  expect(await read()).toEqual(await read());
  const before = await read();
  vi.setSystemTime(new Date('2017-03-16T00:00:00Z'));
  expect([before.schedule, (await read()).schedule]).toEqual(['PENDING', 'LAPSED']);
});

/** As node:http gives it, which changes no coding. */
function get(origin: string, query: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
    (resolve, reject) => {
      const url = `${origin}/graphql?query=${encodeURIComponent(query)}`;
      ask(url, { headers }, async (response) => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: await buffer(response),
        });
      })
        .on('error', reject)
        .end();
    },
  );
}

test('whoever has an answer already is told that it is the same', async () => {
  const { served } = await serveAstana();
  const query = '{ quotes(first: 20) { nodes { slug text } } }';
  const first = await get(served.origin, query);
  const tag = String(first.headers.etag);
  expect(tag).toMatch(/^W\/".+"$/);
  expect(first.headers.vary).toBe('Accept, Accept-Encoding');
  const again = await get(served.origin, query, { 'if-none-match': tag });
  expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, tag]);
  const zipped = await vi.waitFor(async () => {
    const answer = await get(served.origin, query, { 'accept-encoding': 'gzip' });
    expect(answer.headers['content-encoding']).toBe('gzip');
    return answer;
  });
  expect(gunzipSync(zipped.body)).toEqual(first.body);
  expect(zipped.headers.etag).toBe(tag);
  expect(Number(zipped.headers['content-length'])).toBe(zipped.body.length);
  await write(served);
  const changed = await get(served.origin, '{ record { version } }', { 'if-none-match': tag });
  expect(changed.status).toBe(200);
});

test('pages of other origins read what they may, and answers say that it depends', async () => {
  const origin = 'https://desk.example';
  const { served } = await serveAstana({ allowedOrigins: [origin] });
  const query = { query: '{ parties { totalCount } }' };
  for (let count = 0; count < 2; count += 1) {
    const [plain, allowed, other] = [
      await served.post(query),
      await served.post(query, { origin }),
      await served.post(query, { origin: 'https://elsewhere.example' }),
    ];
    const headers = [plain, allowed, other].map((each) =>
      each.headers.get('access-control-allow-origin'),
    );
    expect(headers).toEqual([null, origin, null]);
    for (const each of [plain, allowed, other])
      expect(each.headers.get('vary')).toMatch(/\bOrigin\b/);
  }
});

test('without room, nothing is kept', async () => {
  const store = await openAstana(await emptyFolder());
  const served = await serveOnPort(store, { cacheBytes: 0 });
  for (let count = 0; count < 3; count += 1) expect((await served.post(asked)).status).toBe(200);
});
