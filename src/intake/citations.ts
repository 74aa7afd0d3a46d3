/** The rules for citations: known sources, places within them, and no two that contradict each other. */

import { paragraphAt } from '../record/passages.ts';
import { isSlug } from '../record/slugs.ts';
import type { Claims, Layout, OnRecord } from './claims.ts';
import { type Entry, type Found, faultAt, fieldOf, placeAt, textOf, valuesAt } from './entries.ts';
import type { Fault } from './faults.ts';
import { unknownName } from './references.ts';
import { offsets } from './values.ts';

const places = [
  'citations.*',
  'sessions.*.citations.*',
  'outcomes.*.citations.*',
  'seats.*.citations.*',
];

interface Cited extends Found {
  entry: Entry;
}

/** A citation whose numbers can be compared. */
interface Placed extends Cited {
  source: string;
  paragraph: number;
  start: number;
  end: number;
  sha256: unknown;
}

export function citationFaults(
  entries: readonly Entry[],
  claims: Claims,
  onRecord: OnRecord,
): Fault[] {
  const layouts = new Map(
    entries
      .filter(({ list }) => list === 'sources')
      .map(({ raw }) => [textOf(raw, 'slug'), layoutOf(raw)] as const),
  );
  const layoutIn = (source: string) => layouts.get(source) ?? onRecord.layout?.(source);
  // One entry after the other: all citations at once would take much memory.
  const [unknown, elsewhere, contradicting]: [Fault[], Fault[], Fault[]] = [[], [], []];
  const digests = new Map<string, Placed>();
  for (const entry of entries) {
    for (const cited of citationsIn(entry)) {
      const { path, value } = cited;
      const source = fieldOf(value, 'source');
      if (isSlug(source) && !claims.known('source', source)) {
        unknown.push(unknownName(entry, [...path, 'source'], ['source'], source, claims));
      }
      for (const placed of placedIn(cited)) {
        elsewhere.push(...misplaced(placed, layoutIn(placed.source)));
        contradicting.push(...contradictions(placed, digests));
      }
    }
  }
  return [...unknown, ...elsewhere, ...contradicting];
}

function citationsIn(entry: Entry): Cited[] {
  const found =
    entry.list === 'setAside'
      ? valuesAt(entry.raw, '')
      : places.flatMap((pattern) => valuesAt(entry.raw, pattern));
  return found.map((citation) => ({ entry, ...citation }));
}

function placedIn(cited: Cited): Placed[] {
  const source = fieldOf(cited.value, 'source');
  const paragraph = fieldOf(cited.value, 'paragraph');
  const start = fieldOf(cited.value, 'start');
  const end = fieldOf(cited.value, 'end');
  const sha256 = fieldOf(cited.value, 'sha256');
  return typeof source === 'string' &&
    typeof paragraph === 'number' &&
    typeof start === 'number' &&
    typeof end === 'number'
    ? [{ ...cited, source, paragraph, start, end, sha256 }]
    : [];
}

/** What an entry of `sources.json` says of its text; nothing where it does not say it rightly. */
function layoutOf(raw: unknown): Layout | undefined {
  const length = fieldOf(raw, 'length');
  const paragraphs = offsets.safeParse(fieldOf(raw, 'paragraphs'));
  return typeof length === 'number' && paragraphs.success
    ? { length, paragraphs: paragraphs.data }
    : undefined;
}

/** A passage lies within its source, and within the paragraph that it names. */
function misplaced(citation: Placed, layout: Layout | undefined): Fault[] {
  if (!layout) return [];
  const { entry, path, source, paragraph, start, end } = citation;
  const name = JSON.stringify(source);
  if (end > layout.length) {
    const expected = `at most ${layout.length}, the length of ${name}`;
    return [faultAt(entry, [...path, 'end'], { expected, came: String(end) })];
  }
  const found = paragraphAt(layout.paragraphs, start);
  if (found !== paragraph) {
    const expected = `${found}, the paragraph of ${name} that ${start} lies in`;
    return [faultAt(entry, [...path, 'paragraph'], { expected, came: String(paragraph) })];
  }
  // Of a line that is followed by another, the last sign is its line end.
  const next = layout.paragraphs[paragraph + 1];
  if (next === undefined || end < next) return [];
  const expected = `at most ${next - 1}, the end of paragraph ${paragraph} of ${name}`;
  return [faultAt(entry, [...path, 'end'], { expected, came: String(end) })];
}

/** The same place has the same digest; `digests` are those of the citations before. */
function contradictions(one: Placed, digests: Map<string, Placed>): Fault[] {
  const place = `${one.source} ${one.start}-${one.end}`;
  const same = digests.get(place);
  if (!same) digests.set(place, one);
  if (!same || same.sha256 === one.sha256) return [];
  const expected = `the digest that ${placeOf(same)} has for the same passage`;
  return [faultAt(one.entry, [...one.path, 'sha256'], { expected, came: 'another' })];
}

function placeOf({ entry, path }: Placed): string {
  return `${entry.file} ${placeAt(entry, path)}`;
}
