/** What is on record already, as the checks of a new set and of a text ask for it. */
import { citationsOfSource } from '../store/citations.ts';
import {
  namesOnRecord,
  seatsOnRecord,
  type UpdateOnRecord,
  updatesOnRecord,
} from '../store/names.ts';
import { allSources, sourcesBySlug } from '../store/sources.ts';
import type { Store } from '../store/store.ts';
import type { Kind, Layout, Mention, OnRecord } from './names.ts';
import type { SourceOnRecord } from './verify.ts';

/** Asks the record for what new sets mention and do not hold, however much it holds itself. */
export function onRecordIn(store: Store): OnRecord {
  const found = new Map<Kind, Set<string>>();
  const layouts = new Map<string, Layout>();
  const updates = new Map<string, UpdateOnRecord>();

  async function look(kind: Kind, names: readonly string[]): Promise<string[]> {
    switch (kind) {
      case 'source': {
        const sources = (await sourcesBySlug(store, names)).filter((source) => source !== null);
        for (const source of sources) layouts.set(source.slug, source);
        return sources.map(({ slug }) => slug);
      }
      case 'update': {
        const entries = await updatesOnRecord(store, names);
        for (const entry of entries) updates.set(entry.key, entry);
        return entries.map(({ key }) => key);
      }
      case 'seat':
        return await seatsOnRecord(
          store,
          names.map((name) => name.slice(0, name.lastIndexOf('/'))),
        );
      default:
        return await namesOnRecord(store, kind, names);
    }
  }

  return {
    async ask(mentions: readonly Mention[]) {
      for (const [kind, some] of Map.groupBy(mentions, (mention) => mention.kind)) {
        const names = found.get(kind) ?? new Set();
        found.set(kind, names);
        const asked = new Set(some.map(({ name }) => name));
        for (const name of await look(kind, [...asked])) names.add(name);
      }
    },
    has: (kind, name) => found.get(kind)?.has(name) ?? false,
    layout: (source) => layouts.get(source),
    update: (key) => updates.get(key),
  };
}

/** Reads every source with its citations. */
export async function sourcesIn(store: Store): Promise<SourceOnRecord[]> {
  const sources = await allSources(store);
  return await Promise.all(
    sources.map(async ({ slug, sha256, length }) => ({
      slug,
      sha256,
      length,
      citations: await citationsOfSource(store, slug),
    })),
  );
}
