/** Finds words in a line of a text: letter for letter, or despite their spelling. */
import { fold } from './spelling.ts';

/** A line of a text and where it begins, in code units as strings count them. */
export interface Line {
  readonly start: number;
  readonly words: string;
}

/** A stretch of a text, in code units as strings count them. */
type Span = readonly [start: number, end: number];

/** Where the words stand letter for letter, never cutting a mark off the letter that bears it. */
export function exactly(line: Line, wanted: string): Span[] {
  const spans: Span[] = [];
  if (wanted === '') return spans;
  for (
    let at = line.words.indexOf(wanted);
    at >= 0;
    at = line.words.indexOf(wanted, at + wanted.length)
  ) {
    const end = at + wanted.length;
    if (/^\P{M}/u.test(wanted) && !/^\p{M}/u.test(line.words.slice(end, end + 2))) {
      spans.push([line.start + at, line.start + end]);
    }
  }
  return spans;
}

/** A word of a line as it is written, with any marks within it: what folding may change as one. */
const WRITTEN_WORD = /[\p{L}\p{N}\p{M}\p{Cf}]+/gu;

/** Where the folded words stand, whatever is between them; they may begin or end within a word. */
export function alike(line: Line, wanted: string): Span[] {
  const query = foldedWords(wanted)
    .map((word) => word.folded)
    .join(' ');
  const spans: Span[] = [];
  if (query === '') return spans;
  const words = foldedWords(line.words);
  const text = words.map((word) => word.folded).join(' ');
  for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
    spans.push([
      line.start + writtenAt(words, at, 'start'),
      line.start + writtenAt(words, at + query.length, 'end'),
    ]);
  }
  return spans;
}

interface FoldedWord {
  /** In code units of the line. */
  readonly start: number;
  readonly written: string;
  readonly folded: string;
}

function foldedWords(text: string): FoldedWord[] {
  return Array.from(text.matchAll(WRITTEN_WORD), ({ 0: written, index }) => ({
    start: index,
    written,
    folded: fold(written),
  })).filter((word) => word.folded !== '');
}

/** The code unit of the line that a place in its folded words, joined by single spaces, comes from. */
function writtenAt(words: readonly FoldedWord[], place: number, side: 'start' | 'end'): number {
  let before = 0;
  for (const { start, written, folded } of words) {
    if (place <= before + folded.length) return start + cutAt(written, place - before, side);
    before += folded.length + 1;
  }
  return 0;
}

/**
 * Where a word as written is to be cut for a place within the word as folded. What folds to
 * nothing belongs to the letter before it, so that no mark is cut off.
 */
function cutAt(written: string, place: number, side: 'start' | 'end'): number {
  if (side === 'start' && place === 0) return 0;
  const ends = [0];
  for (const point of written) ends.push((ends.at(-1) ?? 0) + point.length);
  const lengths = ends.map((end) => fold(written.slice(0, end)).length);
  const after = lengths.findLastIndex((length) => length <= place);
  return side === 'end' && lengths[after] !== place
    ? (ends[after + 1] ?? written.length)
    : (ends[after] ?? 0);
}
