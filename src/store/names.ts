/** What is on record, by name alone: what a new set may rest on. */
import type { Store } from './store.ts';

export interface NamesOnRecord {
  process: ReadonlySet<string>;
  party: ReadonlySet<string>;
  person: ReadonlySet<string>;
  talks: ReadonlySet<string>;
  /** As `TALKS/PARTY`. */
  delegation: ReadonlySet<string>;
  /** As `TALKS/PARTY`. */
  sponsor: ReadonlySet<string>;
  /** As `TALKS/PARTY/PERSON`. */
  seat: ReadonlySet<string>;
  quote: ReadonlySet<string>;
  pledge: ReadonlySet<string>;
  /** The entries of the pledge log, by key. */
  update: ReadonlyMap<string, UpdateOnRecord>;
}

export interface UpdateOnRecord {
  pledge: string;
  retraction: boolean;
  /** The key of the entry that took it back. */
  retractedBy: string | null;
}

/** Reads every name on record; sources have their own list (`allSources`). */
export async function namesOnRecord(store: Store): Promise<NamesOnRecord> {
  const { db } = store;
  const [processes, actors, talks, delegations, sponsors, seats, quotes, pledges, updates] =
    await Promise.all([
      db.selectFrom('process').select('slug').execute(),
      db.selectFrom('actor').select(['slug', 'type']).execute(),
      db.selectFrom('talks').select('slug').execute(),
      db.selectFrom('delegation').select('key').execute(),
      db.selectFrom('sponsor').select('key').execute(),
      db.selectFrom('seat').select(['delegation', 'person']).execute(),
      db.selectFrom('quote').select('slug').execute(),
      db.selectFrom('pledge').select('slug').execute(),
      db
        .selectFrom('pledge_update as entry')
        .leftJoin('pledge_update as later', 'later.retracts', 'entry.place')
        .select(['entry.key', 'entry.pledge', 'entry.kind', 'later.key as retracted_by'])
        .execute(),
    ]);
  const actorsOf = (type: 'Party' | 'Person') =>
    new Set(actors.filter((actor) => actor.type === type).map(({ slug }) => slug));
  const slugsOf = (rows: readonly { slug: string }[]) => new Set(rows.map(({ slug }) => slug));
  const keysOf = (rows: readonly { key: string }[]) => new Set(rows.map(({ key }) => key));
  return {
    process: slugsOf(processes),
    party: actorsOf('Party'),
    person: actorsOf('Person'),
    talks: slugsOf(talks),
    delegation: keysOf(delegations),
    sponsor: keysOf(sponsors),
    seat: new Set(seats.map(({ delegation, person }) => `${delegation}/${person}`)),
    quote: slugsOf(quotes),
    pledge: slugsOf(pledges),
    update: new Map(
      updates.map(({ key, pledge, kind, retracted_by }) => [
        key,
        { pledge, retraction: kind === 'RETRACTED', retractedBy: retracted_by },
      ]),
    ),
  };
}
