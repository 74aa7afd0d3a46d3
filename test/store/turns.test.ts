/** Statements of the embedded store, and whoever else wants the process. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { emptyFolder, openEmpty } from '../databases.ts';

/** Takes some tens of milliseconds. */
const long = sql<{ n: number }>`
  with recursive counted (n) as (select 1 union all select n + 1 from counted where n < 200000)
  select count(*) as n from counted
`;
const short = sql<{ n: number }>`select 1 as n`;

test('others have their turn between long statements, and statements keep their order', async () => {
  const { db } = await openEmpty(await emptyFolder());
  const ended: number[] = [];
  const all = Promise.all(
    Array.from({ length: 12 }, (_, at) => long.execute(db).then(() => ended.push(at))),
  );
  const endedByTurn: number[] = [];
  while (ended.length < 12) {
    await nextTurn();
    endedByTurn.push(ended.length);
  }
  await all;
  expect(ended).toEqual(ended.toSorted((one, other) => one - other));
  const most = endedByTurn.map((count, turn) => count - (endedByTurn[turn - 1] ?? 0));
  expect(Math.max(...most)).toBeLessThanOrEqual(2);
});

test('a statement that fails holds up none of those that wait', async () => {
  const { db } = await openEmpty(await emptyFolder());
  const nothing = sql`select * from nowhere`;
  const asked = [long, nothing, long, nothing, short].map((each) => each.execute(db));
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
});
