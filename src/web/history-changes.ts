/** A pledge's history as entries are added to it, each once, however it was heard of. */
import type { EntryFragment } from '../generated/web/graphql.ts';

/** The entries with those that came since, both oldest first; what was taken back is marked. */
export function withNews(
  entries: readonly EntryFragment[],
  news: readonly EntryFragment[],
): EntryFragment[] {
  const known = new Set(entries.map(({ id }) => id));
  const all = [...entries, ...news.filter(({ id }) => !known.has(id))];
  const retractions = new Map(
    all.flatMap((entry) => (entry.retracts === null ? [] : [[entry.retracts.id, entry] as const])),
  );
  return all.map((entry) => {
    const by = retractions.get(entry.id);
    return by === undefined ? entry : { ...entry, retractedBy: { id: by.id, version: by.version } };
  });
}
