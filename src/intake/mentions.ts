/** Where entries mention what: what has to be in the sets, or on record. */
import { type Entry, fieldOf, type Pattern, patternOf, textOf, visitAt } from './entries.ts';
import type { RecordList } from './files.ts';
import type { Kind, Mention } from './names.ts';

const actor: readonly Kind[] = ['person', 'party'];

/** Of each list, where slugs stand, and what each may be the slug of. */
const slugs: { [List in RecordList]?: { [pattern: string]: readonly Kind[] } } = {
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

const references = new Map(
  Object.entries(slugs).map(([list, patterns]) => [
    list,
    Object.entries(patterns).map(([text, kinds]) => ({ pattern: patternOf(text), kinds })),
  ]),
);

/** Where a list mentions things by their slugs; the sources that it cites are not among them. */
export function referencesIn(
  list: RecordList,
): readonly { pattern: Pattern; kinds: readonly Kind[] }[] {
  return references.get(list) ?? [];
}

const own = patternOf('citations.*');

/** Where lists cite: each entry, and some of what is within it. */
const citing: { [List in RecordList]?: readonly Pattern[] } = {
  talks: [own, patternOf('sessions.*.citations.*'), patternOf('outcomes.*.citations.*')],
  delegations: [own, patternOf('seats.*.citations.*')],
  setAside: [[]],
};

export function citationsIn(list: RecordList): readonly Pattern[] {
  return citing[list] ?? [own];
}

/** Every name that the rules for an entry ask for. */
export function mentionsOf({ place, raw }: Entry): Mention[] {
  const { list } = place.section;
  const mentions: Mention[] = [];
  const mention = (kind: Kind, name: unknown) => {
    if (typeof name === 'string') mentions.push({ kind, name });
  };
  for (const { pattern, kinds } of referencesIn(list)) {
    visitAt(raw, pattern, (name) => {
      for (const kind of kinds) mention(kind, name);
    });
  }
  for (const pattern of citationsIn(list)) {
    visitAt(raw, pattern, (citation) => mention('source', fieldOf(citation, 'source')));
  }
  // People and parties share their slugs.
  if (list === 'parties') mention('person', textOf(raw, 'slug'));
  if (list === 'people') mention('party', textOf(raw, 'slug'));
  if (list === 'quotes') {
    const delegation = `${textOf(raw, 'talks')}/${textOf(raw, 'delegation')}`;
    mention('delegation', delegation);
    mention('seat', `${delegation}/${textOf(raw, 'speaker')}`);
  }
  if (list === 'updates') mention('update', textOf(raw, 'retracts'));
  return mentions;
}
