/** Taking back: the entry stays, marked, and the pledge is again what the rest of its history says. */
import { expect, test } from 'vitest';
import { globalId } from '../../src/graphql/global-id.ts';
import {
  bombardment,
  type Desk,
  detainees,
  ghouta,
  meeting,
  onEachDesk,
  ratedPledge,
  unused,
} from './desk.ts';

const pledgeNow = `query($slug: String!) {
  pledge(slug: $slug) { status version schedule(on: "2018-01-01") supersededBy { slug } }
}`;

async function now(desk: Desk, slug: string) {
  return (await desk.read(pledgeNow, { slug })).pledge;
}

/** What the log says of a pledge, oldest first. */
interface Entry {
  cursor: string;
  kind: string;
  previousStatus: string;
  status: string;
  retracts: { cursor: string } | null;
}

async function historyOf(desk: Desk, slug: string) {
  const { pledge } = await desk.read(
    `query($slug: String!) {
      pledge(slug: $slug) {
        updates(first: 100) {
          nodes { kind version previousStatus status retracts { cursor } retractedBy { cursor } }
        }
      }
    }`,
    { slug },
  );
  return pledge.updates.nodes;
}

onEachDesk('taking back', (shared) => {
  test('marks the entry, and the pledge falls back to the newest that stands', async () => {
    const desk = shared();
    const pledge = meeting;
    const before = await now(desk, pledge);
    expect(before).toMatchObject({ status: 'NOT_YET_RATED', version: 0, schedule: 'LAPSED' });
    const inTime = await desk.write({ pledge, status: 'KEPT', occurredOn: '2017-03-15' });
    expect(await now(desk, pledge)).toMatchObject({ status: 'KEPT', schedule: 'MET' });
    const late = await desk.write({ pledge, status: 'KEPT', occurredOn: '2017-03-16' });
    expect(await now(desk, pledge)).toMatchObject({ status: 'KEPT', schedule: 'MET_LATE' });
    const superseded = await desk.write({ pledge, status: 'SUPERSEDED', supersededBy: ghouta });
    expect(await now(desk, pledge)).toEqual({
      status: 'SUPERSEDED',
      version: 3,
      schedule: 'CLOSED',
      supersededBy: { slug: ghouta },
    });

    // Not in force: the status stays.
    const first = await desk.retract({ update: inTime.id, reason: 'It met later.' });
    expect(first.update).toMatchObject({
      kind: 'RETRACTED',
      version: 4,
      previousStatus: 'SUPERSEDED',
      status: 'SUPERSEDED',
      rationale: 'It met later.',
      retracts: { cursor: inTime.cursor },
      retractedBy: null,
      // As the status is still SUPERSEDED.
      supersededBy: { slug: ghouta },
      url: null,
      citations: [],
      occurredOn: null,
      recordedBy: 'The Astana desk',
    });
    expect(await now(desk, pledge)).toMatchObject({ status: 'SUPERSEDED', version: 4 });

    const second = await desk.retract({ update: superseded.id });
    expect(second.update).toMatchObject({ previousStatus: 'SUPERSEDED', status: 'KEPT' });
    expect(await now(desk, pledge)).toEqual({
      status: 'KEPT',
      version: 5,
      schedule: 'MET_LATE',
      supersededBy: null,
    });
    const third = await desk.retract({ update: late.id });
    expect(third.update).toMatchObject({ previousStatus: 'KEPT', status: 'NOT_YET_RATED' });
    expect(await now(desk, pledge)).toEqual({
      status: 'NOT_YET_RATED',
      version: 6,
      schedule: 'LAPSED',
      supersededBy: null,
    });
    await desk.write({ pledge, status: 'KEPT', occurredOn: '2017-03-14' });
    expect(await now(desk, pledge)).toMatchObject({ status: 'KEPT', version: 7, schedule: 'MET' });

    const rated = { kind: 'RATED', retracts: null };
    const by = ({ update }: { update: { cursor: string } }) => ({ cursor: update.cursor });
    expect(await historyOf(desk, pledge)).toEqual([
      {
        ...rated,
        version: 1,
        previousStatus: 'NOT_YET_RATED',
        status: 'KEPT',
        retractedBy: by(first),
      },
      { ...rated, version: 2, previousStatus: 'KEPT', status: 'KEPT', retractedBy: by(third) },
      {
        ...rated,
        version: 3,
        previousStatus: 'KEPT',
        status: 'SUPERSEDED',
        retractedBy: by(second),
      },
      ...[
        [4, 'SUPERSEDED', 'SUPERSEDED', inTime.cursor],
        [5, 'SUPERSEDED', 'KEPT', superseded.cursor],
        [6, 'KEPT', 'NOT_YET_RATED', late.cursor],
      ].map(([version, previousStatus, status, cursor]) => ({
        kind: 'RETRACTED',
        version,
        previousStatus,
        status,
        retracts: { cursor },
        retractedBy: null,
      })),
      { ...rated, version: 7, previousStatus: 'NOT_YET_RATED', status: 'KEPT', retractedBy: null },
    ]);
  });

  test('an entry of the shipped set takes it back as any other', async () => {
    const desk = shared();
    const { pledgeUpdates } = await desk.read('{ pledgeUpdates(first: 1) { nodes { id } } }');
    const { update } = await desk.retract({ update: pledgeUpdates.nodes[0].id });
    expect(update).toMatchObject({ previousStatus: 'KEPT', status: 'NOT_YET_RATED', version: 2 });
    expect(await now(desk, ratedPledge)).toMatchObject({ status: 'NOT_YET_RATED' });
  });

  test('what the record knew before is still what it says of then', async () => {
    const desk = shared();
    const statusAt = async (asOf: string) =>
      (
        await desk.read(
          'query($slug: String!, $asOf: DateTime) { pledge(slug: $slug) { status(asOf: $asOf) } }',
          { slug: detainees, asOf },
        )
      ).pledge.status;
    const instants: string[] = [];
    const note = async ({ recordedAt }: { recordedAt: string }) => {
      instants.push(recordedAt);
      // Until the clock has gone on: entries of one instant cannot be told apart by it.
      while (new Date().toISOString() <= recordedAt) await desk.end();
    };
    const stalled = await desk.write({ pledge: detainees, status: 'STALLED' });
    await note(stalled);
    const broken = await desk.write({ pledge: detainees, status: 'BROKEN' });
    await note(broken);
    await note((await desk.retract({ update: broken.id })).update);
    await note((await desk.retract({ update: stalled.id })).update);
    const statuses = ['STALLED', 'BROKEN', 'STALLED', 'NOT_YET_RATED'];
    expect(await Promise.all(instants.map(statusAt))).toEqual(statuses);
    const justBefore = instants.map((at) => new Date(Date.parse(at) - 1).toISOString());
    expect(await Promise.all(justBefore.map(statusAt))).toEqual([
      'NOT_YET_RATED',
      ...statuses.slice(0, 3),
    ]);
    expect(await statusAt('2000-01-01T00:00:00Z')).toBe('NOT_YET_RATED');
    expect(await statusAt('9999-12-31T23:59:59Z')).toBe('NOT_YET_RATED');
  });

  test('is refused for what cannot be taken back, each with its reason', async () => {
    const desk = shared();
    const { id } = await desk.write();
    const { update } = await desk.retract({ update: id });
    const end = await desk.end();
    const invalid = (message: string) => ({
      __typename: 'InvalidInputError',
      message: `update: ${message}`,
      issues: [{ path: ['update'], message }],
    });
    expect(await desk.retract({ update: id })).toEqual(
      invalid('Expected an entry that stands; this one is taken back already.'),
    );
    expect(await desk.retract({ update: update.id })).toEqual(
      invalid(
        'Expected an entry that rates a pledge; this one is a retraction, which cannot be taken back. Record the rating anew.',
      ),
    );
    const none = [
      '',
      'garbage',
      `${id}=`,
      globalId('PledgeUpdate', 'nothing'),
      globalId('PledgeUpdate', 'nul\0'),
      globalId('Pledge', bombardment),
      globalId('PledgeUpdate', `${unused()}`),
      '2',
      'x'.repeat(5000),
    ];
    for (const bad of none) {
      expect(await desk.retract({ update: bad })).toEqual({
        __typename: 'NotFoundError',
        path: ['update'],
        message: 'No entry of the pledge log has this ID. Take the `id` of a PledgeUpdate.',
      });
    }
    for (const [reason, length] of [
      ['', 'none that can be seen'],
      ['r'.repeat(2001), '2001'],
    ]) {
      expect(await desk.retract({ update: 'x', reason, idempotencyKey: '' })).toMatchObject({
        issues: [
          { path: ['reason'], message: `Expected 1 to 2000 characters, got ${length}.` },
          { path: ['idempotencyKey'], message: 'Expected 1 to 200 characters, got 0.' },
        ],
      });
    }
    expect(await desk.end()).toBe(end);
    expect(desk.reports).toEqual([]);
  });

  test('an entry many times at once takes it back once', async () => {
    const desk = shared();
    const { id, version } = await desk.write();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => desk.retract({ update: id })),
    );
    expect(outcomes.filter(({ created }) => created)).toHaveLength(1);
    expect(outcomes.filter(({ __typename }) => __typename === 'InvalidInputError')).toHaveLength(9);
    expect(await now(desk, bombardment)).toMatchObject({ version: version + 1 });
  });

  test('in the midst of others writes what each of them adds up to', async () => {
    const desk = shared();
    const pledge = ghouta;
    const first = await desk.write({ pledge, status: 'IN_PROGRESS' });
    const second = await desk.write({ pledge, status: 'STALLED' });
    // These share a commit.
    await Promise.all([
      desk.retract({ update: second.id }),
      desk.write({ pledge, status: 'BROKEN' }),
      desk.retract({ update: first.id }),
      desk.write({ pledge, status: 'KEPT' }),
    ]);
    const { pledge: found } = await desk.read(
      `query($slug: String!) { pledge(slug: $slug) {
        status updates(first: 100) { nodes { cursor kind previousStatus status retracts { cursor } } }
      } }`,
      { slug: pledge },
    );
    // They are written in the order in which they came to the log, whichever that was.
    const history: Entry[] = found.updates.nodes;
    history.forEach((entry, index) => {
      const known = history.slice(0, index + 1);
      const taken = new Set(known.map(({ retracts }) => retracts?.cursor));
      const standing = known.findLast(({ kind, cursor }) => kind === 'RATED' && !taken.has(cursor));
      expect(entry.status).toBe(standing?.status ?? 'NOT_YET_RATED');
      expect(entry.previousStatus).toBe(history[index - 1]?.status ?? 'NOT_YET_RATED');
    });
    expect(
      history
        .slice(-4)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['RATED', 'RATED', 'RETRACTED', 'RETRACTED']);
    expect(found.status).toMatch(/^(BROKEN|KEPT)$/);
  });

  test('is written on what was read, or not at all', async () => {
    const desk = shared();
    const { id, version } = await desk.write();
    expect(await desk.retract({ update: id, expectedVersion: version - 1 })).toEqual({
      __typename: 'VersionConflictError',
      message: `Expected the pledge at version ${version - 1}, it is at ${version}. Read what was recorded meanwhile, and decide anew.`,
      expectedVersion: version - 1,
      actualVersion: version,
    });
    const { update } = await desk.retract({ update: id, expectedVersion: version });
    expect(update.version).toBe(version + 1);
  });

  test('moves the pledge to the front of those with the newest entries', async () => {
    const desk = shared();
    const newest = async () =>
      (await desk.read('{ pledges(orderBy: UPDATED_DESC) { nodes { slug } } }')).pledges.nodes
        .slice(0, 2)
        .map(({ slug }: { slug: string }) => slug);
    const { id } = await desk.write({ pledge: bombardment });
    await desk.write({ pledge: ghouta });
    expect(await newest()).toEqual([ghouta, bombardment]);
    await desk.retract({ update: id });
    expect(await newest()).toEqual([bombardment, ghouta]);
  });
});
