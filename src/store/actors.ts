/** Parties and people. */
import { sql } from 'kysely';
import type { Localised, Name } from '../record/set.ts';
import type { PartyKind } from '../record/terms.ts';
import { rowsByKey } from './by-key.ts';
import { byColumn, type Listing } from './list.ts';
import type { Store } from './store.ts';
import type { ActorTable } from './tables.ts';
import { fromJson, isIn, isInAny } from './values.ts';

export interface Party {
  type: 'Party';
  slug: string;
  kind: PartyKind;
  /** The preferred of its names, by language. */
  name: Localised;
  names: readonly Name[];
}

export interface Person {
  type: 'Person';
  slug: string;
  /** The preferred of their names, by language. */
  name: Localised;
  names: readonly Name[];
}

export type Actor = Party | Person;

export interface PartyFilter {
  kind?: readonly PartyKind[] | null | undefined;
}

export interface PersonFilter {
  party?: readonly string[] | null | undefined;
}

export async function actorsBySlug(
  store: Store,
  slugs: readonly string[],
): Promise<(Actor | null)[]> {
  const rows = await rowsByKey<ActorTable>(store, 'actor', 'slug', slugs);
  return rows.map((row) => row && readActor(row));
}

export function partyList(store: Store, filter: PartyFilter): Listing<Party> {
  return {
    order: 'parties',
    columns: sql`actor.*`,
    read: readParty,
    from: sql`actor`,
    where: [sql`actor.type = 'Party'`, ...isInAny(store, sql`actor.kind`, filter.kind)],
    sort: [byColumn('actor', 'slug', '')],
  };
}

export function personList(store: Store, filter: PersonFilter): Listing<Person> {
  const seated =
    filter.party == null
      ? []
      : [
          sql<boolean>`exists (
            select from_seat.person from seat as from_seat
            join delegation as from_delegation on from_delegation.key = from_seat.delegation
            where from_seat.person = actor.slug
              and ${isIn(store, sql`from_delegation.party`, filter.party)}
          )`,
        ];
  return {
    order: 'people',
    columns: sql`actor.*`,
    read: readPerson,
    from: sql`actor`,
    where: [sql`actor.type = 'Person'`, ...seated],
    sort: [byColumn('actor', 'slug', '')],
  };
}

function readActor(row: ActorTable): Actor {
  return row.type === 'Party' ? readParty(row) : readPerson(row);
}

function readParty(row: ActorTable): Party {
  if (row.kind === null)
    throw new Error(`The party ${row.slug} has no kind: intake lets none through.`);
  return { type: 'Party', slug: row.slug, kind: row.kind, ...readNames(row) };
}

function readPerson(row: ActorTable): Person {
  return { type: 'Person', slug: row.slug, ...readNames(row) };
}

function readNames(row: ActorTable): Pick<Actor, 'name' | 'names'> {
  const names: Name[] = fromJson(row.names_json);
  const preferred = names.filter((name) => name.preferred);
  return { name: Object.fromEntries(preferred.map((name) => [name.locale, name.value])), names };
}
