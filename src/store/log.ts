/** The pledge log, read. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PledgeStatus, PledgeUpdateKind } from '../record/terms.ts';
import { rowsByKey, rowsByParent } from './by-key.ts';
import { placeCursors } from './cursor.ts';
import { byColumn, every, type Listing } from './list.ts';
import type { Store } from './store.ts';
import type { PledgeUpdateTable } from './tables.ts';
import { isIn, isInAny, isInNumbers } from './values.ts';

/** One entry; `place` is its place in the log, from 1, in the order of the commits. */
export interface PledgeUpdate {
  type: 'PledgeUpdate';
  place: number;
  key: string;
  kind: PledgeUpdateKind;
  pledge: string;
  version: number;
  previousStatus: PledgeStatus;
  status: PledgeStatus;
  rationale: string;
  locale: string;
  occurredOn: string | null;
  recordedAt: string;
  recordedBy: string;
  url: string | null;
  supersededBy: string | null;
  retracts: number | null;
}

export async function updatesByKey(
  store: Store,
  keys: readonly string[],
): Promise<(PledgeUpdate | null)[]> {
  const rows = await rowsByKey<PledgeUpdateTable>(store, 'pledge_update', 'key', keys);
  return rows.map((row) => row && readUpdate(row));
}

/** The entries in these places. */
export async function updatesByPlace(
  store: Store,
  places: readonly number[],
): Promise<(PledgeUpdate | null)[]> {
  return updatesWhere(store, 'place', places);
}

/** For each place the entry that took the one in it back; null where it stands. */
export async function retractionsOf(
  store: Store,
  places: readonly number[],
): Promise<(PledgeUpdate | null)[]> {
  return updatesWhere(store, 'retracts', places);
}

async function updatesWhere(
  store: Store,
  column: 'place' | 'retracts',
  places: readonly number[],
): Promise<(PledgeUpdate | null)[]> {
  const { rows } = await sql<PledgeUpdateTable>`
    select * from pledge_update
    where ${isInNumbers(store, sql.ref(column), places)}
  `.execute(store.db, store.breaking);
  const byPlace = new Map(rows.map((row) => [row[column], readUpdate(row)]));
  return places.map((place) => byPlace.get(place) ?? null);
}

/** Each pledge's whole history, oldest first. */
export async function historiesOf(
  store: Store,
  pledges: readonly string[],
): Promise<PledgeUpdate[][]> {
  const rows = await rowsByParent<PledgeUpdateTable>(
    store,
    {
      columns: sql`pledge_update.*`,
      from: sql`pledge_update`,
      parent: sql`pledge_update.pledge`,
      order: sql`pledge_update.place`,
    },
    pledges,
  );
  return rows.map((updates) => updates.map(readUpdate));
}

export interface PledgeUpdateFilter {
  pledge?: readonly string[] | null | undefined;
  talks?: readonly string[] | null | undefined;
  maker?: readonly string[] | null | undefined;
  status?: readonly PledgeStatus[] | null | undefined;
}

/** The log in its order: the whole of it, or each pledge's own history. */
export function updateList(
  store: Store,
  filter: PledgeUpdateFilter,
  parent?: 'pledge',
): Listing<PledgeUpdate> {
  return {
    order: 'log',
    columns: sql`pledge_update.*`,
    read: readUpdate,
    from: sql`pledge_update`,
    ...(parent && {
      parent: {
        column: sql<string>`pledge_update.pledge`,
        key: sql`pledge_update.place`,
        rows: sql`pledge_update`,
      },
    }),
    where: conditions(store, filter),
    sort: [byColumn('pledge_update', 'place', 0)],
    cursors: placeCursors,
  };
}

/** The entries behind one place, up to another and at most `limit`, in the order of the log. */
export async function updatesBetween(
  store: Store,
  filter: PledgeUpdateFilter,
  after: number,
  upTo: number,
  limit: number,
): Promise<PledgeUpdate[]> {
  const { rows } = await sql<PledgeUpdateTable>`
    select pledge_update.* from pledge_update
    where place > ${after} and place <= ${upTo} and ${every(conditions(store, filter))}
    order by place limit ${limit}
  `.execute(store.db, store.breaking);
  return rows.map(readUpdate);
}

function conditions(store: Store, filter: PledgeUpdateFilter): RawBuilder<SqlBool>[] {
  return [
    ...isInAny(store, sql`pledge_update.pledge`, filter.pledge),
    ...(filter.talks == null
      ? []
      : [
          sql<SqlBool>`pledge_update.pledge in (
            select told.slug from pledge as told where ${isIn(store, sql`told.talks`, filter.talks)}
          )`,
        ]),
    ...(filter.maker == null
      ? []
      : [
          sql<SqlBool>`pledge_update.pledge in (
            select part.pledge from pledge_party as part
            where part.role = 'MAKER' and ${isIn(store, sql`part.party`, filter.maker)}
          )`,
        ]),
    ...(filter.status == null ? [] : [isOfStatus(store, filter.status)]),
  ];
}

/** Of the status before or after; and who heard an entry hears of its retraction too. */
function isOfStatus(store: Store, statuses: readonly PledgeStatus[]): RawBuilder<SqlBool> {
  const either = (entry: string) => sql<SqlBool>`(
    ${isIn(store, sql.ref(`${entry}.previous_status`), statuses)}
    or ${isIn(store, sql.ref(`${entry}.status`), statuses)}
  )`;
  return sql<SqlBool>`(${either('pledge_update')} or exists (
    select taken.place from pledge_update as taken
    where taken.place = pledge_update.retracts and ${either('taken')}
  ))`;
}

function readUpdate(row: PledgeUpdateTable): PledgeUpdate {
  return {
    type: 'PledgeUpdate',
    place: row.place,
    key: row.key,
    kind: row.kind,
    pledge: row.pledge,
    version: row.version,
    previousStatus: row.previous_status,
    status: row.status,
    rationale: row.rationale,
    locale: row.locale,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    url: row.url,
    supersededBy: row.superseded_by,
    retracts: row.retracts,
  };
}
