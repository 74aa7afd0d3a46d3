/** Holds a text against what is on record of it: whether each citation still stands where it should. */
import { type OpenText, openText, type Passage } from '../record/passages.ts';
import { movedTo, shifted } from './moved.ts';

/** A passage, and what cites it: `Quote:ghouta-agenda`. */
export interface OwnedPassage extends Passage {
  owner: string;
}

export interface SourceOnRecord {
  slug: string;
  sha256: string;
  /** In code points. */
  length: number;
  citations: readonly OwnedPassage[];
}

export interface Verification {
  source: SourceOnRecord;
  /** What the text at hand comes to. */
  sha256: string;
  length: number;
  /** Whether the text is the one on record, by its digest. */
  same: boolean;
  /** How many citations stand where they should. */
  held: number;
  /** The citations that do not, in the order of the text, and where the same words stand now. */
  failed: readonly { citation: OwnedPassage; movedTo: Passage | null }[];
}

/** How far to look for a passage that has moved, in code points. */
const REACH = 20_000;

/** To tell which source a text may be, a few citations and a shorter way must do. */
const SAMPLES = 5;
const SAMPLE_REACH = 2_000;

/**
 * Checks the text against the source with its digest, or else against the one whose citations it
 * bears out best. Null where it bears out none: then it is no text that is on record.
 */
export function verifyText(text: string, sources: readonly SourceOnRecord[]): Verification | null {
  const opened = openText(text);
  const source =
    sources.find(({ sha256 }) => sha256 === opened.sha256) ??
    best(sources, ({ citations }) => citations.filter(opened.holds).length) ??
    best(sources, (one) => samplesFound(opened, one));
  if (!source) return null;
  const { sha256, length } = opened;
  const standing = (one: OwnedPassage) => opened.holds(one);
  return {
    source,
    sha256,
    length,
    same: sha256 === source.sha256,
    held: source.citations.filter(standing).length,
    failed: findMoved(
      opened,
      source.citations.filter((one) => !standing(one)),
    ),
  };
}

/** The source with the highest count, where any is above 0; of equals the first. */
function best(
  sources: readonly SourceOnRecord[],
  count: (source: SourceOnRecord) => number,
): SourceOnRecord | undefined {
  return sources
    .map((source) => ({ source, count: count(source) }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)[0]?.source;
}

function samplesFound(text: OpenText, { citations }: SourceOnRecord): number {
  const step = Math.max(1, Math.floor(citations.length / SAMPLES));
  const samples = citations.filter((_, index) => index % step === 0).slice(0, SAMPLES);
  return samples.filter((sample) => movedTo(text, sample, SAMPLE_REACH) !== null).length;
}

function findMoved(text: OpenText, failed: readonly OwnedPassage[]): Verification['failed'] {
  // What stands behind a change has mostly moved as far as what was found before it.
  let shift = 0;
  return failed
    .toSorted((one, other) => one.start - other.start || one.end - other.end)
    .map((citation) => {
      const moved = shifted(text, citation, shift) ?? movedTo(text, citation, REACH);
      if (moved) shift = moved.start - citation.start;
      return { citation, movedTo: moved };
    });
}
