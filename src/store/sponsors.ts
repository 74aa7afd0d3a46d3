/** Sponsors. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type * as set from '../record/set.ts';
import type { SponsorRole } from '../record/terms.ts';
import { rowsByKey, rowsByParent } from './by-key.ts';
import { byColumn, byDay, type Listing } from './list.ts';
import type { Store } from './store.ts';
import type { SponsorTable } from './tables.ts';
import { fromJson, isInAny } from './values.ts';

export interface Sponsor extends Omit<set.Sponsor, 'citations'> {
  type: 'Sponsor';
  key: string;
}

export interface SponsorFilter {
  talks?: readonly string[] | null | undefined;
  party?: readonly string[] | null | undefined;
  role?: readonly SponsorRole[] | null | undefined;
}

export async function sponsorsByKey(
  store: Store,
  keys: readonly string[],
): Promise<(Sponsor | null)[]> {
  const rows = await rowsByKey<SponsorTable>(store, 'sponsor', 'key', keys);
  return rows.map((row) => row && readSponsor(row));
}

/** By the party's slug. */
export async function sponsorsOf(store: Store, talks: readonly string[]): Promise<Sponsor[][]> {
  const rows = await rowsByParent<SponsorTable>(
    store,
    {
      columns: sql`sponsor.*`,
      from: sql`sponsor`,
      parent: sql`sponsor.talks`,
      order: sql`sponsor.talks, sponsor.party`,
    },
    talks,
  );
  return rows.map((sponsors) => sponsors.map(readSponsor));
}

/** Newest talks first. */
export function sponsorList(
  store: Store,
  filter: SponsorFilter,
  parent?: 'party',
): Listing<Sponsor> {
  const rows = sql`sponsor join talks on talks.slug = sponsor.talks`;
  return {
    order: 'sponsors',
    columns: sql`sponsor.*`,
    read: readSponsor,
    from: rows,
    ...(parent && {
      parent: { column: sql<string>`sponsor.party`, key: sql`sponsor.key`, rows },
    }),
    where: [
      ...isInAny(store, sql`sponsor.talks`, filter.talks),
      ...isInAny(store, sql`sponsor.party`, filter.party),
      ...hasRole(filter.role),
    ],
    sort: [
      byDay(sql`talks.starts_on`, true),
      byColumn('sponsor', 'talks', ''),
      byColumn('sponsor', 'party', ''),
    ],
  };
}

/** Roles are a closed vocabulary of capitals and low lines, so their quoted names cannot be mistaken. */
function hasRole(roles: readonly SponsorRole[] | null | undefined): RawBuilder<SqlBool>[] {
  if (roles == null) return [];
  const any = roles.map((role) => sql<SqlBool>`sponsor.roles_json like ${`%"${role}"%`}`);
  return [any.length === 0 ? sql`1 = 0` : sql`(${sql.join(any, sql` or `)})`];
}

export function readSponsor(row: SponsorTable): Sponsor {
  return {
    type: 'Sponsor',
    key: row.key,
    talks: row.talks,
    party: row.party,
    roles: fromJson(row.roles_json),
    alliedWith: fromJson(row.allied_with_json),
  };
}
