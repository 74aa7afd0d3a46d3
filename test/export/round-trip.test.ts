/** The whole record as JSON: what is exported can be imported, and then exports the same. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { recordJson } from '../../src/export/fixture-json.ts';
import { faultText } from '../../src/intake/faults.ts';
import { onRecordIn } from '../../src/intake/on-record.ts';
import { importSet } from '../../src/store/import.ts';
import { LogWriter } from '../../src/store/log-writer.ts';
import type { Store } from '../../src/store/store.ts';
import { emptyDatabase, emptyFolder, onEachDatabase, openAstana, openEmpty } from '../databases.ts';
import { syntheticSet } from '../synthetic.ts';
import { readWhole } from '../whole-sets.ts';

async function exported(store: Store): Promise<string> {
  return await store.snapshot(async (at) => {
    let text = '';
    for await (const piece of recordJson(at)) text += piece;
    return text;
  });
}

async function importText(store: Store, text: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'talks-export-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'record.json');
  await writeFile(file, text);
  const { set, faults } = await readWhole([file], onRecordIn(store));
  expect(faults.map(faultText)).toEqual([]);
  await importSet(store, [set]);
}

/** Entries as editors record them: over several lines, in two languages, and one taken back. */
async function recordEntries(store: Store): Promise<void> {
  const writer = new LogWriter(store);
  const signed = { editor: 'one', recordedBy: 'مكتب أستانا', expectedVersion: null };
  const rated = { ...signed, occurredOn: '2017-03-01', supersededBy: null, passage: null };
  const first = await writer.write({
    ...rated,
    pledge: 'halt-bombardment',
    status: 'BROKEN',
    rationale: 'First line,\nsecond \t"line"; = + - @',
    locale: 'en',
    url: 'https://news.example/one?a=1&b=2',
    idempotency: { key: 'mine', sha256: '0'.repeat(64) },
  });
  if (first.kind !== 'recorded') throw new Error(`Expected an entry, got ${first.kind}.`);
  await writer.write({
    ...signed,
    retracts: first.update.key,
    rationale: 'سُحب لخطأ في المصدر',
    locale: 'ar',
    idempotency: null,
  });
  await writer.write({
    ...rated,
    pledge: 'detainee-names',
    status: 'SUPERSEDED',
    supersededBy: 'next-meeting',
    rationale: '𝒜'.repeat(2000),
    locale: 'en',
    url: 'https://news.example/two',
    idempotency: null,
  });
}

onEachDatabase('an export of the whole record', (place) => {
  test('imported into an empty store of either kind, gives the same bytes again', async () => {
    const store = await openAstana(await place());
    await recordEntries(store);
    const text = await exported(store);
    for (const other of [emptyFolder, emptyDatabase]) {
      const copy = await openEmpty(await other());
      await importText(copy, text);
      expect((await exported(copy)) === text).toBe(true);
    }
    // And into itself it brings nothing.
    await importText(store, text);
    expect((await exported(store)) === text).toBe(true);
  });

  test('holds every list, the passages that are set aside among them', async () => {
    const lists = JSON.parse(await exported(await openAstana(await place())));
    const counts = Object.entries(lists).map(([list, all]) => [list, (all as []).length]);
    expect(Object.fromEntries(counts)).toMatchObject({
      sources: 1,
      talks: 3,
      quotes: 14,
      pledges: 6,
      updates: 1,
      setAside: 5,
    });
    expect(lists.setAside[0].reason.ar).toMatch(/[\u0600-\u06ff]/);
  });

  test('of an empty record is a set without entries', async () => {
    const text = await exported(await openEmpty(await place()));
    expect(Object.values(JSON.parse(text))).toEqual(Array.from({ length: 11 }, () => []));
  });

  test('over many pages has each object once, in order', async () => {
    const store = await openEmpty(await place());
    await importSet(store, [syntheticSet({ talks: 260 })]);
    const { quotes, talks } = JSON.parse(await exported(store));
    const slugs = quotes.map(({ slug }: { slug: string }) => slug);
    expect([slugs.length, talks.length]).toEqual([1040, 260]);
    expect(slugs).toEqual([...new Set<string>(slugs)].sort());
  });

  test('is of one moment, whatever is imported meanwhile', async () => {
    const store = await openAstana(await place());
    const before = await exported(store);
    const text = await store.snapshot(async (at) => {
      const pieces = recordJson(at)[Symbol.asyncIterator]();
      const first = await pieces.next();
      await recordEntries(store);
      await importSet(store, [syntheticSet({ talks: 2 })]);
      let rest = String(first.value);
      for (let next = await pieces.next(); !next.done; next = await pieces.next())
        rest += next.value;
      return rest;
    });
    // Compared as a whole: the difference would be long to read.
    expect([text === before, (await exported(store)) === before]).toEqual([true, false]);
  });
});
