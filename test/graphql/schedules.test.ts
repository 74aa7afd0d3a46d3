/** Where a pledge stands against its deadline: as a field and as a filter, on any day, one rule. */
import { expect, test } from 'vitest';
import type { Deadline, Rated, RecordSet } from '../../src/record/set.ts';
import { type PledgeSchedule, pledgeSchedules, pledgeStatuses } from '../../src/record/terms.ts';
import { pagesOf } from '../../src/store/pages.ts';
import { pledgeList } from '../../src/store/pledges.ts';
import type { Service } from '../service.ts';
import { madeUp } from './made-up.ts';
import { due, pledge, rated } from './made-up-parts.ts';
import { onSharedRecord } from './shared-record.ts';

const lastDay = '2020-06-15';
const days = ['2020-06-14', lastDay, '2020-06-16'];

const deadlines = {
  none: null,
  undated: due(null),
  'at-once': due(null, { immediate: true }),
  begins: due(null, { earliest: lastDay }),
  dated: due(lastDay),
  span: due(lastDay, { earliest: '2020-06-01', immediate: true }),
};

/** On which day a rating is recorded, and says that it happened. */
const ratings = {
  before: { recordedOn: days[0] ?? '', occurredOn: null },
  'on-the-day': { recordedOn: lastDay, occurredOn: null },
  after: { recordedOn: days[2] ?? '', occurredOn: null },
  'in-time-and-told-late': { recordedOn: '2021-01-01', occurredOn: lastDay },
  'late-and-told-later': { recordedOn: '2021-01-01', occurredOn: days[2] ?? '' },
};

interface Case {
  slug: string;
  deadline: Deadline | null;
  update: Rated | null;
}

/** A pledge for each deadline, status and day of the rating. */
const cases = Object.entries(deadlines).flatMap(([kind, deadline]) =>
  pledgeStatuses.flatMap((status): Case[] => {
    const slug = `${kind}-${status.toLowerCase().replaceAll('_', '-')}`;
    if (status === 'NOT_YET_RATED') return [{ slug, deadline, update: null }];
    return Object.entries(ratings).map(([when, { recordedOn, occurredOn }]) => {
      const one = `${slug}-${when}`;
      const supersededBy = status === 'SUPERSEDED' ? 'none-not-yet-rated' : null;
      return {
        slug: one,
        deadline,
        update: rated(`u-${one}`, one, recordedOn, status, { occurredOn, supersededBy }),
      };
    });
  }),
);

const set: RecordSet = {
  ...madeUp,
  pledges: cases.map(({ slug, deadline }) => pledge(slug, { deadline })),
  updates: cases.flatMap(({ update }) => (update ? [update] : [])),
};

onSharedRecord('a schedule', set, (shared) => {
  test('is the same as a field and as a filter, for every pledge and day', async () => {
    const service = shared();
    expect(cases.length).toBe(6 * (1 + 9 * 5));
    for (const day of days) {
      const fields = await schedulesOn(service, day);
      expect(await filteredOn(service, day), day).toEqual(fields);
    }
    // And, by way of the service, today.
    const today = await schedulesOn(service, null);
    for (const schedule of pledgeSchedules) {
      const found = await slugsOf(service, `filter: { schedule: [${schedule}] }`);
      expect(found.map(({ slug }) => slug)).toEqual(
        Object.keys(today).filter((slug) => today[slug] === schedule),
      );
    }
  });

  test('is by the rule of the contract, in each of its values', async () => {
    const service = shared();
    const [before, on, after] = [
      await schedulesOn(service, '2020-06-14'),
      await schedulesOn(service, lastDay),
      await schedulesOn(service, '2020-06-16'),
    ];
    const expected: Record<string, [PledgeSchedule, PledgeSchedule, PledgeSchedule]> = {
      'none-not-yet-rated': ['NO_DEADLINE', 'NO_DEADLINE', 'NO_DEADLINE'],
      'none-kept-after': ['NO_DEADLINE', 'NO_DEADLINE', 'NO_DEADLINE'],
      'none-broken-before': ['NO_DEADLINE', 'NO_DEADLINE', 'NO_DEADLINE'],
      'undated-not-yet-rated': ['UNDATED', 'UNDATED', 'UNDATED'],
      'undated-kept-before': ['UNDATED', 'UNDATED', 'UNDATED'],
      'undated-broken-before': ['CLOSED', 'CLOSED', 'CLOSED'],
      'at-once-stalled-after': ['UNDATED', 'UNDATED', 'UNDATED'],
      'begins-in-progress-after': ['UNDATED', 'UNDATED', 'UNDATED'],
      'begins-declined-after': ['CLOSED', 'CLOSED', 'CLOSED'],
      'dated-not-yet-rated': ['PENDING', 'PENDING', 'LAPSED'],
      'dated-in-progress-before': ['PENDING', 'PENDING', 'OVERDUE'],
      'dated-stalled-after': ['PENDING', 'PENDING', 'OVERDUE'],
      'dated-partially-kept-on-the-day': ['PENDING', 'PENDING', 'OVERDUE'],
      'dated-kept-before': ['MET', 'MET', 'MET'],
      'dated-kept-on-the-day': ['MET', 'MET', 'MET'],
      'dated-kept-after': ['MET_LATE', 'MET_LATE', 'MET_LATE'],
      'dated-kept-in-time-and-told-late': ['MET', 'MET', 'MET'],
      'dated-kept-late-and-told-later': ['MET_LATE', 'MET_LATE', 'MET_LATE'],
      'dated-broken-after': ['CLOSED', 'CLOSED', 'CLOSED'],
      'dated-declined-before': ['CLOSED', 'CLOSED', 'CLOSED'],
      'dated-withdrawn-before': ['CLOSED', 'CLOSED', 'CLOSED'],
      'dated-superseded-before': ['CLOSED', 'CLOSED', 'CLOSED'],
      'dated-unverifiable-after': ['CLOSED', 'CLOSED', 'CLOSED'],
      'span-not-yet-rated': ['PENDING', 'PENDING', 'LAPSED'],
    };
    expect(
      Object.fromEntries(
        Object.keys(expected).map((slug) => [slug, [before[slug], on[slug], after[slug]]]),
      ),
    ).toEqual(expected);
    expect(new Set(Object.values(expected).flat())).toEqual(new Set(pledgeSchedules));
  });
});

/** What the field says of each pledge, by slug. */
async function schedulesOn(service: Service, on: string | null): Promise<Record<string, string>> {
  const found = await slugsOf(service, '', on);
  return Object.fromEntries(found.map(({ slug, schedule }) => [slug, schedule]));
}

/** All pledges of a list, page by page. */
async function slugsOf(
  { read }: Service,
  filter: string,
  on: string | null = null,
): Promise<{ slug: string; schedule: string }[]> {
  const found: { slug: string; schedule: string }[] = [];
  let after: string | null = null;
  do {
    const query = `query ($after: String, $on: Date) {
      pledges(first: 100, after: $after ${filter}) {
        nodes { slug schedule(on: $on) }
        pageInfo { hasNextPage endCursor }
      }
    }`;
    const { pledges } = await read(query, { after, on });
    found.push(...pledges.nodes);
    after = pledges.pageInfo.hasNextPage ? pledges.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

/** Which filter finds each pledge on that day, by slug. */
async function filteredOn({ store }: Service, day: string): Promise<Record<string, string>> {
  const window = { size: 1000, fromEnd: false, after: null, before: null };
  const found: Record<string, string> = {};
  for (const schedule of pledgeSchedules) {
    const listing = pledgeList(store, { schedule: [schedule] }, 'MADE_ON_DESC', day);
    const [page] = await pagesOf(store, listing, window, null);
    for (const { slug } of page?.rows ?? []) {
      // A pledge that two filters find would be named by both.
      found[slug] = [found[slug], schedule].filter(Boolean).join(' and ');
    }
  }
  return found;
}
