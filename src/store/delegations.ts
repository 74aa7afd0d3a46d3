/** Delegations and their seats. */
import { sql } from 'kysely';
import type * as set from '../record/set.ts';
import { rowsByKey, rowsByParent } from './by-key.ts';
import { byColumn, byDay, type Listing } from './list.ts';
import type { Store } from './store.ts';
import type { DelegationTable, SeatTable } from './tables.ts';
import { fromJson, fromJsonOrNull, isInAny } from './values.ts';

export interface Delegation extends Omit<set.Delegation, 'seats' | 'citations'> {
  type: 'Delegation';
  key: string;
}

/** `key` is `talks/party/position`, for its citations. */
export interface Seat extends Omit<set.Seat, 'citations'> {
  key: string;
  delegation: string;
}

export interface DelegationFilter {
  talks?: readonly string[] | null | undefined;
  party?: readonly string[] | null | undefined;
}

/** Names one party at one set of talks: a delegation or a sponsor. */
export function presenceKey(talks: string, party: string): string {
  return `${talks}/${party}`;
}

export async function delegationsByKey(
  store: Store,
  keys: readonly string[],
): Promise<(Delegation | null)[]> {
  const rows = await rowsByKey<DelegationTable>(store, 'delegation', 'key', keys);
  return rows.map((row) => row && readDelegation(row));
}

/** By the party's slug. */
export async function delegationsOf(
  store: Store,
  talks: readonly string[],
): Promise<Delegation[][]> {
  const rows = await rowsByParent<DelegationTable>(
    store,
    {
      columns: sql`delegation.*`,
      from: sql`delegation`,
      parent: sql`delegation.talks`,
      order: sql`delegation.talks, delegation.party`,
    },
    talks,
  );
  return rows.map((delegations) => delegations.map(readDelegation));
}

/** Newest talks first. */
export function delegationList(
  store: Store,
  filter: DelegationFilter,
  parent?: 'party',
): Listing<Delegation> {
  const rows = sql`delegation join talks on talks.slug = delegation.talks`;
  return {
    order: 'delegations',
    columns: sql`delegation.*`,
    read: readDelegation,
    from: rows,
    ...(parent && {
      parent: { column: sql<string>`delegation.party`, key: sql`delegation.key`, rows },
    }),
    where: [
      ...isInAny(store, sql`delegation.talks`, filter.talks),
      ...isInAny(store, sql`delegation.party`, filter.party),
    ],
    sort: [
      byDay(sql`talks.starts_on`, true),
      byColumn('delegation', 'talks', ''),
      byColumn('delegation', 'party', ''),
    ],
  };
}

/** In the order of the source. */
export async function seatsOfDelegations(
  store: Store,
  delegations: readonly string[],
): Promise<Seat[][]> {
  const rows = await rowsByParent<SeatTable>(
    store,
    {
      columns: sql`seat.*`,
      from: sql`seat`,
      parent: sql`seat.delegation`,
      order: sql`seat.delegation, seat.position`,
    },
    delegations,
  );
  return rows.map((seats) => seats.map(readSeat));
}

/** Newest talks first. */
export async function seatsOfPeople(store: Store, people: readonly string[]): Promise<Seat[][]> {
  const rows = await rowsByParent<SeatTable>(
    store,
    {
      columns: sql`seat.*`,
      from: sql`seat
        join delegation on delegation.key = seat.delegation
        join talks on talks.slug = delegation.talks`,
      parent: sql`seat.person`,
      order: sql`coalesce(talks.starts_on, '') desc, talks.slug, delegation.party, seat.position`,
    },
    people,
  );
  return rows.map((seats) => seats.map(readSeat));
}

export function readDelegation(row: DelegationTable): Delegation {
  return {
    type: 'Delegation',
    key: row.key,
    talks: row.talks,
    party: row.party,
    name: fromJson(row.name_json),
  };
}

function readSeat(row: SeatTable): Seat {
  return {
    key: `${row.delegation}/${row.position}`,
    delegation: row.delegation,
    person: row.person,
    role: row.role,
    title: fromJsonOrNull(row.title_json),
  };
}
