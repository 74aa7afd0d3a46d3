/** People and parties share their slugs: which are which, in a set and on record together. */
import { sql, type Transaction } from 'kysely';
import type * as set from '../record/set.ts';
import { type Store, StoreError } from './store.ts';
import type { Tables } from './tables.ts';
import { isIn } from './values.ts';

/**
 * The slugs of speakers that are parties, of this part of a set or on record. Throws a StoreError
 * where it has a party by a slug that on record is a person's, or the other way round.
 */
export async function partiesAmong(
  store: Store,
  db: Transaction<Tables>,
  part: set.RecordSet,
): Promise<Set<string>> {
  const parties = part.parties.map((party) => party.slug);
  const people = part.people.map((person) => person.slug);
  const speakers = part.quotes.map((quote) => quote.speaker);
  if (parties.length + people.length + speakers.length === 0) return new Set();
  const rows = await db
    .selectFrom('actor')
    .select(['slug', 'type'])
    .where(isIn(store, sql`slug`, [...new Set([...parties, ...people, ...speakers])]))
    .execute();
  const typeOf = new Map(rows.map((row) => [row.slug, row.type]));
  const taken =
    parties.find((slug) => typeOf.get(slug) === 'Person') ??
    people.find((slug) => typeOf.get(slug) === 'Party');
  if (taken !== undefined) {
    throw new StoreError(
      `The slug ${taken} is a ${typeOf.get(taken) === 'Person' ? "person's" : "party's"} on record: people and parties share their slugs. Give yours another.`,
    );
  }
  return new Set([...parties, ...rows.flatMap((row) => (row.type === 'Party' ? [row.slug] : []))]);
}
