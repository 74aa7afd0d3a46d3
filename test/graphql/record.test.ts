/** The record as a whole: how much is on it, its version, and where its log ends. */
import { expect, test } from 'vitest';
import { importSet } from '../../src/store/import.ts';
import { onEachDatabase, openEmpty } from '../databases.ts';
import { serve } from '../service.ts';
import { madeUp } from './made-up.ts';
import { onSharedRecord, serveSet, shippedSet } from './shared-record.ts';

const counts = `
  processesCount talksCount partiesCount peopleCount delegationsCount sponsorsCount
  quotesCount pledgesCount sourcesCount`;

/** What a first statement is that reads the version and the end of the log. */
const stateFirst = /from "record_state"/;

onSharedRecord('the record that is shipped', shippedSet, (shared) => {
  test('says how much is on it', async () => {
    const { read } = shared();
    expect(await read(`{ record { ${counts} version cursor } }`)).toEqual({
      record: {
        processesCount: 2,
        talksCount: 3,
        partiesCount: 7,
        peopleCount: 4,
        delegationsCount: 6,
        sponsorsCount: 7,
        quotesCount: 14,
        pledgesCount: 6,
        sourcesCount: 1,
        version: 1,
        cursor: '1',
      },
    });
  });
});

onSharedRecord('the record', madeUp, (shared) => {
  test('counts what each list counts', async () => {
    const { read } = shared();
    const lists = ['processes', 'parties', 'people', 'delegations', 'sponsors', 'quotes'];
    const all = ['talks: allTalks', 'pledges', 'sources', ...lists];
    const { record, ...found } = await read(
      `{ record { ${counts} } ${all.map((list) => `${list} { totalCount }`).join(' ')} }`,
    );
    expect(record).toEqual(
      Object.fromEntries(
        Object.entries<{ totalCount: number }>(found).map(([list, { totalCount }]) => [
          `${list}Count`,
          totalCount,
        ]),
      ),
    );
  });

  test('gives its cursor from before all that the operation reads, wherever it is asked for', async () => {
    const { read, takeStatements } = shared();
    const operations = [
      '{ allTalks { totalCount nodes { delegations { id } } } record { cursor } }',
      '{ talks(slug: "a-1") { slug } pledge(slug: "p-a") { updates { nodes { id } } } ...last } fragment last on Query { record { cursor version } }',
      '{ node(id: "VGFsa3M6YS0x") { id } nodes(ids: ["VGFsa3M6YS0x"]) { id } record { cursor } }',
      '{ search(text: "talks") { nodes { __typename } } quotes { totalCount } ... on Query { record { cursor } } }',
      `{ record { ${counts} } parties { nodes { quotes { totalCount } } } again: record { cursor } }`,
      '{ process(slug: "delta") { rounds { totalCount } } one: record { version } two: record { cursor } }',
    ];
    for (const operation of operations) {
      takeStatements();
      await read(operation);
      const [first, ...rest] = takeStatements();
      expect(first, operation).toMatch(stateFirst);
      expect(rest.length, operation).toBeGreaterThan(0);
      // Once: a second reading could be of a later cursor, which the rest is not after.
      for (const statement of rest) expect(statement).not.toMatch(stateFirst);
    }
  });

  test('is not read by an operation that does not ask for it', async () => {
    const { read, takeStatements } = shared();
    takeStatements();
    await read(
      'query ($no: Boolean = false) { sources { nodes { slug } } record @include(if: $no) { cursor } }',
    );
    const statements = takeStatements();
    expect(statements).toHaveLength(1);
    expect(statements[0]).not.toMatch(stateFirst);
  });
});

onEachDatabase('the version of the record', (place) => {
  test('is empty at first, at version 0 and before the first entry', async () => {
    const { read } = serve(await openEmpty(await place()));
    const { record, allTalks, search } = await read(
      `{ record { ${counts} version cursor } allTalks { totalCount nodes { id } }
         search(text: "peace") { nodes { __typename } } }`,
    );
    expect(Object.values(record)).toEqual([...Array(10).fill(0), '0']);
    expect(allTalks).toEqual({ totalCount: 0, nodes: [] });
    expect(search).toEqual({ nodes: [] });
  });

  test('is raised by each import that brings something, and the log with each entry', async () => {
    const { read, store } = await serveSet(await place(), madeUp);
    const state = async () => (await read('{ record { version cursor } }')).record;
    expect(await state()).toEqual({ version: 1, cursor: '10' });
    await importSet(store, [madeUp]);
    expect(await state()).toEqual({ version: 1, cursor: '10' });
    const [first] = madeUp.updates;
    if (!first) throw new Error('The made-up record has entries.');
    await importSet(store, [{ ...madeUp, updates: [{ ...first, key: 'one-more' }] }]);
    expect(await state()).toEqual({ version: 2, cursor: '11' });
    await importSet(store, [
      {
        ...madeUp,
        sources: madeUp.sources.map((it) => ({ ...it, headline: 'New' })),
      },
    ]);
    expect(await state()).toEqual({ version: 3, cursor: '11' });
  });
});
