/** The log as a server has it, and what must hold for it. */
import { expect } from 'vitest';
import { createPoster } from './posting.ts';
import { type Heard, heardFields } from './subscriber.ts';
import type { Acknowledged } from './writer.ts';

const replayOperation = `query Replay($after: String!) {
  pledgeUpdates(first: 100, after: $after) { nodes { ${heardFields} } }
}`;

/** Every entry, read by pages. */
export async function wholeLog(origin: string): Promise<Heard[]> {
  const poster = createPoster();
  const whole: Heard[] = [];
  try {
    for (;;) {
      const variables = { after: whole.at(-1)?.cursor ?? '0' };
      const { data } = await poster.post(origin, { query: replayOperation, variables });
      const nodes: Heard[] = data.pledgeUpdates.nodes;
      if (nodes.length === 0) return whole;
      whole.push(...nodes);
    }
  } finally {
    poster.close();
  }
}

/** The newest place in the log, as each server tells it. */
export async function placesOf(origins: readonly string[]): Promise<number[]> {
  const poster = createPoster();
  const query = '{ record { cursor } }';
  const answers = await Promise.all(origins.map((origin) => poster.post(origin, { query })));
  poster.close();
  return answers.map(({ data }) => Number(data.record.cursor));
}

/** The log goes up to its end with no gap, and holds each acknowledged entry once, where it was said to be. */
export function expectWhole(
  whole: readonly Heard[],
  end: number,
  acknowledged: readonly Acknowledged[],
): void {
  expect(whole.map(({ cursor }) => cursor)).toEqual(
    Array.from({ length: end }, (_, index) => String(index + 1)),
  );
  const cursors = new Map(acknowledged.map(({ key, cursor }) => [key, cursor]));
  const expected = acknowledged.map(({ cursor, version, words, pledge, retracts }) => ({
    cursor,
    version,
    rationale: words,
    pledge: { slug: pledge },
    retracts: retracts && { cursor: cursors.get(retracts.key) },
  }));
  const found = acknowledged.map(({ cursor }) => {
    const { version, rationale, pledge, retracts } = whole[Number(cursor) - 1] ?? {};
    return { cursor, version, rationale, pledge, retracts };
  });
  expect(found).toEqual(expected);
  expect(new Set(whole.map(({ rationale }) => rationale)).size).toBe(end);
  for (const history of Map.groupBy(whole, ({ pledge }) => pledge.slug).values()) {
    expectHistory(history);
  }
}

/** A pledge's entries count on from one, each from the status that those before it come to. */
function expectHistory(history: readonly Heard[]): void {
  const back = new Set<string>();
  const standing: Heard[] = [];
  const status = () =>
    standing.findLast(({ cursor }) => !back.has(cursor))?.status ?? 'NOT_YET_RATED';
  history.forEach((entry, index) => {
    expect(entry.version).toBe(index + 1);
    expect(entry.previousStatus).toBe(status());
    if (entry.retracts) back.add(entry.retracts.cursor);
    else standing.push(entry);
    expect(entry.status).toBe(status());
  });
}
