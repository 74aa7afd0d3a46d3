/** The pledge log as a list: its pages, its filters, and the cursors that are places in it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Desk, ghouta, onEachDesk } from './desk.ts';
import { filters, placesOf, writeHistory } from './history.ts';

const page = `query($first: Int, $after: String, $last: Int, $before: String, $filter: PledgeUpdateFilter) {
  pledgeUpdates(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
    totalCount
    nodes { cursor }
    edges { cursor }
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
  }
}`;

onEachDesk('the log', (shared) => {
  let end = 0;
  beforeAll(async () => {
    end = await writeHistory(shared());
  });

  async function places(variables: object): Promise<number[]> {
    const { pledgeUpdates } = await shared().read(page, variables);
    const { nodes, edges } = pledgeUpdates;
    expect(edges).toEqual(nodes);
    return nodes.map(({ cursor }: { cursor: string }) => Number(cursor));
  }

  const span = (from: number, to: number) =>
    Array.from({ length: Math.max(to - from + 1, 0) }, (_, index) => from + index);

  test('is read page by page, forwards and backwards, from any place', async () => {
    expect(await places({})).toEqual(span(1, Math.min(end, 20)));
    for (const from of [0, 1, 5, end - 1, end]) {
      const after = String(from);
      expect(await places({ first: 3, after })).toEqual(span(from + 1, Math.min(from + 3, end)));
      expect(await places({ last: 3, before: after })).toEqual(
        span(Math.max(from - 3, 1), from - 1),
      );
    }
    expect(await places({ last: 3 })).toEqual(span(end - 2, end));
    expect(await places({ first: 2, after: '3', before: '9' })).toEqual([4, 5]);
    expect(await places({ last: 2, after: '3', before: '9' })).toEqual([7, 8]);
    const { pledgeUpdates } = await shared().read(page, { first: 2, after: '3' });
    expect(pledgeUpdates).toMatchObject({
      totalCount: end,
      pageInfo: { startCursor: '4', endCursor: '5', hasNextPage: true, hasPreviousPage: true },
    });
  });

  describe.each(filters)('by %j', (filter, expected) => {
    test('has what the filter lets through, in order, and counts it', async () => {
      const wanted = await placesOf(shared(), expected);
      expect(wanted.length).toBeLessThanOrEqual(end);
      expect(await places({ filter, first: 100 })).toEqual(wanted);
      const { pledgeUpdates } = await shared().read(page, { filter, first: 1, after: '3' });
      expect(pledgeUpdates.totalCount).toBe(wanted.length);
      expect(pledgeUpdates.nodes).toEqual(
        wanted
          .filter((place) => place > 3)
          .slice(0, 1)
          .map((place) => ({ cursor: String(place) })),
      );
    });
  });

  test('refuses a cursor that is none, and one of a log that went further', async () => {
    const noPlace = (cursor: string) =>
      `Expected a place in the pledge log, such as "0" or the \`cursor\` of an entry, got ${JSON.stringify(cursor.slice(0, 100))}.`;
    const beyond = (cursor: string) =>
      `Expected a place in the pledge log, whose newest is "${end}", got "${cursor}". It is of another log, or of one that was restored from a copy: read this log from "0".`;
    const bad: [string, string][] = [
      ...[
        '',
        ' ',
        '-1',
        '+1',
        '1.0',
        '1e2',
        '01',
        '0x1',
        'x',
        '١',
        '\0',
        '9'.repeat(5000),
        '2147483648',
      ].map((cursor): [string, string] => [cursor, noPlace(cursor)]),
      ...[String(end + 1), '2147483647'].map((cursor): [string, string] => [
        cursor,
        beyond(cursor),
      ]),
    ];
    for (const [cursor, message] of bad) {
      for (const variables of [
        { after: cursor },
        { before: cursor },
        { last: 2, before: cursor },
      ]) {
        const { data, errors } = await shared().ask(page, variables);
        expect([data, errors?.[0]?.message]).toEqual([null, message]);
        expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_CURSOR' });
      }
    }
  });

  test('takes the cursor of the record, and gives what was written since', async () => {
    const desk: Desk = shared();
    const { record } = await desk.read('{ record { cursor } }');
    expect(await places({ after: record.cursor })).toEqual([]);
    await desk.write({ pledge: ghouta });
    end += 1;
    expect(await places({ after: record.cursor })).toEqual([end]);
  });
});
