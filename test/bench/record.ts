/** The record that everything is measured on: made up, the same in every run, and fit for long answers. */
import type { Pledge, Quote, RecordSet, Update } from '../../src/record/set.ts';
import { importSet } from '../../src/store/import.ts';
import { openStore, type StoreLocation } from '../../src/store/open.ts';
import { syntheticSet } from '../synthetic.ts';

/** Each pledge has so many entries in its history. */
const updatesOfPledge = 2;

const sentence =
  'The sides will go on with what they began, under the eyes of those who stand behind them.';

const ratings = ['IN_PROGRESS', 'PARTIALLY_KEPT', 'KEPT', 'STALLED', 'BROKEN'] as const;

/** So many talks, with quotations of a usual length, pledges with days, and a history for each. */
export function benchSet(talks: number): RecordSet {
  const set = syntheticSet({ talks });
  const days = new Map(set.talks.map(({ slug, startsOn }) => [slug, startsOn]));
  const pledges = set.pledges.map((pledge, index): Pledge => {
    const madeOn = days.get(pledge.talks) ?? null;
    const deadline =
      index % 2 === 0
        ? null
        : {
            phrase: 'within the month',
            locale: 'en',
            immediate: false,
            earliest: null,
            latest: madeOn,
          };
    return { ...pledge, madeOn, deadline };
  });
  return {
    ...set,
    quotes: set.quotes.map((quote): Quote => ({ ...quote, text: `${quote.text}. ${sentence}` })),
    pledges,
    updates: pledges.flatMap(historyOf),
  };
}

function historyOf({ slug }: Pledge, index: number): Update[] {
  return Array.from({ length: updatesOfPledge }, (_, n) => ({
    key: `${slug}-${n}`,
    pledge: slug,
    status: ratings[(index + n) % ratings.length] ?? 'KEPT',
    rationale: `Number ${n} of ${slug}: ${sentence}`,
    locale: 'en',
    occurredOn: null,
    supersededBy: null,
    citations: [],
    url: `https://example.org/${slug}/${n}`,
    recordedAt: new Date(Date.UTC(2020, 0, 1) + index * 10_000 + n).toISOString(),
    recordedBy: 'A desk',
  }));
}

/** Fills an empty store. */
export async function fillStore(location: StoreLocation, set: RecordSet): Promise<void> {
  const store = await openStore(location);
  try {
    await importSet(store, set);
  } finally {
    await store.close();
  }
}
