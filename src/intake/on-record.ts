/** What is on record already, as the checks of a new set and of a text ask for it. */
import { citationsOfSource } from '../store/citations.ts';
import { namesOnRecord } from '../store/names.ts';
import { allSources } from '../store/sources.ts';
import type { Store } from '../store/store.ts';
import type { OnRecord } from './claims.ts';
import type { SourceOnRecord } from './verify.ts';

/** Reads what new sets may rest on. */
export async function onRecordIn(store: Store): Promise<OnRecord> {
  const [names, sources] = await Promise.all([namesOnRecord(store), allSources(store)]);
  const layouts = new Map(sources.map((source) => [source.slug, source]));
  return {
    has: (kind, name) => (kind === 'source' ? layouts : names[kind]).has(name),
    layout: (source) => layouts.get(source),
    update: (key) => names.update.get(key),
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
