/** The record that everything is measured on: made up, the same in every run, and fit for long answers. */
import type { Pledge, Quote, RecordSet, Update } from '../../src/record/set.ts';
import { importSet } from '../../src/store/import.ts';
import { openStore, type StoreLocation } from '../../src/store/open.ts';
import { syntheticSet } from '../synthetic.ts';

const sentence =
  'The sides will go on with what they began, under the eyes of those who stand behind them.';

const deadline = { phrase: 'within the month', locale: 'en', immediate: false, earliest: null };

const ratings = ['IN_PROGRESS', 'PARTIALLY_KEPT', 'KEPT', 'STALLED', 'BROKEN'] as const;

/** What there is of each set of talks; the rest is alike in all records. */
export interface TalksSize {
  delegations: number;
  quotes: number;
  pledges: number;
  /** Of each pledge. */
  updates: number;
}

export const usualTalks: TalksSize = { delegations: 2, quotes: 4, pledges: 2, updates: 2 };

/** So little that a hundred thousand of them are made in a minute. */
export const smallTalks: TalksSize = { delegations: 1, quotes: 1, pledges: 1, updates: 0 };

/** So many talks, with quotations of a usual length, pledges with days, and a history for each. */
export function benchSet(talks: number, { updates, ...size }: TalksSize = usualTalks): RecordSet {
  const set = syntheticSet({ talks, ...size });
  const days = new Map(set.talks.map(({ slug, startsOn }) => [slug, startsOn]));
  const pledges = set.pledges.map((pledge, index): Pledge => {
    const madeOn = days.get(pledge.talks) ?? null;
    return {
      ...pledge,
      madeOn,
      deadline: index % 2 === 0 ? null : { ...deadline, latest: madeOn },
    };
  });
  return {
    ...set,
    quotes: set.quotes.map((quote): Quote => ({ ...quote, text: `${quote.text}. ${sentence}` })),
    pledges,
    updates: pledges.flatMap((pledge, index) => historyOf(pledge, index, updates)),
  };
}

/** Slugs of so many pledges, from all over a record. */
export function pledgeSlugs({ pledges }: RecordSet, count: number): string[] {
  const step = Math.max(1, Math.floor(pledges.length / count));
  return pledges.filter((_, index) => index % step === 0).map(({ slug }) => slug);
}

function historyOf({ slug }: Pledge, index: number, length: number): Update[] {
  return Array.from({ length }, (_, n) => ({
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
    await importSet(store, [set]);
  } finally {
    await store.close();
  }
}
