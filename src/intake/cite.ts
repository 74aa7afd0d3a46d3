/** Finds the words that an editor wants to cite, and writes the citation as fixtures have it. */
import { openText, type Passage } from '../record/passages.ts';

/** A citation, complete where the source's slug was given. */
export type Cited = Passage & { source?: string };

export interface Citing {
  /** False where the words were found despite their spelling, spacing or punctuation. */
  exact: boolean;
  /** Each place where the words stand, with the words as the text has them. */
  found: readonly { citation: Cited; words: string }[];
}

export function citeWords(text: string, words: string, source?: string): Citing {
  const opened = openText(text);
  const { exact, passages } = opened.cite(words);
  const found = passages.map((passage) => ({
    citation: source === undefined ? passage : { source, ...passage },
    words: opened.slice(passage.start, passage.end),
  }));
  return { exact, found };
}
