/** The rules for citations: known sources, places within them, and no two that contradict each other. */

import { paragraphAt } from '../record/passages.ts';
import { isSlug } from '../record/slugs.ts';
import type { Claims } from './claims.ts';
import { type Entry, faultAt, fieldOf, placeText, textOf, visitAt } from './entries.ts';
import type { Fault, JsonPath } from './faults.ts';
import { FirstCitations } from './first-citations.ts';
import { citationsIn } from './mentions.ts';
import type { Layout, OnRecord } from './names.ts';
import { unknownName } from './references.ts';
import { isDigest, offsets } from './values.ts';

/** A citation whose numbers can be compared. */
interface Placed {
  entry: Entry;
  path: JsonPath;
  source: string;
  paragraph: number;
  start: number;
  end: number;
  sha256: unknown;
}

/** Checks the citations of one entry after the other, of sources before what cites them. */
export function createCitationRules(claims: Claims, onRecord: OnRecord): (entry: Entry) => Fault[] {
  const layouts = new Map<string, Layout | undefined>();
  const layoutIn = (source: string) => layouts.get(source) ?? onRecord.layout?.(source);
  const first = new FirstCitations();

  return (entry) => {
    const { list } = entry.place.section;
    const slug = list === 'sources' ? textOf(entry.raw, 'slug') : undefined;
    if (slug !== undefined) layouts.set(slug, layoutOf(entry.raw));
    const faults: Fault[] = [];
    const check = (citation: unknown, path: JsonPath) => {
      const source = fieldOf(citation, 'source');
      if (typeof source === 'string' && !claims.known('source', source) && isSlug(source)) {
        faults.push(unknownName(entry, [...path, 'source'], ['source'], source, claims));
      }
      const placed = placedAt(entry, path, citation);
      if (!placed) return;
      faults.push(...misplaced(placed, layoutIn(placed.source)), ...contradictions(placed, first));
    };
    for (const pattern of citationsIn(list)) visitAt(entry.raw, pattern, check);
    return faults;
  };
}

function placedAt(entry: Entry, path: JsonPath, citation: unknown): Placed | null {
  const source = fieldOf(citation, 'source');
  const paragraph = fieldOf(citation, 'paragraph');
  const start = fieldOf(citation, 'start');
  const end = fieldOf(citation, 'end');
  const sha256 = fieldOf(citation, 'sha256');
  return typeof source === 'string' &&
    typeof paragraph === 'number' &&
    typeof start === 'number' &&
    typeof end === 'number'
    ? { entry, path, source, paragraph, start, end, sha256 }
    : null;
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
  if (end > layout.length) {
    const expected = `at most ${layout.length}, the length of ${JSON.stringify(source)}`;
    return [faultAt(entry, [...path, 'end'], { expected, came: String(end) })];
  }
  const found = paragraphAt(layout.paragraphs, start);
  if (found !== paragraph) {
    const expected = `${found}, the paragraph of ${JSON.stringify(source)} that ${start} lies in`;
    return [faultAt(entry, [...path, 'paragraph'], { expected, came: String(paragraph) })];
  }
  // Of a line that is followed by another, the last sign is its line end.
  const next = layout.paragraphs[paragraph + 1];
  if (next === undefined || end < next) return [];
  const expected = `at most ${next - 1}, the end of paragraph ${paragraph} of ${JSON.stringify(source)}`;
  return [faultAt(entry, [...path, 'end'], { expected, came: String(end) })];
}

/** The same passage has the same digest. */
function contradictions(one: Placed, cited: FirstCitations): Fault[] {
  const { entry, path, source, start, end, sha256 } = one;
  if (!isDigest(sha256)) return [];
  const first = cited.other(`${source} ${start}-${end}`, sha256, entry.place, path);
  if (!first) return [];
  const there = `${first.place.section.file} ${placeText(first.place, first.path)}`;
  const expected = `the digest that ${there} has for the same passage`;
  return [faultAt(entry, [...path, 'sha256'], { expected, came: 'another' })];
}
