/** Holds every name that an entry mentions against those that are known. */
import { isSlug } from '../record/slugs.ts';
import type { Claims, Kind } from './claims.ts';
import { type Entry, faultAt, valuesAt } from './entries.ts';
import { either, type Fault } from './faults.ts';
import type { RecordList } from './files.ts';

const actor: readonly Kind[] = ['person', 'party'];

/** Where each list mentions what; the places of citations are in `citations.ts`. */
const references: { [List in RecordList]?: { [pattern: string]: readonly Kind[] } } = {
  talks: { process: ['process'], 'outcomes.*.claimedBy.*': actor },
  delegations: { talks: ['talks'], party: ['party'], 'seats.*.person': ['person'] },
  sponsors: { talks: ['talks'], party: ['party'], 'alliedWith.*': ['party'] },
  quotes: { speaker: actor, talks: ['talks'] },
  pledges: {
    talks: ['talks'],
    madeAt: ['talks'],
    'parties.*.party': ['party'],
    'reportedBy.*': actor,
    'quotes.*': ['quote'],
  },
  updates: { pledge: ['pledge'], supersededBy: ['pledge'] },
};

const called: { readonly [kind in Kind]?: string } = {
  quote: 'a quotation',
  talks: 'talks',
};

/** A fault for each mention of something that is neither in the entries nor on record. */
export function referenceFaults(entries: readonly Entry[], claims: Claims): Fault[] {
  return entries.flatMap((entry) =>
    Object.entries(references[entry.list] ?? {}).flatMap(([pattern, kinds]) =>
      valuesAt(entry.raw, pattern).flatMap(({ path, value }) =>
        // Where it is no slug, the format has said so.
        isSlug(value) && !kinds.some((kind) => claims.known(kind, value))
          ? [unknownName(entry, path, kinds, value, claims)]
          : [],
      ),
    ),
  );
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
