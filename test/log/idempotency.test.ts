/** Sending again: the same key from the same editor gives the same entry, whatever happened meanwhile. */
import { expect, test } from 'vitest';
import { emptyDatabase, emptyFolder, openAstana, openEmpty } from '../databases.ts';
import { tokenOf } from '../service.ts';
import {
  articleSource,
  bombardment,
  type Desk,
  deskAt,
  detainees,
  ghouta,
  onEachDesk,
  openDesks,
  unused,
} from './desk.ts';

const other = {
  __typename: 'InvalidInputError',
  issues: [
    {
      path: ['idempotencyKey'],
      message:
        'Expected a key that you have not used, or all that you sent with it before; this is other content. Take a new key for a new entry.',
    },
  ],
};

const digest = 'cd'.repeat(32);

onEachDesk('a key', (shared, kind) => {
  test('sent again with the same content gives the same entry, however it is written', async () => {
    const desk = shared();
    const citation = { source: articleSource, start: 2, end: 9, sha256: digest };
    const first = {
      idempotencyKey: unused(),
      locale: 'ar-SY',
      evidence: { citation },
      occurredOn: null,
    };
    const { created, update } = await desk.record(first);
    expect(created).toBe(true);
    const end = await desk.end();
    const again = [
      first,
      { ...first, occurredOn: undefined, supersededBy: null, expectedVersion: null },
      { ...first, locale: 'AR-sy' },
      { ...first, evidence: { citation: { ...citation, sha256: digest.toUpperCase() } } },
      Object.fromEntries(Object.entries(first).reverse()),
    ];
    for (const input of again) {
      expect(await desk.record(input)).toEqual({
        __typename: 'PledgeUpdateRecorded',
        created: false,
        update,
      });
    }
    expect(await desk.end()).toBe(end);
  });

  test('sent again with anything else is refused, and nothing is written', async () => {
    const desk = shared();
    const first = {
      idempotencyKey: unused(),
      pledge: ghouta,
      status: 'SUPERSEDED',
      supersededBy: bombardment,
    };
    const { update } = await desk.record(first);
    const end = await desk.end();
    const changes = [
      { pledge: detainees },
      { status: 'KEPT', supersededBy: null },
      { supersededBy: detainees },
      { rationale: 'It was reported. ' },
      { locale: 'ar' },
      { occurredOn: '2017-02-17' },
      { evidence: { url: 'https://example.org/report#2' } },
      { evidence: { citation: { source: articleSource, start: 2, end: 9, sha256: digest } } },
      { expectedVersion: 0 },
    ];
    for (const change of changes) {
      expect(await desk.record({ ...first, ...change })).toMatchObject(other);
    }
    // Nor does a retraction under it get through.
    const { idempotencyKey } = first;
    expect(await desk.retract({ update: update.id, idempotencyKey })).toMatchObject(other);
    expect(await desk.end()).toBe(end);
  });

  test('of a retraction is held to as well', async () => {
    const desk = shared();
    const { id } = await desk.write();
    const input = { update: id, idempotencyKey: unused() };
    const first = await desk.retract(input);
    expect(first.created).toBe(true);
    expect(await desk.retract({ ...input, expectedVersion: null })).toEqual({
      ...first,
      created: false,
    });
    expect(await desk.retract({ ...input, reason: 'Another.' })).toMatchObject(other);
    expect(await desk.record({ idempotencyKey: input.idempotencyKey })).toMatchObject(other);
  });

  test('still gives its entry when the pledge has moved on, and the entry was taken back', async () => {
    const desk = shared();
    const { version } = await desk.write();
    const input = { idempotencyKey: unused(), expectedVersion: version };
    const first = await desk.record(input);
    const { update } = await desk.retract({ update: first.update.id });
    expect(await desk.record(input)).toEqual({
      ...first,
      created: false,
      update: { ...first.update, retractedBy: { cursor: update.cursor } },
    });
  });

  test('that came to nothing is free again', async () => {
    const desk = shared();
    const idempotencyKey = unused();
    const refusals = [{ pledge: 'nothing' }, { rationale: '' }, { expectedVersion: -1 }];
    for (const refused of refusals) {
      const { __typename } = await desk.record({ idempotencyKey, ...refused });
      expect(__typename).toMatch(/Error$/);
    }
    expect((await desk.record({ idempotencyKey })).created).toBe(true);
  });

  test('belongs to its editor: another’s is another, and a new token is the same editor', async () => {
    const desk = shared();
    const input = { idempotencyKey: unused() };
    const mine = await desk.record(input);
    const night = await desk.record(input, await tokenOf('The night desk'));
    expect([night.created, night.update.recordedBy]).toEqual([true, 'The night desk']);
    expect(night.update.id).not.toBe(mine.update.id);
    const renewed = await desk.record(input, await tokenOf('The Astana desk'));
    expect(renewed).toEqual({ ...mine, created: false });
  });

  test('is another for each letter that differs', async () => {
    const desk = shared();
    const key = `k${unused()}`;
    const keys = [
      key,
      key.toUpperCase(),
      `${key} `,
      ` ${key}`,
      `${key}é`,
      `${key}e\u0301`,
      `${key}%`,
    ];
    const { length } = await desk.log();
    for (const idempotencyKey of keys) {
      expect((await desk.record({ idempotencyKey })).created).toBe(true);
    }
    for (const idempotencyKey of keys) {
      expect((await desk.record({ idempotencyKey })).created).toBe(false);
    }
    expect(await desk.log()).toHaveLength(length + keys.length);
  });

  test('that comes twenty times at the same moment makes one entry', async () => {
    await atOnce([shared()]);
  });

  test('that comes to two servers at the same moment, and to one that starts later, makes one entry', async () => {
    const location = await (kind === 'sqlite' ? emptyFolder() : emptyDatabase());
    const input = await atOnce(await openDesks(location, 2));
    // For ever: whoever opens the store later knows it too.
    const later = await deskAt(await openEmpty(location));
    expect((await later.record(input)).created).toBe(false);
    expect(await later.record({ ...input, rationale: 'Other.' })).toMatchObject(other);
  });
});

test('a key is known after a restart', async () => {
  const location = await emptyFolder();
  const before = await deskAt(await openAstana(location));
  const input = { idempotencyKey: unused() };
  const { update } = await before.record(input);
  await before.server.close();
  const after = await deskAt(await openEmpty(location));
  expect(await after.record(input)).toMatchObject({ created: false, update });
  expect(await after.log()).toHaveLength(2);
});

/** Twenty of the same from each desk, and one that differs: one entry, whoever comes first. */
async function atOnce(desks: readonly Desk[]): Promise<object> {
  const [first] = desks;
  if (!first) throw new Error('There is a desk.');
  const end = await first.end();
  const input = { idempotencyKey: unused() };
  const outcomes = await Promise.all(
    desks.flatMap((desk) => Array.from({ length: 20 }, () => desk.record(input))),
  );
  expect(outcomes.filter(({ created }) => created)).toHaveLength(1);
  expect(new Set(outcomes.map(({ update }) => update.id)).size).toBe(1);
  expect(await first.end()).toBe(end + 1);
  // Two contents under one key: one is written, and the other refused, each time it is sent.
  const key = unused();
  const rivals = await Promise.all(
    desks.flatMap((desk) =>
      ['one', 'two', 'one', 'two'].map((rationale) =>
        desk.record({ idempotencyKey: key, rationale }),
      ),
    ),
  );
  expect(rivals.filter(({ created }) => created)).toHaveLength(1);
  expect(rivals.filter(({ __typename }) => __typename === 'InvalidInputError')).toHaveLength(
    desks.length * 2,
  );
  expect(await first.end()).toBe(end + 2);
  return input;
}
