/** Folds spelling, so that words which differ only in how they are written are found alike. */

/** The longest word that `words` yields, in code points; a longer one is cut. */
const LONGEST_WORD = 64;

/** Soft hyphens, zero-width signs, bidi marks, fillers: nothing that a reader sees. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Vowel signs as presentation forms that stand alone; decomposing would put a space before them. */
const VOWEL_FORMS = /[\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f]/g;

/** Accents and vowel signs, the tatweel, and the marks of transliteration, as in `Jaʿfarī`. */
const MARKS = /[\p{M}\u0640\u02b9-\u02c1\u02ee]/gu;

/**
 * `مسؤول`, `مسئول`, `رءوس`, `داوود`: what carries the hamza before a long u is a matter of taste.
 * Looked for at the first place of a run alone: at each, a long run would take the square of its
 * length in time.
 */
const BEFORE_LONG_U = /(?<=\p{L})(?<!\p{L}[ؤئءٴو])[ؤئءٴو]+[وؤ]/gu;

/**
 * A hamza on the line, as in `شيء`, is often left out; but a word keeps its only letter. Looked
 * for at the first place of a run, as above.
 */
const HAMZA_ON_THE_LINE = /(?<=[^\P{L}ءٴ])[ءٴ]+|(?<![ءٴ])[ءٴ]+(?=[^\P{L}ءٴ])/gu;

/** Each plain letter with those that are read as the same and that Unicode does not decompose to it. */
const SAME_LETTERS: readonly (readonly [plain: string, others: string])[] = [
  ['ا', 'ٱٲٳ'],
  ['ه', 'ةۃەہھ'],
  ['ي', 'ىیېێے'],
  ['ك', 'کڪ'],
  ['ss', 'ß'],
  ['ae', 'æ'],
  ['oe', 'œ'],
  ['th', 'þ'],
  ['d', 'đð'],
  ['e', 'ə'],
  ['h', 'ħ'],
  ['i', 'ı'],
  ['l', 'ł'],
  ['n', 'ŋ'],
  ['o', 'ø'],
  ['t', 'ŧ'],
  ['σ', 'ς'],
];

const PLAIN: ReadonlyMap<string, string> = new Map(
  SAME_LETTERS.flatMap(([plain, others]) => Array.from(others, (other) => [other, plain])),
);

const OTHERS = new RegExp(`[${[...PLAIN.keys()].join('')}]`, 'gu');

/** Arabic-Indic and Farsi digits, whose code points end in the digit that they mean. */
const ARABIC_DIGITS = /[٠-٩۰-۹]/g;

/**
 * The text without what people spell differently: case, accents and vowel signs, hamza and its
 * carriers, ta marbuta, alef maqsura, tatweel, Farsi yeh and kaf, digits of other scripts,
 * ligatures, and signs that nobody sees. Folding what is folded changes nothing. Only for
 * comparing: two different words may fold to one.
 */
export function fold(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(UNSEEN, '')
    .replace(VOWEL_FORMS, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(OTHERS, (other) => PLAIN.get(other) ?? other)
    .replace(ARABIC_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf));
  return (
    plain
      // Composed for a moment, a carrier and its hamza are one letter, and other marks stand alone.
      .normalize('NFC')
      .replace(MARKS, '')
      .replace(BEFORE_LONG_U, 'و')
      .replace(HAMZA_ON_THE_LINE, '')
      .normalize('NFD')
      .replace(MARKS, '')
      // Hangul syllables, which NFD takes apart.
      .normalize('NFC')
  );
}

/** Nothing but ASCII: folding is lower-casing then, which takes a tenth of the time. */
const PLAIN_TEXT = /^[\0-\x7f]*$/;

/** The folded words of a text in order: runs of letters and digits, each cut at 64 code points. */
export function words(text: string): string[] {
  const folded = PLAIN_TEXT.test(text) ? text.toLowerCase() : fold(text);
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.length > LONGEST_WORD ? Array.from(word).slice(0, LONGEST_WORD).join('') : word,
  );
}
