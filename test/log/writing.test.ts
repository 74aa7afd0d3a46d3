/** Many writers at once: each answer an entry, each entry a place, no place left out. */
import { expect, test } from 'vitest';
import { LogWriter } from '../../src/store/log-writer.ts';
import { onEachDatabase } from '../databases.ts';
import type { Answer } from '../service.ts';
import {
  bombardment,
  type Desk,
  detainees,
  ghouta,
  meeting,
  onEachDesk,
  openDesks,
  rating,
} from './desk.ts';

const pledges = [bombardment, ghouta, detainees, meeting];

type Outcome = Answer['data'];

const place = `mutation($input: RecordPledgeUpdateInput!) {
  recordPledgeUpdate(input: $input) { ... on PledgeUpdateRecorded { update { cursor } } }
}`;

function many(desk: Desk, count: number, name: string): Promise<Outcome>[] {
  return Array.from({ length: count }, async (_, index) => {
    const input = rating({
      pledge: pledges[index % pledges.length],
      rationale: `${name} ${index}`,
    });
    return (await desk.read(place, { input }, desk.token)).recordPledgeUpdate;
  });
}

/** In their order in the log. */
function places(outcomes: readonly Outcome[]): number[] {
  return outcomes.map(({ update }) => Number(update.cursor)).sort((one, other) => one - other);
}

function numbers(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

onEachDesk('at one server', (shared) => {
  test('200 writes at once have a place each, with none left out', async () => {
    const desk = shared();
    const end = await desk.end();
    const answers = await Promise.all(many(desk, 200, 'write'));
    expect(places(answers)).toEqual(numbers(end + 1, 200));
    const log = await desk.log(end);
    expect(log.map(({ cursor }) => Number(cursor))).toEqual(numbers(end + 1, 200));
    expect(new Set(log.map(({ rationale }) => rationale)).size).toBe(200);
    for (const slug of pledges) {
      const versions = log
        .filter(({ pledge }) => pledge.slug === slug)
        .map(({ version }) => version);
      expect(versions).toEqual(numbers(versions[0] ?? 0, 50));
    }
  });

  test('200 requests at once are answered in the order of their places', async () => {
    const { store, end } = shared();
    const before = await end();
    const writer = new LogWriter(store);
    const answered: number[] = [];
    const requests = numbers(0, 200).map(async (index) => {
      const result = await writer.write({
        pledge: pledges[index % pledges.length] ?? '',
        status: 'STALLED',
        rationale: String(index),
        locale: 'en',
        editor: 'me',
        recordedBy: 'Me',
        expectedVersion: null,
        idempotency: null,
        occurredOn: null,
        supersededBy: null,
        passage: null,
        url: 'https://example.org/',
      });
      if (result.kind === 'recorded') answered.push(result.update.place);
    });
    await Promise.all(requests);
    expect(answered).toEqual(numbers(before + 1, 200));
  });

  test('what is wrong with one of many is no other’s trouble', async () => {
    const desk = shared();
    const end = await desk.end();
    const wrong = [
      { rationale: '' },
      { pledge: 'nothing' },
      { pledge: 'nul\0' },
      { expectedVersion: 10_000 },
      { status: 'SUPERSEDED', supersededBy: '\ud800' },
      { evidence: { citation: { source: 'x', start: 0, end: 1, sha256: 'ab'.repeat(32) } } },
    ];
    const good = many(desk, 30, 'good');
    const refused = wrong.map((input) => desk.record(input));
    const more = many(desk, 30, 'more');
    expect(new Set((await Promise.all(refused)).map(({ __typename }) => __typename))).toEqual(
      new Set(['InvalidInputError', 'NotFoundError', 'VersionConflictError']),
    );
    const written = await Promise.all([...good, ...more]);
    expect(places(written)).toEqual(numbers(end + 1, 60));
    expect(desk.reports).toEqual([]);
  });

  test('mutations of one operation are written one after the other', async () => {
    const desk = shared();
    const { version } = await desk.write();
    const inputs = [version, version + 1, version + 1].map((expectedVersion) =>
      rating({ expectedVersion }),
    );
    const written = await desk.read(
      `mutation($a: RecordPledgeUpdateInput!, $b: RecordPledgeUpdateInput!, $c: RecordPledgeUpdateInput!) {
        a: recordPledgeUpdate(input: $a) { ...outcome }
        b: recordPledgeUpdate(input: $b) { ...outcome }
        c: recordPledgeUpdate(input: $c) { ...outcome }
      }
      fragment outcome on RecordPledgeUpdateResult {
        __typename
        ... on PledgeUpdateRecorded { update { version pledge { version } } }
        ... on VersionConflictError { actualVersion }
      }`,
      { a: inputs[0], b: inputs[1], c: inputs[2] },
      desk.token,
    );
    const at = (entry: number) => ({
      __typename: 'PledgeUpdateRecorded',
      update: { version: entry, pledge: { version: entry } },
    });
    expect(written).toEqual({
      a: at(version + 1),
      b: at(version + 2),
      c: { __typename: 'VersionConflictError', actualVersion: version + 2 },
    });
  });
});

onEachDatabase('at several servers', (empty) => {
  test('writes at once have a place each, and all have the same log', async () => {
    const desks = await openDesks(await empty(), 3);
    const written = await Promise.all(
      desks.flatMap((desk, index) => many(desk, 60, `server ${index}`)),
    );
    expect(places(written)).toEqual(numbers(2, 180));
    const logs = await Promise.all(desks.map((desk) => desk.log(1)));
    expect(logs[1]).toEqual(logs[0]);
    expect(logs[2]).toEqual(logs[0]);
    expect(new Set(logs[0]?.map(({ rationale }) => rationale)).size).toBe(180);
  });
});
