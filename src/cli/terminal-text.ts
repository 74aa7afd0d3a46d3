/** Text of others on a terminal: harmless, and as wide as there is room. */

/** What takes two columns. */
const wide =
  /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|[\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;

/** What takes none. */
const unseen = /^[\p{M}\p{Cf}]+$/u;

/** The pictures of the control characters 0 to 31. */
const firstPicture = 0x2400;

/**
 * One line, without what would steer a terminal or turn the reading direction of what follows:
 * controls are shown as pictures, white space as a blank. Marks that only join letters, or give
 * the direction of their neighbours, stay.
 */
export function harmless(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, (character) => {
      const code = character.charCodeAt(0);
      return code < 32 ? String.fromCharCode(firstPicture + code) : '\ufffd';
    });
}

/** JSON that is harmless on a terminal too, and reads the same. */
export function harmlessJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /\p{Cc}|[\u2028-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The text, or as much of its beginning as goes into so many columns with an ellipsis. */
export function cutToWidth(text: string, columns: number): string {
  let width = 0;
  let fits = 0;
  for (const { segment, index } of new Intl.Segmenter('und').segment(text)) {
    // Behind this one there must be room for the ellipsis, unless all fits.
    if (width < columns) fits = index;
    width += unseen.test(segment) ? 0 : wide.test(segment) ? 2 : 1;
    if (width > columns) return `${text.slice(0, fits)}…`;
  }
  return text;
}
