/** Looks for a passage that no longer stands where it was cited: by its digest, since that is all there is. */
import { type OpenText, type Passage, paragraphAt } from '../record/passages.ts';

/**
 * Where the same words stand, at most `reach` code points from where they stood, the nearest first;
 * null where they do not. Each step costs one digest.
 */
export function movedTo(text: OpenText, passage: Passage, reach: number): Passage | null {
  for (let distance = 0; distance <= reach; distance++) {
    for (const shift of distance === 0 ? [0] : [distance, -distance]) {
      const found = shifted(text, passage, shift);
      if (found) return found;
    }
  }
  return null;
}

/** The passage so many code points later, where the same words stand there. */
export function shifted(text: OpenText, passage: Passage, shift: number): Passage | null {
  const start = passage.start + shift;
  const moved = {
    paragraph: paragraphAt(text.paragraphs, Math.max(start, 0)),
    start,
    end: passage.end + shift,
    sha256: passage.sha256,
  };
  return text.holds(moved) ? moved : null;
}
