import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FaultySets } from '../../src/intake/faulty-sets.ts';
import { fillIfEmpty } from '../../src/intake/fill.ts';
import { openStore } from '../../src/store/open.ts';
import { recordCounts, recordState } from '../../src/store/state.ts';
import type { Store } from '../../src/store/store.ts';
import { foldersOf, smallSet } from './sets.ts';

async function emptyStore(): Promise<Store> {
  const store = await openStore({ dataDir: join(await foldersOf({}), 'data') });
  onTestFinished(() => store.close());
  return store;
}

test('an empty record is filled with every set in the folder, which may rest on each other', async () => {
  const { 'talks.json': talks, 'sources.json': sources, ...rest } = smallSet();
  const folder = await foldersOf({
    a: rest,
    b: { 'talks.json': talks, 'sources.json': sources, 'README.md': 'About' },
  });
  const store = await emptyStore();
  await fillIfEmpty(store, folder);
  expect(await recordCounts(store)).toMatchObject({ talks: 1, sources: 1, quotes: 1, pledges: 2 });
});

test('a record that holds something is left as it is', async () => {
  const store = await emptyStore();
  await fillIfEmpty(store, await foldersOf({ lund: smallSet() }));
  const { 'sources.json': sources } = smallSet();
  const more = sources.map((source) => ({ ...source, slug: 'other-news' }));
  await fillIfEmpty(store, await foldersOf({ other: { 'sources.json': more } }));
  expect(await recordCounts(store)).toMatchObject({ sources: 1 });
  expect(await recordState(store)).toMatchObject({ version: 1, logEnd: 3 });
});

test('with one fault in one set, nothing is filled in, and the fault is told', async () => {
  const store = await emptyStore();
  const folder = await foldersOf({ lund: smallSet(), other: { 'talks.json': '{}' } });
  const filling = fillIfEmpty(store, folder);
  await expect(filling).rejects.toThrow(FaultySets);
  await expect(filling).rejects.toThrow(
    `1 fault in the sets, so nothing was imported:\n${join(folder, 'other', 'talks.json')} $: expected a list of entries, but got an empty object`,
  );
  expect(await recordState(store)).toMatchObject({ version: 0 });
});
