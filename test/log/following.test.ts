/** Following the log: what is there already and what comes, each entry once, in order. */
import { describe, expect, test } from 'vitest';
import type { Rated } from '../../src/record/set.ts';
import { importSet } from '../../src/store/import.ts';
import { shippedSet } from '../graphql/shared-record.ts';
import { randomly } from '../random.ts';
import type { Desk } from './desk.ts';
import { bombardment, detainees, ghouta, meeting, onEachDesk, rating } from './desk.ts';
import { filters, placesOf, writeHistory } from './history.ts';
import { type EventStream, openStream } from './streams.ts';

const follow = `subscription($after: String, $filter: PledgeUpdateFilter) {
  pledgeUpdates(after: $after, filter: $filter) { cursor }
}`;

function subscribe(desk: Desk, variables: object, query = follow): Promise<EventStream> {
  return openStream(desk.server.fetch, 'http://127.0.0.1/graphql', query, { variables });
}

async function places(stream: EventStream, count: number): Promise<number[]> {
  const events = await stream.take(count);
  return events.map(({ id, data }) => {
    const { cursor } = data.data.pledgeUpdates;
    expect(id).toBe(cursor);
    return Number(cursor);
  });
}

/** After what is under way: whoever has something to read by then comes first. */
async function soon(): Promise<null> {
  await new Promise((resolve) => setImmediate(resolve));
  return null;
}

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

onEachDesk('a subscriber', (shared) => {
  test('hears through each filter what the list has through it: what was, and what comes', async () => {
    const desk = shared();
    const begin = await desk.end();
    const live = await Promise.all(filters.map(([filter]) => subscribe(desk, { filter })));
    const end = await writeHistory(desk);
    const replays = await Promise.all(
      filters.map(([filter]) => subscribe(desk, { after: '0', filter })),
    );
    for (const [index, [filter, expected]] of filters.entries()) {
      const { pledgeUpdates } = await desk.read(
        'query($filter: PledgeUpdateFilter) { pledgeUpdates(first: 100, filter: $filter) { nodes { cursor } } }',
        { filter },
      );
      const listed = pledgeUpdates.nodes.map(({ cursor }: { cursor: string }) => Number(cursor));
      expect(listed, JSON.stringify(filter)).toEqual(await placesOf(desk, expected));
      for (const [stream, from] of [
        [live[index], begin],
        [replays[index], 0],
      ] as const) {
        const wanted = listed.filter((place: number) => place > from);
        if (!stream) throw new Error('There is a stream for each filter.');
        expect(await places(stream, wanted.length), JSON.stringify(filter)).toEqual(wanted);
      }
    }
    // Nobody has one too many: through most filters this comes next, and through the others nothing.
    const comes = [...live, ...replays].map((stream) => stream.next());
    const { cursor } = await desk.write({ pledge: bombardment, status: 'STALLED' });
    const hears = await Promise.all(
      filters.map(async ([, expected]) => (await placesOf(desk, expected)).includes(end + 1)),
    );
    const heard = comes.filter((_, index) => hears[index % filters.length]);
    expect((await Promise.all(heard)).map(({ id }) => id)).toEqual(heard.map(() => cursor));
    const silent = comes.filter((_, index) => !hears[index % filters.length]);
    expect(await Promise.race([...silent, soon()])).toBeNull();
    expect([heard.length, silent.length]).toEqual([14, 20]);
  });

  test('that begins in the midst of 300 writes has every entry once, from wherever it begins', async () => {
    const desk = shared();
    const begin = await desk.end();
    const end = begin + 300;
    const pick = randomly(300);
    const place = `mutation($input: RecordPledgeUpdateInput!) {
      recordPledgeUpdate(input: $input) { __typename }
    }`;
    const pledges = [bombardment, ghouta, detainees, meeting];
    const streams: Promise<void>[] = [];
    async function followOn(after: number): Promise<void> {
      const stream = await subscribe(desk, { after: String(after) });
      expect(await places(stream, end - after)).toEqual(span(after + 1, end));
      await stream.leave();
    }
    async function writer(count: number): Promise<void> {
      for (let index = 0; index < count; index += 1) {
        await desk.read(place, { input: rating({ pledge: pledges[index % 4] }) }, desk.token);
        if (index % 15 === 0) {
          const known = await desk.end();
          streams.push(followOn(begin + pick(known - begin + 1)), followOn(known));
        }
      }
    }
    await Promise.all(Array.from({ length: 10 }, () => writer(30)));
    await Promise.all(streams);
    expect(streams).toHaveLength(40);
  });

  test('that has paused while 1,800 entries came, and others read on, has every one of them', async () => {
    const desk = shared();
    const begin = await desk.end();
    const { store } = desk;
    const set = await shippedSet();
    const [rated] = set.updates;
    if (!rated || !('status' in rated)) throw new Error('The shipped set has a rating.');
    const after = String(begin);
    const rare = { status: ['UNVERIFIABLE'] };
    const pausing = await Promise.all([
      subscribe(desk, { after }),
      subscribe(desk, { after, filter: rare }),
    ]);
    const reading = await Promise.all([
      subscribe(desk, { after }),
      subscribe(desk, { after, filter: rare }),
    ]);
    const all = span(begin + 1, begin + 1800);
    // One in a hundred, and the one behind it, whose status before it was.
    const few = all.filter((place) => place > begin + 1 && (place - begin) % 100 < 2);
    for (const portion of [0, 1, 2]) {
      const updates = span(portion * 600 + 1, portion * 600 + 600).map(
        (number): Rated => ({
          ...rated,
          key: `pause-${number}`,
          status: number % 100 === 0 ? 'UNVERIFIABLE' : 'STALLED',
        }),
      );
      await importSet(store, [{ ...set, updates: [...set.updates, ...updates] }]);
      const [whole, rarely] = reading;
      const from = begin + portion * 600;
      const upTo = (places: number[]) =>
        places.filter((place) => place > from && place <= from + 600);
      expect(await places(whole, 600)).toEqual(upTo(all));
      expect(await places(rarely, upTo(few).length)).toEqual(upTo(few));
    }
    expect(await places(pausing[0], 1800)).toEqual(all);
    expect(await places(pausing[1], few.length)).toEqual(few);
    expect(few).toHaveLength(35);
  });

  test('without a place hears only what is new', async () => {
    const desk = shared();
    await desk.write();
    const stream = await subscribe(desk, {});
    const none = await subscribe(desk, { after: null });
    const { cursor } = await desk.write();
    expect(await places(stream, 1)).toEqual([Number(cursor)]);
    expect(await places(none, 1)).toEqual([Number(cursor)]);
  });

  test('sees the pledge as it is when the entry is given, and the entry as it was', async () => {
    const desk = shared();
    const query = `subscription Watch($after: String, $with: Boolean!) {
      entry: pledgeUpdates(after: $after) { ...said, pledge { ...stands updates(last: 1) { nodes { ...said } } } }
    }
    fragment said on PledgeUpdate { at: cursor status version retractedBy @include(if: $with) { at: cursor } }
    fragment stands on Pledge { now: status version again: version makers { slug } }`;
    const { cursor, version } = await desk.write({ pledge: ghouta, status: 'STALLED' });
    const place = Number(cursor);
    const stream = await subscribe(desk, { with: true }, query);
    const entry = (number: number, status: string, retractedBy: number | null = null) => ({
      at: String(place + number),
      status,
      version: version + number,
      retractedBy: retractedBy && { at: String(place + retractedBy) },
    });
    const stands = (number: number, now: string) => ({
      now,
      version: version + number,
      again: version + number,
      makers: [{ slug: 'russia' }],
    });
    const next = async () => (await stream.next()).data;
    const kept = await desk.write({ pledge: ghouta, status: 'KEPT' });
    const second = entry(1, 'KEPT');
    expect(await next()).toEqual({
      data: {
        entry: { ...second, pledge: { ...stands(1, 'KEPT'), updates: { nodes: [second] } } },
      },
    });
    await desk.write({ pledge: ghouta, status: 'BROKEN' });
    const third = entry(2, 'BROKEN');
    expect(await next()).toEqual({
      data: {
        entry: { ...third, pledge: { ...stands(2, 'BROKEN'), updates: { nodes: [third] } } },
      },
    });
    await desk.retract({ update: kept.id });
    const fourth = entry(3, 'BROKEN');
    const now = { pledge: { ...stands(3, 'BROKEN'), updates: { nodes: [fourth] } } };
    expect(await next()).toEqual({ data: { entry: { ...fourth, ...now } } });
    // From the beginning, each entry is what it was, and the pledge what it is.
    const replay = await subscribe(desk, { with: true, after: cursor }, query);
    expect((await replay.take(3)).map(({ data }) => data.data.entry)).toEqual([
      { ...entry(1, 'KEPT', 3), ...now },
      { ...third, ...now },
      { ...fourth, ...now },
    ]);
  });
});

describe('what is not a place', () => {
  onEachDesk('in this log', (shared) => {
    test('is refused at once, before anything is followed', async () => {
      const desk = shared();
      const cursors = ['', '-1', '1.5', 'x', '01', ' 0', '2', '2147483647', '9'.repeat(400), '\0'];
      for (const after of cursors) {
        const stream = await subscribe(desk, { after });
        const [event, complete, ...more] = await stream.rest();
        expect(event).toMatchObject({ event: 'next', id: null });
        expect(event?.data).not.toHaveProperty('data');
        expect(event?.data.errors[0].extensions).toEqual({ code: 'BAD_CURSOR' });
        expect(event?.data.errors[0].message).toMatch(/^Expected a place in the pledge log, /);
        expect(complete).toMatchObject({ event: 'complete', data: null });
        expect(more).toEqual([]);
      }
      expect(desk.reports).toEqual([]);
    });
  });
});
