/** What may be asked for as a page, and what is refused, with the words that say why. */
import { expect, test } from 'vitest';
import type { Answer, Service } from '../service.ts';
import { syntheticSet } from '../synthetic.ts';
import { connections, type PageArguments, pageOf, pageOperation, readPage } from './connections.ts';
import { madeUp } from './made-up.ts';
import { onSharedRecord } from './shared-record.ts';

/** A cursor as ours are written, with whatever within it. */
function cursorOf(...position: unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Of a list that is ordered by a day and a slug. */
const brokenCursors = [
  '',
  ' ',
  'no cursor at all',
  '\0',
  '\ud800',
  '\u200f',
  '💥',
  'a'.repeat(5000),
  cursorOf(),
  cursorOf('pledges MADE_ON_DESC'),
  cursorOf('pledges MADE_ON_DESC', '2020-01-01'),
  cursorOf('pledges MADE_ON_DESC', '2020-01-01', 'p-a', 'more'),
  cursorOf('pledges MADE_ON_DESC', '2020-01-01', null),
  cursorOf('pledges MADE_ON_DESC', '2020-01-01', ['p-a']),
  cursorOf('pledges MADE_ON_DESC', 20200101, 'p-a'),
  cursorOf('pledges MADE_ON_DESC', '2020-01-01', 'p\0a'),
  cursorOf('pledges MADE_ON_DESC', '2020-01-01', '\ud800'),
  cursorOf('pledges MADE_ON_ASC', '2020-01-01', 'p-a'),
  cursorOf('quotes SAID_ON_DESC', '2020-01-01', 'p-a'),
  `${cursorOf('pledges MADE_ON_DESC', '2020-01-01', 'p-a')}=`,
  ` ${cursorOf('pledges MADE_ON_DESC', '2020-01-01', 'p-a')}`,
  Buffer.from('{"0":"pledges MADE_ON_DESC"}').toString('base64url'),
  Buffer.from('[').toString('base64url'),
  Buffer.from([0xff, 0xfe]).toString('base64url'),
];

const hugeNumbers = [2 ** 31, 2 ** 53 - 1, 2 ** 53, 1e300, -(2 ** 31) - 1, 0.5];

const brokenPlaces = [
  ...['', ' ', '-1', '1.5', '01', '1e3', '+1', ' 1', '1 ', '٣', 'NaN', '\0', '\ud800'],
  ...['2147483648', '9007199254740993', '9'.repeat(5000)],
  cursorOf('log', 1),
];

onSharedRecord('a cursor', madeUp, (shared) => {
  test('that is broken is refused, and the message shows it', async () => {
    const service = shared();
    for (const cursor of brokenCursors) {
      for (const page of [{ after: cursor }, { before: cursor }]) {
        expect(await fault(service, 'pledges(PAGE)', page), JSON.stringify(cursor)).toEqual({
          code: 'BAD_CURSOR',
          path: ['pledges'],
          message: `Expected a cursor that this list gave in this order, got ${JSON.stringify(cursor.slice(0, 100))}. Take \`endCursor\` or \`startCursor\` of a page with the same orderBy.`,
        });
      }
    }
  });

  test('that holds a number which no database holds is refused', async () => {
    const service = shared();
    for (const number of hugeNumbers) {
      const byUpdate = cursorOf('pledges UPDATED_DESC', number, 'p-a');
      const bySource = cursorOf('quotes SOURCE', 's-one', number, 'q-a');
      const found = [
        await fault(service, 'pledges(PAGE, orderBy: UPDATED_DESC)', { after: byUpdate }),
        await fault(service, 'talks(slug: "a-2") { quotes(PAGE)', { after: bySource }),
      ];
      expect(found.map(({ code }) => code)).toEqual(['BAD_CURSOR', 'BAD_CURSOR']);
    }
  });

  test('of another list or order is refused', async () => {
    const service = shared();
    const whole = connections.filter((list) => !list.includes('{') || list.includes('updates'));
    const cursors = new Map<string, string>();
    for (const list of whole) {
      const { edges } = await readPage(service, list, { first: 1 });
      cursors.set(list, edges[0]?.cursor ?? '');
    }
    for (const list of whole) {
      for (const [other, cursor] of cursors) {
        if (list === other) continue;
        const found = await fault(service, list, { after: cursor });
        expect(found.code, `${list} given one of ${other}`).toBe('BAD_CURSOR');
      }
    }
  });

  test('of the same objects in the same order is taken: a place in the one is one in the other', async () => {
    const service = shared();
    const [, second] = (await readPage(service, 'pledges(PAGE)', {})).edges;
    const ofRed = await readPage(service, 'party(slug: "red") { pledges(PAGE)', {});
    expect(
      await readPage(service, 'party(slug: "red") { pledges(PAGE)', {
        first: 1,
        after: second?.cursor ?? null,
      }),
    ).toEqual(pageOf(ofRed.edges, 2, 3));
  });

  test('is refused even where only the count is asked for', async () => {
    const { ask } = shared();
    const { data, errors } = await ask('{ pledges(after: "x") { totalCount } }');
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe('BAD_CURSOR');
  });

  test('within many parents is refused for each of them, once', async () => {
    const { ask } = shared();
    const { errors } = await ask(
      '{ parties { nodes { pledges(after: "x") { nodes { id } pageInfo { endCursor } } } } }',
    );
    expect(new Set(errors?.map(({ extensions }) => extensions?.code))).toEqual(
      new Set(['BAD_CURSOR']),
    );
  });

  test('of the pledge log is a place in it, and 0 is before the first', async () => {
    const service = shared();
    const list = 'pledge(slug: "p-a") { updates(PAGE)';
    const { edges } = await readPage(service, list, {});
    expect(edges.map((edge) => edge.cursor)).toEqual(['1', '3', '4', '10']);
    expect(await readPage(service, list, { first: 2, after: '0' })).toEqual(pageOf(edges, 0, 2));
    expect(await readPage(service, list, { last: 2, before: '0' })).toEqual({
      ...pageOf(edges, 0, 0),
      pageInfo: { ...pageOf(edges, 0, 0).pageInfo, hasNextPage: true },
    });
    // Places of other pledges' entries, and places that the log has not come to yet.
    expect(await readPage(service, list, { first: 1, after: '2' })).toEqual(pageOf(edges, 1, 2));
    expect(await readPage(service, list, { last: 2, before: '2147483647' })).toEqual(
      pageOf(edges, 2, 4),
    );
    expect(await readPage(service, list, { after: '2147483647' })).toEqual(pageOf(edges, 4, 4));
    for (const cursor of brokenPlaces) {
      expect(await fault(service, list, { after: cursor })).toEqual({
        code: 'BAD_CURSOR',
        path: ['pledge', 'updates'],
        message: `Expected a place in the pledge log, such as "0" or the \`cursor\` of an entry, got ${JSON.stringify(cursor.slice(0, 100))}.`,
      });
    }
  });
});

onSharedRecord('the size of a page', syntheticSet({ talks: 103, delegations: 1 }), (shared) => {
  test('is 20 if none is given, 1 to 100 if one is, and of one end', async () => {
    const service = shared();
    const { totalCount } = await readPage(service, 'allTalks(PAGE)', {});
    expect(totalCount).toBe(103);
    const sizes: [PageArguments, number][] = [
      [{}, 20],
      [{ first: null, last: null }, 20],
      [{ first: 1 }, 1],
      [{ last: 1 }, 1],
      [{ first: 100 }, 100],
      [{ last: 100 }, 100],
      [{ first: null, last: 2 }, 2],
    ];
    for (const [page, size] of sizes) {
      expect((await readPage(service, 'allTalks(PAGE)', page)).nodes).toHaveLength(size);
    }
  });
});

onSharedRecord('the size of a page that cannot be', madeUp, (shared) => {
  test('is refused where it cannot be, by every list', async () => {
    const service = shared();
    const refused: [PageArguments, string][] = [
      [{ first: 0 }, 'Expected `first` from 1 to 100, got 0. Ask for the rest page by page.'],
      [{ first: 101 }, 'Expected `first` from 1 to 100, got 101. Ask for the rest page by page.'],
      [{ first: -1 }, 'Expected `first` from 1 to 100, got -1. Ask for the rest page by page.'],
      [{ last: 0 }, 'Expected `last` from 1 to 100, got 0. Ask for the rest page by page.'],
      [{ last: 101 }, 'Expected `last` from 1 to 100, got 101. Ask for the rest page by page.'],
      [{ last: -5 }, 'Expected `last` from 1 to 100, got -5. Ask for the rest page by page.'],
      [
        { first: 1, last: 2 },
        'Expected `first` or `last`, got both (1 and 2). Ask for the first rows or for the last.',
      ],
    ];
    for (const [page, message] of refused) {
      const found = await fault(service, 'pledges(PAGE)', page);
      expect(found).toEqual({ code: 'BAD_USER_INPUT', message, path: ['pledges'] });
    }
    for (const list of connections) {
      for (const page of [{ first: 0 }, { last: 101 }]) {
        expect((await fault(service, list, page)).code, list).toBe('BAD_USER_INPUT');
      }
    }
  });
});

/** The one error that a page is answered with. */
async function fault(service: Service, list: string, page: PageArguments) {
  const { errors = [] }: Answer = await service.ask(pageOperation(list, '{ totalCount }'), page);
  expect(errors).toHaveLength(1);
  return {
    code: errors[0]?.extensions?.code,
    message: errors[0]?.message,
    path: errors[0]?.path,
  };
}
