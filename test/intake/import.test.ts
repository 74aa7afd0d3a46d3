import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FaultySets } from '../../src/intake/faulty-sets.ts';
import { importSets } from '../../src/intake/import.ts';
import { recordCounts, recordState } from '../../src/store/state.ts';
import { onEachDatabase, openEmpty } from '../databases.ts';
import { foldersOf, smallSet } from './sets.ts';

/** The small set with so many quotations: more than are read, checked and written at once. */
function largeSet(count: number) {
  const [quote] = smallSet()['quotes.json'];
  const more = Array.from({ length: count }, (_, index) => ({ ...quote, slug: `quote-${index}` }));
  return { ...smallSet(), 'quotes.json': [...smallSet()['quotes.json'], ...more] };
}

onEachDatabase('an import of sets', (place) => {
  test('that are larger than what is read at once brings in all, and again nothing', async () => {
    const store = await openEmpty(await place());
    const paths = [join(await foldersOf({ lund: largeSet(500) }), 'lund')];
    const { kinds, version } = await importSets(store, paths);
    expect([version, kinds.quotes.added.length, kinds.updates.added.length]).toEqual([1, 501, 3]);
    const again = await importSets(store, paths);
    expect(again.version).toBe(1);
    expect(again.kinds.quotes).toEqual({ added: [], changed: [], left: 501 });
  });

  test('lists every fault, also after the first, and leaves nothing of what was written before', async () => {
    const store = await openEmpty(await place());
    const set = largeSet(500);
    const [kept] = set['updates.json'];
    const folder = await foldersOf({
      lund: {
        ...set,
        'quotes.json': set['quotes.json'].map((quote, index) =>
          index === 300 ? { ...quote, talks: 'lund-9' } : quote,
        ),
        'updates.json': [{ ...kept, pledge: 'none' }],
      },
    });
    const importing = importSets(store, [join(folder, 'lund')]);
    await expect(importing).rejects.toThrow(FaultySets);
    await expect(importing).rejects.toMatchObject({
      faults: [
        { place: '$[300].talks', came: '"lund-9", which names none' },
        { place: '$[300].delegation' },
        { place: '$[0].pledge', came: '"none", which names none' },
      ],
    });
    expect(await recordState(store)).toEqual({ version: 0, logEnd: 0 });
    expect(await recordCounts(store)).toMatchObject({ sources: 0, talks: 0, quotes: 0 });
  });

  test('that rest on the record asks it only for what they mention', async () => {
    const statements: string[] = [];
    const location = await place();
    const store = await openEmpty(location, { onStatement: (sql) => statements.push(sql) });
    const { 'updates.json': updates, ...rest } = smallSet();
    const folder = await foldersOf({ rest, later: { 'updates.json': updates } });
    await importSets(store, [join(folder, 'rest')]);
    statements.length = 0;
    const { kinds } = await importSets(store, [join(folder, 'later')]);
    expect(kinds.updates.added).toEqual(['count-begun', 'bridge-kept', 'bridge-kept-back']);
    const names = statements.filter((sql) => / as name from /.test(sql));
    expect(names.map((sql) => / from (\w+)/.exec(sql)?.[1])).toEqual(['pledge']);
  });
});
