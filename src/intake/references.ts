/** Holds every name that an entry mentions against those that are known. */
import { isSlug } from '../record/slugs.ts';
import type { Claims } from './claims.ts';
import { type Entry, faultAt, visitAt } from './entries.ts';
import { either, type Fault } from './faults.ts';
import { referencesIn } from './mentions.ts';
import type { Kind } from './names.ts';

const called: { readonly [kind in Kind]?: string } = {
  quote: 'a quotation',
  talks: 'talks',
};

/** A fault for each mention of something that neither the entries so far nor the record hold. */
export function referenceFaults(entry: Entry, claims: Claims): Fault[] {
  const faults: Fault[] = [];
  for (const { pattern, kinds } of referencesIn(entry.place.section.list)) {
    visitAt(entry.raw, pattern, (name, path) => {
      // Where it is no slug, the format has said so.
      if (typeof name !== 'string' || kinds.some((kind) => claims.known(kind, name))) return;
      if (isSlug(name)) faults.push(unknownName(entry, path, kinds, name, claims));
    });
  }
  return faults;
}

/** Says that a name is not known, and which it may have been meant to be. */
export function unknownName(
  entry: Entry,
  path: readonly PropertyKey[],
  kinds: readonly Kind[],
  name: string,
  claims: Claims,
): Fault {
  return faultAt(entry, path, {
    expected: `the slug of ${either(kinds.map((kind) => called[kind] ?? `a ${kind}`))}`,
    came: `${JSON.stringify(name)}, which names none`,
    advice: claims.nearest(kinds, name),
  });
}
