/** Pledges. */
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type * as set from '../record/set.ts';
import type {
  Attestation,
  PledgeRole,
  PledgeSchedule,
  PledgeStatus,
  SpeechAct,
} from '../record/terms.ts';
import { rowsByKey, rowsByParent } from './by-key.ts';
import { byColumn, byDay, type Listing, type SortKey } from './list.ts';
import { type Quote, readQuote } from './quotes.ts';
import { scheduleColumn } from './schedule.ts';
import { mentions } from './search.ts';
import type { Store } from './store.ts';
import type { PledgePartyTable, PledgeQuoteTable, PledgeTable, QuoteTable } from './tables.ts';
import { type DateRange, fromJson, isIn, isInAny, isWithin } from './values.ts';

export interface Pledge extends Omit<set.Pledge, 'parties' | 'quotes' | 'citations'> {
  type: 'Pledge';
  status: PledgeStatus;
  /** The day that the rating in force speaks of. */
  ratedOn: string | null;
  supersededBy: string | null;
  version: number;
}

export interface PledgeParty {
  party: string;
  role: PledgeRole;
}

type Slugs = readonly string[] | null | undefined;

export interface PledgeFilter {
  talks?: Slugs;
  process?: Slugs;
  maker?: Slugs;
  addressee?: Slugs;
  beneficiary?: Slugs;
  witness?: Slugs;
  act?: readonly SpeechAct[] | null | undefined;
  attestation?: readonly Attestation[] | null | undefined;
  status?: readonly PledgeStatus[] | null | undefined;
  schedule?: readonly PledgeSchedule[] | null | undefined;
  text?: string | null | undefined;
  madeOn?: DateRange | null | undefined;
  dueOn?: DateRange | null | undefined;
}

export type PledgeOrder = 'MADE_ON_ASC' | 'MADE_ON_DESC' | 'DUE_ON_ASC' | 'UPDATED_DESC' | 'SOURCE';

/** What a list belongs to: talks, or a party by its parts (any part where `roles` is null). */
export type PledgeParent = 'talks' | { roles: readonly PledgeRole[] | null };

export async function pledgesBySlug(
  store: Store,
  slugs: readonly string[],
): Promise<(Pledge | null)[]> {
  const rows = await rowsByKey<Selectable<PledgeTable>>(store, 'pledge', 'slug', slugs);
  return rows.map((row) => row && readPledge(row));
}

/** `today` is the day that `filter.schedule` speaks of. */
export function pledgeList(
  store: Store,
  filter: PledgeFilter,
  order: PledgeOrder,
  today: string,
  parent?: PledgeParent,
): Listing<Pledge> {
  return {
    order: `pledges ${order}`,
    columns: sql`pledge.*`,
    read: readPledge,
    from:
      typeof parent === 'object'
        ? sql`pledge_party as part join pledge on pledge.slug = part.pledge`
        : sql`pledge`,
    ...(parent && {
      parent: {
        column: parent === 'talks' ? sql`pledge.talks` : sql`part.party`,
        key: sql`pledge.slug`,
        rows: sql`pledge`,
      },
    }),
    where: [
      ...(typeof parent === 'object' ? onceForEachParty(store, parent.roles) : []),
      ...conditions(store, filter, today),
    ],
    sort: [...sortKeys[order], byColumn('pledge', 'slug', '')],
  };
}

const sortKeys: Record<PledgeOrder, readonly SortKey[]> = {
  MADE_ON_ASC: [byDay(sql`pledge.made_on`, false)],
  MADE_ON_DESC: [byDay(sql`pledge.made_on`, true)],
  DUE_ON_ASC: [byDay(sql`pledge.deadline_latest`, false)],
  UPDATED_DESC: [{ value: sql`coalesce(pledge.updated_place, 0)`, descending: true, like: 0 }],
  SOURCE: [byColumn('pledge', 'source', ''), byColumn('pledge', 'source_start', 0)],
};

/** A party may have several parts in one pledge, which is listed once all the same: by the first. */
function onceForEachParty(
  store: Store,
  roles: readonly PledgeRole[] | null,
): RawBuilder<SqlBool>[] {
  const ofRole = roles === null ? sql`` : sql`and ${isIn(store, sql`former.role`, roles)}`;
  return [
    ...(roles === null ? [] : [isIn(store, sql`part.role`, roles)]),
    sql<SqlBool>`not exists (
      select former.pledge from pledge_party as former
      where former.pledge = part.pledge and former.party = part.party
        and former.position < part.position ${ofRole}
    )`,
  ];
}

function conditions(store: Store, filter: PledgeFilter, today: string): RawBuilder<SqlBool>[] {
  const hasParty = (role: PledgeRole, slugs: Slugs) =>
    slugs == null
      ? []
      : [
          sql<SqlBool>`exists (
            select with_part.pledge from pledge_party as with_part
            where with_part.pledge = pledge.slug and with_part.role = ${role}
              and ${isIn(store, sql`with_part.party`, slugs)}
          )`,
        ];
  const inProcess =
    filter.process == null
      ? []
      : [
          sql<SqlBool>`pledge.talks in (
            select round.slug from talks as round
            where ${isIn(store, sql`round.process`, filter.process)}
          )`,
        ];
  return [
    ...isInAny(store, sql`pledge.talks`, filter.talks),
    ...inProcess,
    ...hasParty('MAKER', filter.maker),
    ...hasParty('ADDRESSEE', filter.addressee),
    ...hasParty('BENEFICIARY', filter.beneficiary),
    ...hasParty('WITNESS', filter.witness),
    ...isInAny(store, sql`pledge.act`, filter.act),
    ...isInAny(store, sql`pledge.attestation`, filter.attestation),
    ...isInAny(store, sql`pledge.status`, filter.status),
    ...(filter.schedule == null ? [] : [isIn(store, scheduleColumn(today), filter.schedule)]),
    ...(filter.text == null ? [] : [mentions(store, 'PLEDGE', sql`pledge.slug`, filter.text)]),
    ...isWithin(sql`pledge.made_on`, filter.madeOn),
    ...isWithin(sql`pledge.deadline_latest`, filter.dueOn),
  ];
}

/** Makers first, then by part in the order of the contract; within a part as the set has them. */
export async function pledgePartiesOf(
  store: Store,
  pledges: readonly string[],
): Promise<PledgeParty[][]> {
  const rows = await rowsByParent<PledgePartyTable>(
    store,
    {
      columns: sql`pledge_party.*`,
      from: sql`pledge_party`,
      parent: sql`pledge_party.pledge`,
      order: sql`pledge_party.pledge, pledge_party.position`,
    },
    pledges,
  );
  return rows.map((parties) => parties.map(({ party, role }) => ({ party, role })));
}

/** The quotations that carry each pledge, as the set has them. */
export async function quotesOfPledges(
  store: Store,
  pledges: readonly string[],
): Promise<Quote[][]> {
  const rows = await rowsByParent<QuoteTable>(
    store,
    {
      columns: sql`quote.*`,
      from: sql`pledge_quote join quote on quote.slug = pledge_quote.quote`,
      parent: sql`pledge_quote.pledge`,
      order: sql`pledge_quote.pledge, pledge_quote.position`,
    },
    pledges,
  );
  return rows.map((quotes) => quotes.map(readQuote));
}

/** The slugs of the same. */
export async function quoteSlugsOfPledges(
  store: Store,
  pledges: readonly string[],
): Promise<string[][]> {
  const rows = await rowsByParent<PledgeQuoteTable>(
    store,
    {
      columns: sql`pledge_quote.*`,
      from: sql`pledge_quote`,
      parent: sql`pledge_quote.pledge`,
      order: sql`pledge_quote.pledge, pledge_quote.position`,
    },
    pledges,
  );
  return rows.map((quotes) => quotes.map(({ quote }) => quote));
}

/** The pledges that each quotation carries, by slug. */
export async function pledgesOfQuotes(
  store: Store,
  quotes: readonly string[],
): Promise<Pledge[][]> {
  const rows = await rowsByParent<Selectable<PledgeTable>>(
    store,
    {
      columns: sql`pledge.*`,
      from: sql`pledge_quote join pledge on pledge.slug = pledge_quote.pledge`,
      parent: sql`pledge_quote.quote`,
      order: sql`pledge_quote.quote, pledge.slug`,
    },
    quotes,
  );
  return rows.map((pledges) => pledges.map(readPledge));
}

export function readPledge(row: Selectable<PledgeTable>): Pledge {
  return {
    type: 'Pledge',
    slug: row.slug,
    summary: fromJson(row.summary_json),
    act: row.act,
    talks: row.talks,
    madeAt: row.made_at,
    madeOn: row.made_on,
    reportedBy: fromJson(row.reported_by_json),
    attestation: row.attestation,
    deadline: readDeadline(row),
    status: row.status,
    ratedOn: row.rated_on,
    supersededBy: row.superseded_by,
    version: row.version,
  };
}

function readDeadline(row: Selectable<PledgeTable>): set.Deadline | null {
  if (row.deadline_phrase === null || row.deadline_locale === null) return null;
  return {
    phrase: row.deadline_phrase,
    locale: row.deadline_locale,
    immediate: row.deadline_immediate === 1,
    earliest: row.deadline_earliest,
    latest: row.deadline_latest,
  };
}
