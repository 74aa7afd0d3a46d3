/**
 * Locates passages of a source and proves them: offsets in Unicode code points of the whole text,
 * the paragraph, and the SHA-256 of the words.
 */
import { hash } from 'node:crypto';
import { pointAt, unitsOf } from './code-points.ts';
import { alike, exactly, type Line } from './passage-search.ts';

/** Where a passage stands, and its digest; with the slug of its source it is a citation. */
export interface Passage {
  /** Which line that holds words, the headline being 0. */
  paragraph: number;
  /** In code points of the whole text. */
  start: number;
  /** In code points, exclusive. */
  end: number;
  /** Of the passage in UTF-8 and NFC, in lower-case hex. */
  sha256: string;
}

/** The form of a text that offsets and digests refer to: no BOM, NFC, LF line ends, none at the end. */
export function normalise(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .normalize('NFC');
}

/** SHA-256 of the text in UTF-8 and NFC, in lower-case hex. */
export function sha256(text: string): string {
  return hash('sha256', text.normalize('NFC'));
}

/** The paragraphs of a text in order: its lines, without those that hold nothing but spaces. */
export function paragraphsOf(text: string): string[] {
  return normalise(text).split('\n').filter(isParagraph);
}

/** What a source on record says of its whole text. */
export function describeSource(text: string): {
  sha256: string;
  /** In code points. */
  length: number;
  /** Where each paragraph begins, in code points. */
  paragraphs: number[];
} {
  const { sha256, length, paragraphs } = openText(text);
  return { sha256, length, paragraphs };
}

/**
 * Where these words stand in the text: each occurrence that has exactly these letters, or else, where
 * there is none, each that differs only in spelling, spacing and punctuation. A passage lies
 * within one paragraph.
 */
export function citePassage(sourceText: string, words: string): Passage[] {
  return openText(sourceText).cite(words).passages;
}

/** Whether the passage stands in the text as cited: its place, its paragraph and its digest. */
export function holds(sourceText: string, passage: Passage): boolean {
  return openText(sourceText).holds(passage);
}

/** The paragraph that an offset lies in, by where each begins; both in code points. */
export function paragraphAt(paragraphs: readonly number[], start: number): number {
  return Math.max(
    paragraphs.findLastIndex((begins) => begins <= start),
    0,
  );
}

/** A text split into code points once, for many questions. */
export interface OpenText {
  /** Normalised. */
  readonly text: string;
  /** In code points. */
  readonly length: number;
  readonly sha256: string;
  /** Where each paragraph begins, in code points. */
  readonly paragraphs: number[];
  /** The words between two offsets in code points; empty where these are out of range. */
  slice(start: number, end: number): string;
  holds(passage: Passage): boolean;
  /** As `citePassage`; `exact` is false where the passages were found despite their spelling. */
  cite(words: string): { exact: boolean; passages: Passage[] };
}

/** Splits a text, normalised first, so that many passages of it can be checked or found. */
export function openText(source: string): OpenText {
  const text = normalise(source);
  const units = unitsOf(text);
  const lines = linesOf(text);
  const paragraphs = lines.map((line) => pointAt(units, line.start));
  const length = units.length - 1;
  const unit = (point: number): number => units[point] ?? text.length;

  function slice(start: number, end: number): string {
    const within = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end <= length;
    return within && start < end ? text.slice(unit(start), unit(end)) : '';
  }

  function passage(start: number, end: number): Passage {
    return {
      paragraph: paragraphAt(paragraphs, start),
      start,
      end,
      sha256: sha256(slice(start, end)),
    };
  }

  return {
    text,
    length,
    sha256: sha256(text),
    paragraphs,
    slice,
    holds({ paragraph, start, end, sha256: digest }) {
      const words = slice(start, end);
      return (
        words !== '' && paragraphAt(paragraphs, start) === paragraph && sha256(words) === digest
      );
    },
    cite(words) {
      const wanted = normalise(words).trim();
      const exact = lines.flatMap((line) => exactly(line, wanted));
      const spans = exact.length > 0 ? exact : lines.flatMap((line) => alike(line, wanted));
      return {
        exact: exact.length > 0,
        passages: spans.map(([start, end]) => passage(pointAt(units, start), pointAt(units, end))),
      };
    },
  };
}

function isParagraph(line: string): boolean {
  return line.trim() !== '';
}

/** The paragraphs with their places, in code units. */
function linesOf(text: string): Line[] {
  let start = 0;
  const lines = text.split('\n').map((words) => {
    const line = { start, words };
    start += words.length + 1;
    return line;
  });
  return lines.filter((line) => isParagraph(line.words));
}
