/** Importing: all or nothing, again without harm, and never the log's past. */
import { expect, test } from 'vitest';
import { recordJson } from '../../src/export/fixture-json.ts';
import { emptyPart } from '../../src/intake/check.ts';
import { recordLists } from '../../src/intake/files.ts';
import type { RecordSet, Update } from '../../src/record/set.ts';
import { citationsOfSource } from '../../src/store/citations.ts';
import { importSet } from '../../src/store/import.ts';
import { updatesByKey } from '../../src/store/log.ts';
import { pledgesBySlug } from '../../src/store/pledges.ts';
import { recordCounts, recordState } from '../../src/store/state.ts';
import type { Store } from '../../src/store/store.ts';
import { astana, onEachDatabase, openAstana, openEmpty } from '../databases.ts';
import { readWhole } from '../whole-sets.ts';

const { set } = await readWhole([astana]);
const nothing = emptyPart();

/** A set in as many parts as it has objects, in the order in which intake reads them. */
function* oneByOne(whole: RecordSet): Generator<RecordSet> {
  for (const list of recordLists) {
    for (const one of whole[list]) yield { ...nothing, [list]: [one] };
  }
}

async function textOf(store: Store): Promise<string> {
  let text = '';
  for await (const piece of recordJson(store)) text += piece;
  return text;
}

onEachDatabase('an import', (place) => {
  test('brings in all of a set, and says so', async () => {
    const store = await openEmpty(await place());
    const { kinds, version } = await importSet(store, [set]);
    expect(version).toBe(1);
    expect(kinds.pledges.added).toEqual(set.pledges.map((pledge) => pledge.slug));
    expect(await recordCounts(store)).toEqual({
      processes: set.processes.length,
      talks: set.talks.length,
      parties: set.parties.length,
      people: set.people.length,
      delegations: set.delegations.length,
      sponsors: set.sponsors.length,
      quotes: set.quotes.length,
      pledges: set.pledges.length,
      sources: 1,
    });
    const cited = await citationsOfSource(store, 'afp-2017-02-16-astana');
    expect(cited.length).toBeGreaterThan(60);
    expect(cited.map((citation) => citation.start)).toEqual(
      cited.map((citation) => citation.start).sort((one, other) => one - other),
    );
  });

  test('in parts comes to the same as at once', async () => {
    const atOnce = await openAstana(await place());
    const store = await openEmpty(await place());
    const { kinds, version } = await importSet(store, oneByOne(set));
    expect(version).toBe(1);
    expect(kinds.quotes.added).toEqual(set.quotes.map((quote) => quote.slug));
    expect(await textOf(store)).toBe(await textOf(atOnce));
    const again = await importSet(store, oneByOne(set));
    expect([again.version, again.kinds.setAside]).toEqual([
      1,
      { added: [], changed: [], left: set.setAside.length },
    ]);
  });

  test('in parts appends to the log in order, and takes back what came in an earlier part', async () => {
    const store = await openAstana(await place());
    const [update] = set.updates;
    if (!update || 'retracts' in update) throw new Error('The shipped set rates a pledge first.');
    const { key, pledge, rationale, locale, recordedAt, recordedBy } = update;
    const base = { pledge, rationale, locale, recordedAt, recordedBy };
    const updates: Update[] = [
      { ...update, key: 'stalled', status: 'STALLED' },
      { ...update, key: 'broken', status: 'BROKEN' },
      { ...base, key: 'broken-back', retracts: 'broken' },
      { ...base, key: 'kept-back', retracts: key },
    ];
    const { kinds, version } = await importSet(store, oneByOne({ ...nothing, updates }));
    expect([version, kinds.updates.added]).toEqual([2, updates.map((one) => one.key)]);
    expect(await recordState(store)).toEqual({ version: 2, logEnd: 5 });
    const found = await updatesByKey(store, ['stalled', 'broken', 'broken-back', 'kept-back']);
    expect(found.map((one) => [one?.place, one?.version, one?.status, one?.retracts])).toEqual([
      [2, 2, 'STALLED', null],
      [3, 3, 'BROKEN', null],
      [4, 4, 'STALLED', 3],
      [5, 5, 'STALLED', 1],
    ]);
    expect(await pledgesBySlug(store, [pledge])).toMatchObject([{ status: 'STALLED', version: 5 }]);
  });

  test('of two reasons for one passage keeps the later, wherever they come', async () => {
    const store = await openAstana(await place());
    const [one] = set.setAside;
    if (!one) throw new Error('The shipped set sets passages aside.');
    const setAside = [
      { ...one, reason: { en: 'First.' } },
      { ...one, reason: { en: 'Second.' } },
    ];
    const imported = async () => (await importSet(store, oneByOne({ ...nothing, setAside }))).kinds;
    expect((await imported()).setAside).toMatchObject({ added: [], changed: [expect.any(String)] });
    expect((await imported()).setAside).toEqual({ added: [], changed: [], left: 1 });
    const rows = await store.db.selectFrom('set_aside').select('reason_json').execute();
    expect(rows.map((row) => row.reason_json)).toContain('{"en":"Second."}');
  });

  test('is undone when its parts break off', async () => {
    const store = await openEmpty(await place());
    async function* broken() {
      yield set;
      throw new Error('no more');
    }
    await expect(importSet(store, broken())).rejects.toThrow('no more');
    expect(await recordState(store)).toEqual({ version: 0, logEnd: 0 });
    expect(await recordCounts(store)).toMatchObject({ sources: 0, talks: 0, parties: 0 });
  });

  test('leaves everything as it is the second time, and the version with it', async () => {
    const store = await openAstana(await place());
    const { kinds, version } = await importSet(store, [set]);
    expect(version).toBe(1);
    expect(Object.values(kinds).flatMap(({ added, changed }) => [...added, ...changed])).toEqual(
      [],
    );
    expect(kinds.quotes.left).toBe(set.quotes.length);
  });

  test('replaces what has changed, with all that belongs to it, and nothing else', async () => {
    const store = await openAstana(await place());
    const changed = {
      ...set,
      talks: set.talks.map((talks) =>
        talks.slug === 'astana-2'
          ? { ...talks, sessions: [], outcomes: talks.outcomes.slice(0, 1) }
          : talks,
      ),
      delegations: set.delegations.map((delegation) =>
        delegation.party === 'iran' ? { ...delegation, seats: [] } : delegation,
      ),
    };
    const before = await citationsOfSource(store, 'afp-2017-02-16-astana');
    const { kinds, version } = await importSet(store, [changed]);
    expect(version).toBe(2);
    expect(kinds.talks).toEqual({ added: [], changed: ['astana-2'], left: set.talks.length - 1 });
    expect(kinds.delegations.changed).toEqual(['astana-2/iran']);
    const after = await citationsOfSource(store, 'afp-2017-02-16-astana');
    const gone = before.filter((one) => !after.some((other) => other.owner === one.owner));
    expect([...new Set(gone.map((citation) => citation.owner))].sort()).toEqual([
      'Outcome:astana-2/1',
      'Outcome:astana-2/2',
      'Outcome:astana-2/3',
      'Outcome:astana-2/4',
      'Seat:astana-2/iran/0',
      'Session:astana-2/0',
    ]);
  });

  test('keeps what the log says of a pledge when the pledge changes', async () => {
    const store = await openAstana(await place());
    await importSet(store, [
      {
        ...set,
        pledges: set.pledges.map((pledge) => ({ ...pledge, summary: { en: 'Reworded.' } })),
      },
    ]);
    const [pledge] = await pledgesBySlug(store, ['joint-monitoring-group']);
    expect(pledge).toMatchObject({
      summary: { en: 'Reworded.' },
      status: 'KEPT',
      ratedOn: '2017-02-16',
      version: 1,
    });
  });

  test('refuses to rewrite an entry of the log, and then imports nothing', async () => {
    const store = await openAstana(await place());
    const [update] = set.updates;
    const rewritten: RecordSet = {
      ...set,
      sources: set.sources.map((source) => ({ ...source, publisher: 'Another' })),
      updates: update ? [{ ...update, rationale: 'Another reason.' }] : [],
    };
    await expect(importSet(store, [rewritten])).rejects.toThrow(
      'The entry joint-monitoring-group-kept is in the pledge log with other content.',
    );
    expect(await recordState(store)).toEqual({ version: 1, logEnd: 1 });
    const { rows } = { rows: await store.db.selectFrom('source').select('publisher').execute() };
    expect(rows.map((row) => row.publisher)).toEqual(['Agence France-Presse']);
  });

  test('refuses a party by the slug of a person on record', async () => {
    const store = await openAstana(await place());
    const [party] = set.parties;
    const parties = party ? [{ ...party, slug: 'mohammed-alloush' }] : [];
    await expect(importSet(store, [{ ...set, people: [], parties }])).rejects.toThrow(
      "The slug mohammed-alloush is a person's on record: people and parties share their slugs. Give yours another.",
    );
  });

  test('leaves nothing behind when a row cannot be written', async () => {
    const store = await openEmpty(await place());
    const broken = {
      ...set,
      delegations: set.delegations.map((one, index) =>
        index === 0 ? { ...one, party: 'nobody' } : one,
      ),
    };
    await expect(importSet(store, [broken])).rejects.toThrow(/foreign key/i);
    expect(await recordState(store)).toEqual({ version: 0, logEnd: 0 });
    expect(await recordCounts(store)).toMatchObject({ sources: 0, talks: 0, parties: 0 });
  });
});
