/** What a batch of requests to the pledge log has to know of the record: one statement for each kind. */
import { sql } from 'kysely';
import { type PledgeUpdate, retractionsOf, updatesByKey, updatesByPlace } from './log.ts';
import type { LogRequest, NamedPassage } from './log-request.ts';
import { type Source, sourcesBySlug } from './sources.ts';
import type { Store } from './store.ts';
import { isIn, isInNumbers } from './values.ts';

export interface Known {
  /** By slug. */
  versions: Map<string, number>;
  sources: ReadonlyMap<string, Source>;
  /** The digests of passages that are cited already, by `passageName`. */
  digests: Map<string, string>;
  /** Entries that requests want taken back, by key. */
  targets: ReadonlyMap<string, PledgeUpdate>;
  /** The keys of entries that are taken back. */
  retracted: Set<string>;
  /** What was sent under an editor's key, by `requestName`. */
  sent: Map<string, Sent>;
}

export interface Sent {
  sha256: string;
  /** The entry that came of it: one in the log, or the one at this index of the batch. */
  entry: PledgeUpdate | number;
}

export function passageName({ source, start, end }: NamedPassage): string {
  return `${source} ${start} ${end}`;
}

export function requestName(editor: string, key: string): string {
  return JSON.stringify([editor, key]);
}

export async function knownFor(store: Store, requests: readonly LogRequest[]): Promise<Known> {
  const passages = requests.flatMap((one) =>
    'passage' in one && one.passage ? [one.passage] : [],
  );
  const targets = await targetsOf(store, requests);
  return {
    versions: await versionsOf(store, requests),
    sources: await sourcesOf(store, passages),
    digests: await digestsOf(store, passages),
    targets: new Map(targets.map(({ update }) => [update.key, update])),
    retracted: new Set(targets.flatMap(({ update, taken }) => (taken ? [update.key] : []))),
    sent: await sentBefore(store, requests),
  };
}

async function targetsOf(store: Store, requests: readonly LogRequest[]) {
  const keys = requests.flatMap((one) => ('retracts' in one && one.retracts ? [one.retracts] : []));
  if (keys.length === 0) return [];
  const found = (await updatesByKey(store, keys)).filter((update) => update !== null);
  const taken = await retractionsOf(
    store,
    found.map(({ place }) => place),
  );
  return found.map((update, index) => ({ update, taken: taken[index] !== null }));
}

async function versionsOf(store: Store, requests: readonly LogRequest[]) {
  const slugs = requests.flatMap((one) =>
    'pledge' in one ? [one.pledge, ...(one.supersededBy === null ? [] : [one.supersededBy])] : [],
  );
  const keys = requests.flatMap((one) => ('retracts' in one && one.retracts ? [one.retracts] : []));
  const rows = await store.db
    .selectFrom('pledge')
    .select(['slug', 'version'])
    .where((any) =>
      any.or([
        isIn(store, sql`pledge.slug`, slugs),
        sql<boolean>`pledge.slug in (
          select target.pledge from pledge_update as target where ${isIn(store, sql`target.key`, keys)}
        )`,
      ]),
    )
    .execute();
  return new Map(rows.map(({ slug, version }) => [slug, version]));
}

async function sourcesOf(store: Store, passages: readonly NamedPassage[]) {
  if (passages.length === 0) return new Map<string, Source>();
  const found = await sourcesBySlug(
    store,
    passages.map(({ source }) => source),
  );
  return new Map(found.flatMap((source) => (source ? [[source.slug, source] as const] : [])));
}

async function digestsOf(store: Store, passages: readonly NamedPassage[]) {
  if (passages.length === 0) return new Map<string, string>();
  const rows = await store.db
    .selectFrom('citation')
    .select(['source', 'start_at', 'end_at', 'sha256'])
    .where(
      isIn(
        store,
        sql`source`,
        passages.map(({ source }) => source),
      ),
    )
    .where(
      isInNumbers(
        store,
        sql`start_at`,
        passages.map(({ start }) => start),
      ),
    )
    .execute();
  return new Map(
    rows.map((row) => [
      passageName({ source: row.source, start: row.start_at, end: row.end_at, sha256: '' }),
      row.sha256,
    ]),
  );
}

async function sentBefore(store: Store, requests: readonly LogRequest[]) {
  const named = requests.flatMap(({ editor, idempotency }) =>
    idempotency ? [{ editor, key: idempotency.key }] : [],
  );
  if (named.length === 0) return new Map<string, Sent>();
  const rows = await store.db
    .selectFrom('idempotency_key')
    .innerJoin('pledge_update', 'pledge_update.key', 'idempotency_key.entry')
    .select(['editor', 'idempotency_key.key', 'request_sha256', 'place'])
    .where(
      isIn(
        store,
        sql`editor`,
        named.map(({ editor }) => editor),
      ),
    )
    .where(
      isIn(
        store,
        sql`idempotency_key.key`,
        named.map(({ key }) => key),
      ),
    )
    .execute();
  const updates = await updatesByPlace(
    store,
    rows.map(({ place }) => place),
  );
  return new Map(
    rows.flatMap((row, index) => {
      const entry = updates[index];
      const name = requestName(row.editor, row.key);
      return entry ? [[name, { sha256: row.request_sha256, entry }] as const] : [];
    }),
  );
}
