/** Exports and the feed as a server gives them. */
import { expect, onTestFinished, test } from 'vitest';
import { recordFiles } from '../../src/intake/files.ts';
import { importSet } from '../../src/store/import.ts';
import { LogWriter } from '../../src/store/log-writer.ts';
import type { Store } from '../../src/store/store.ts';
import { onEachDatabase, openAstana } from '../databases.ts';
import { serveOnPort } from '../server/served.ts';
import { syntheticSet } from '../synthetic.ts';

const plain = { 'accept-encoding': 'identity' };

async function record(store: Store, rationale: string, times = 1): Promise<void> {
  const writer = new LogWriter(store);
  const request = {
    ...({ pledge: 'halt-bombardment', status: 'BROKEN', rationale, locale: 'en' } as const),
    ...{ occurredOn: null, supersededBy: null, passage: null, url: 'https://news.example/?a&b' },
    ...{ editor: 'one', recordedBy: 'The <desk>', expectedVersion: null, idempotency: null },
  };
  const all = Array.from({ length: times }, () => writer.write(request));
  const kinds = (await Promise.all(all)).map(({ kind }) => kind);
  expect([...new Set(kinds)]).toEqual(['recorded']);
}

onEachDatabase('an export over HTTP', (place) => {
  test('has a name with the version of the record, and its type', async () => {
    const { origin } = await serveOnPort(await openAstana(await place()));
    const types = {
      'record.json': 'application/json',
      'pledges.csv': 'text/csv; charset=utf-8',
      'quotes.csv': 'text/csv; charset=utf-8',
      'talks.csv': 'text/csv; charset=utf-8',
      'log.csv': 'text/csv; charset=utf-8',
      'pledges.jsonl': 'application/jsonl',
      'quotes.jsonl': 'application/jsonl',
      'talks.jsonl': 'application/jsonl',
      'log.jsonl': 'application/jsonl',
      'deadlines.ics': 'text/calendar; charset=utf-8',
    };
    for (const [name, type] of Object.entries(types)) {
      const answer = await fetch(`${origin}/export/${name}`);
      expect([answer.status, answer.headers.get('content-type')], name).toEqual([200, type]);
      const named = name.replace('.', '-v1.');
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${named}"`);
      expect((await answer.text()).length).toBeGreaterThan(100);
    }
  });

  test('as CSV has a mark for spreadsheets, and a column for each language on record', async () => {
    const { origin } = await serveOnPort(await openAstana(await place()));
    const answer = await fetch(`${origin}/export/pledges.csv`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = bytes.toString('utf8', 3).split('\r\n');
    expect(rows[0]).toMatch(/^pledge,summary_en,summary_ar,act,attestation,status,/);
    expect(rows).toHaveLength(8);
    expect(rows.find((row) => row.startsWith('halt-bombardment,'))).toContain('NOT_YET_RATED');
  });

  test('as JSON lines has an object a line, with what the log makes of it', async () => {
    const store = await openAstana(await place());
    await record(store, 'Seen.');
    const { origin } = await serveOnPort(store);
    const lines = async (name: string) => {
      const text = await (await fetch(`${origin}/export/${name}`)).text();
      return text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    };
    const pledges = await lines('pledges.jsonl');
    expect(pledges.find(({ slug }) => slug === 'halt-bombardment')).toMatchObject({
      status: 'BROKEN',
      version: 1,
      parties: [{ party: 'russia', role: 'MAKER' }, {}, {}],
    });
    expect((await lines('log.jsonl')).at(-1)).toMatchObject({
      place: 2,
      previousStatus: 'NOT_YET_RATED',
      status: 'BROKEN',
      rationale: 'Seen.',
      url: 'https://news.example/?a&b',
    });
  });

  test('is compressed where that is accepted, and is not sent again while nothing has changed', async () => {
    const store = await openAstana(await place());
    const { origin } = await serveOnPort(store);
    const address = `${origin}/export/record.json`;
    const whole = await fetch(address, { headers: plain });
    const tag = whole.headers.get('etag') ?? '';
    const text = await whole.text();
    expect(Object.keys(JSON.parse(text))).toEqual(Object.values(recordFiles));
    expect(whole.headers.get('content-encoding')).toBeNull();
    const small = await fetch(address, { headers: { 'accept-encoding': 'gzip' } });
    expect(small.headers.get('content-encoding')).toBe('gzip');
    expect(small.headers.get('etag')).not.toBe(tag);
    expect(await small.text()).toBe(text);
    const conditional = { headers: { ...plain, 'if-none-match': `"other", W/${tag}` } };
    const again = await fetch(address, conditional);
    expect([again.status, await again.text()]).toEqual([304, '']);
    await record(store, 'Seen.');
    const changed = await fetch(address, conditional);
    expect(changed.status).toBe(200);
    expect(changed.headers.get('content-disposition')).toContain('record-v2.json');
    await changed.body?.cancel();
  });

  test('of deadlines is a calendar in the language asked for, with links to here', async () => {
    const { origin } = await serveOnPort(await openAstana(await place()));
    const address = `${origin}/export/deadlines.ics`;
    const arabic = await (await fetch(`${address}?locale=ar`)).text();
    const liked = await (
      await fetch(address, { headers: { 'accept-language': 'fr;q=0.2, ar' } })
    ).text();
    expect(liked).toBe(arabic);
    const english = (await (await fetch(address)).text()).replaceAll('\r\n ', '');
    expect(english).toContain('\r\nDTSTART;VALUE=DATE:20170315\r\n');
    expect(english).toContain(`\r\nURL:${origin}/pledges/next-meeting\r\n`);
    expect(english).toContain('Status: Not yet rated\\nAttestation: ');
    expect(arabic.replaceAll('\r\n ', '')).toContain('الحالة: لم يُقيَّم بعد');
    expect(arabic.replaceAll('\r\n ', '')).toContain(
      `\r\nURL:${origin}/ar/pledges/next-meeting\r\n`,
    );
  });

  test('that is not there is told with all that are', async () => {
    const { origin } = await serveOnPort(await openAstana(await place()));
    for (const name of ['', 'people.csv', 'record.csv', '__proto__']) {
      const answer = await fetch(`${origin}/export/${name}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toMatch(
        /^There is no such export\. There are: \/export\/record\.json \/export\/pledges\.csv .*\/export\/deadlines\.ics\n$/,
      );
    }
  });

  test('that its reader leaves makes room for others', async () => {
    const store = await openAstana(await place());
    const set = syntheticSet({ talks: 1 });
    // More than a connection holds while nobody reads.
    const processes = Array.from({ length: 100 }, (_, index) => ({
      slug: `long-${index}`,
      name: { en: 'x'.repeat(200_000) },
      citations: set.processes[0]?.citations ?? [],
    }));
    await importSet(store, [{ ...set, processes: [...set.processes, ...processes] }]);
    const { origin, reports } = await serveOnPort(store);
    const leaving = Array.from({ length: 3 }, () => new AbortController());
    onTestFinished(() => {
      for (const one of leaving) one.abort();
    });
    const address = `${origin}/export/record.json`;
    await Promise.all(leaving.map(({ signal }) => fetch(address, { signal, headers: plain })));
    const full = await fetch(address);
    expect([full.status, full.headers.get('retry-after')]).toEqual([503, '5']);
    for (const one of leaving) one.abort();
    await expect
      .poll(async () => (await fetch(address, { method: 'HEAD' })).status, { timeout: 10_000 })
      .toBe(200);
    expect(reports).toEqual([]);
  });
});

onEachDatabase('the feed of the log', (place) => {
  test('has an entry for each of the log, newest first, with a name of its own', async () => {
    const store = await openAstana(await place());
    await record(store, 'Shells fell & "more" <here>\u0007'.replace('\u0007', '\ufffe'));
    const { origin } = await serveOnPort(store);
    const answer = await fetch(`${origin}/pledges.atom`);
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const text = await answer.text();
    const ids = Array.from(text.matchAll(/<id>(.*?)<\/id>/g), ([, id]) => id ?? '');
    expect(ids).toHaveLength(3);
    for (const id of ids)
      expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab]/);
    expect(new Set(ids).size).toBe(3);
    // The entry that comes with the record is named the same everywhere.
    expect(ids[2]).toBe('urn:uuid:134d40ae-7471-54c1-81d5-33582b93d6b6');
    expect(text).toContain(
      '<p dir="auto" lang="en">Shells fell &amp; &quot;more&quot; &lt;here&gt;\ufffd</p>',
    );
    expect(text).toContain('<author><name>The &lt;desk&gt;</name></author>');
    expect(text).toContain('<p>Not yet rated → Not kept</p>');
    expect(text).toContain(
      `<link rel="alternate" type="text/html" href="${origin}/pledges/halt-bombardment"/>`,
    );
    expect(text).toContain(
      `<link rel="self" type="application/atom+xml" href="${origin}/pledges.atom"/>`,
    );
    expect(text.indexOf('Shells')).toBeLessThan(text.indexOf('joint-monitoring-group'));
  });

  test('holds the newest fifty', async () => {
    const store = await openAstana(await place());
    await record(store, 'Again.', 60);
    const { origin } = await serveOnPort(store);
    const text = await (await fetch(`${origin}/pledges.atom`)).text();
    expect(text.match(/<entry>/g)).toHaveLength(50);
    expect(text).not.toContain('joint-monitoring-group');
  });

  test('is in the language of its reader, or the one that is asked for', async () => {
    const { origin } = await serveOnPort(await openAstana(await place()));
    const read = async (query: string, language: string) => {
      const answer = await fetch(`${origin}/pledges.atom${query}`, {
        headers: { 'accept-language': language },
      });
      return await answer.text();
    };
    const arabic = await read('', 'ar-SY, en;q=0.5');
    expect(arabic).toContain('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">');
    expect(arabic).toContain('<p>لم يُقيَّم بعد → نُفّذ</p>');
    expect(arabic).toContain(`href="${origin}/ar"/>`);
    expect(arabic).toContain(`href="${origin}/ar/pledges/joint-monitoring-group"/>`);
    expect(await read('?lang=en', 'ar')).toContain('<p>Not yet rated → Kept</p>');
    expect(await read('?lang=%22%3E', 'de')).toContain('xml:lang="en"');
  });

  test('is not sent again while nothing has changed', async () => {
    const store = await openAstana(await place());
    const { origin } = await serveOnPort(store);
    const first = await fetch(`${origin}/pledges.atom`, { headers: plain });
    expect(first.headers.get('last-modified')).toBe('Mon, 23 Nov 2026 12:00:00 GMT');
    const headers = { ...plain, 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await fetch(`${origin}/pledges.atom`, { headers })).status).toBe(304);
    const zipped = await fetch(`${origin}/pledges.atom`, {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(await zipped.text()).toBe(await first.text());
    await record(store, 'Seen.');
    expect((await fetch(`${origin}/pledges.atom`, { headers })).status).toBe(200);
  });
});
