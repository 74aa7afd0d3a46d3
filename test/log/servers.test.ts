/** Several servers at one store: each hears at once of what any of them writes. */
import pg from 'pg';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { importSet } from '../../src/store/import.ts';
import { emptyDatabase, onEachDatabase, openEmpty } from '../databases.ts';
import { shippedSet } from '../graphql/shared-record.ts';
import { bombardment, type Desk, deskAt, ghouta, openDesks } from './desk.ts';
import { type EventStream, openStream } from './streams.ts';

vi.setConfig({ testTimeout: 30_000 });

function follow({ server }: Desk, after?: string): Promise<EventStream> {
  return openStream(
    server.fetch,
    'http://127.0.0.1/graphql',
    'subscription($after: String) { pledgeUpdates(after: $after) { cursor recordedBy pledge { slug version } } }',
    { variables: { after } },
  );
}

async function places(stream: EventStream, count: number): Promise<number[]> {
  return (await stream.take(count)).map(({ id }) => Number(id));
}

const numbers = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + index);

onEachDatabase('two servers', (place, kind) => {
  test('hear each other, and soon', async () => {
    const desks = await openDesks(await place(), 2);
    const [one, two] = desks;
    if (!one || !two) throw new Error('There are two desks.');
    const streams = await Promise.all([follow(one), follow(two)]);
    // Once each has heard of the other, both doorbells are known to ring.
    await one.write();
    await two.write();
    for (const stream of streams) expect(await places(stream, 2)).toEqual([2, 3]);
    const delays: number[] = [];
    for (let place = 4; place < 24; place += 1) {
      await one.write();
      const written = performance.now();
      expect((await streams[1].next()).id).toBe(String(place));
      delays.push(performance.now() - written);
      expect((await streams[0].next()).id).toBe(String(place));
    }
    delays.sort((first, second) => first - second);
    const shown = [delays[0], delays[10], delays.at(-1)].map((delay) => delay?.toFixed(1));
    console.log(
      `Heard at the other server (${kind}): ${shown.join(' / ')} ms at best / median / worst.`,
    );
    expect(delays.at(-1)).toBeLessThan(1000);
  });

  test('that write at once give all that was written, in one order, to whoever follows either', async () => {
    const desks = await openDesks(await place(), 2);
    const streams = await Promise.all([...desks, ...desks].map((desk) => follow(desk, '0')));
    const writes = desks.flatMap((desk) => Array.from({ length: 40 }, () => desk.write()));
    const late = desks.map((desk) => follow(desk, '1'));
    await Promise.all(writes);
    const all = await Promise.all(streams.map((stream) => stream.take(81)));
    for (const events of all) {
      expect(events.map(({ id }) => Number(id))).toEqual(numbers(1, 81));
      expect(events.map(({ data }) => data.data.pledgeUpdates.cursor)).toEqual(
        numbers(1, 81).map(String),
      );
    }
    for (const stream of await Promise.all(late)) {
      expect(await places(stream, 80)).toEqual(numbers(2, 80));
    }
  });

  test('hear of what is imported, which waits for nobody who writes, nor they for it', async () => {
    const location = await place();
    const [desk] = await openDesks(location, 1);
    if (!desk) throw new Error('There is a desk.');
    const importing = await openEmpty(location);
    const set = await shippedSet();
    const stream = await follow(desk);
    const [rated] = set.updates;
    if (!rated || !('status' in rated)) throw new Error('The shipped set has a rating.');
    const imports = async () => {
      for (const round of [1, 2, 3, 4]) {
        await importSet(importing, [
          {
            ...set,
            pledges: set.pledges.map((pledge) => ({
              ...pledge,
              summary: { en: `Round ${round}` },
            })),
            updates: [...set.updates, { ...rated, key: `round-${round}` }],
          },
        ]);
      }
    };
    const writes = async (pledge: string) => {
      for (let count = 0; count < 20; count += 1) await desk.write({ pledge });
    };
    await Promise.all([imports(), writes(bombardment), writes(ghouta)]);
    const events = await stream.take(44);
    expect(events.map(({ id }) => Number(id))).toEqual(numbers(2, 44));
    const slugs = events.map(({ data }) => data.data.pledgeUpdates.pledge.slug);
    expect(slugs.filter((slug) => slug === rated.pledge)).toHaveLength(4);
    expect(desk.reports).toEqual([]);
  });
});

test('a server that has lost its connection to PostgreSQL makes a new one, and hears what it missed', async () => {
  const location = await emptyDatabase();
  const lost: string[] = [];
  const [writer] = await openDesks(location, 1);
  const store = await openEmpty(location, {
    onConnectionLost: ({ message }) => lost.push(message),
  });
  const reader = await deskAt(store);
  if (!writer) throw new Error('There is a desk.');
  const stream = await follow(reader);
  await writer.write();
  expect((await stream.next()).id).toBe('2');

  const admin = new pg.Client(`${inject('postgresUrl')}/postgres`);
  await admin.connect();
  onTestFinished(() => admin.end());
  const database = new URL(location.databaseUrl).pathname.slice(1);
  for (const place of [3, 4, 5]) {
    const { rowCount } = await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query like 'listen %'",
      [database],
    );
    // Only a server that somebody follows at has one.
    expect(rowCount).toBe(1);
    await writer.write();
    expect((await stream.next()).id).toBe(String(place));
  }
  expect(lost.length).toBeGreaterThanOrEqual(3);
  expect(reader.reports).toEqual([]);
});
