import { describe, expect, test } from 'vitest';
import {
  citePassage,
  describeSource,
  holds,
  normalise,
  openText,
  paragraphsOf,
  sha256,
} from '../../src/record/passages.ts';

/** A headline and three paragraphs; 𐌰 is one code point and two code units. */
const text = [
  'Talks 𐌰 resume',
  'The ceasefire 𐌰 holds, said the host.',
  '',
  'وقف إطلاق النار الهشّ في أستانا',
  'The host said: the  ceasefire holds.',
].join('\n');

describe('the normalised text', () => {
  test('has no byte order mark, LF ends, composed letters and no line end at the end', () => {
    expect(normalise('\ufeffGene\u0300ve\r\nune\rdeux\n\r\n')).toBe('Genève\nune\ndeux');
  });

  test('keeps spaces, and a line end within', () => {
    expect(normalise('a  b \n\n c ')).toBe('a  b \n\n c ');
  });

  test('is the same when normalised again', () => {
    expect(normalise(normalise('\ufeffe\u0301\r\n'))).toBe('é');
  });
});

test('paragraphs are the lines that hold words, the headline first', () => {
  expect(paragraphsOf('Headline\r\n\r\n  \t\r\nFirst\nSecond\n')).toEqual([
    'Headline',
    'First',
    'Second',
  ]);
});

test('a digest is that of the UTF-8 of the composed letters', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256('Gene\u0300ve')).toBe(sha256('Genève'));
});

test('a source is described by the digest and the length of its normalised text, in code points', () => {
  expect(describeSource('𐌰bc\r\n \nd\n')).toEqual({
    sha256: sha256('𐌰bc\n \nd'),
    length: 7,
    paragraphs: [0, 6],
  });
});

describe('citing words', () => {
  test('gives paragraph, offsets in code points and digest', () => {
    expect(citePassage(text, 'ceasefire 𐌰 holds')).toEqual([
      { paragraph: 1, start: 19, end: 36, sha256: sha256('ceasefire 𐌰 holds') },
    ]);
  });

  test('gives every occurrence, in order', () => {
    expect(citePassage(text, 'ceasefire').map(({ paragraph }) => paragraph)).toEqual([1, 3]);
  });

  test('an empty line is no paragraph', () => {
    expect(citePassage(text, 'في')).toMatchObject([{ paragraph: 2 }]);
  });

  test('takes words that are composed otherwise', () => {
    expect(citePassage('Un accord à Genève.', 'Gene\u0300ve')).toEqual([
      { paragraph: 0, start: 12, end: 18, sha256: sha256('Genève') },
    ]);
  });

  test.each([
    ['spelt otherwise', 'وقف اطلاق النار', 'وقف إطلاق النار'],
    ['with marks left out', 'النار الهش', 'النار الهشّ'],
    ['beginning and ending within words', 'طلاق النا', 'طلاق النا'],
    ['with other spaces', 'the ceasefire\nholds', 'the  ceasefire holds'],
    ['with other punctuation', '"the host said, the ceasefire"', 'The host said: the  ceasefire'],
    ['in capitals', 'TALKS', 'Talks'],
  ])('finds words %s, and cites them as the source has them', (_, asked, found) => {
    const opened = openText(text);
    const { passages } = opened.cite(asked);
    expect(passages.map(({ start, end }) => opened.slice(start, end))).toEqual([found]);
    expect(passages.every(opened.holds)).toBe(true);
  });

  test('tells words found letter for letter from words found despite their spelling', () => {
    expect(openText(text).cite('أستانا').exact).toBe(true);
    expect(openText(text).cite('استانا').exact).toBe(false);
  });

  test('prefers the exact spelling where both stand', () => {
    expect(citePassage('استانا أستانا', 'أستانا')).toMatchObject([{ start: 7, end: 13 }]);
  });

  test('never cuts a mark off its letter', () => {
    expect(citePassage('تماماً', 'تماما')).toEqual([
      { paragraph: 0, start: 0, end: 6, sha256: sha256('تماماً') },
    ]);
  });

  test('finds nothing across paragraphs, for other words, or for no words', () => {
    expect(citePassage(text, 'resume\nThe ceasefire')).toEqual([]);
    expect(citePassage(text, 'armistice')).toEqual([]);
    expect(citePassage(text, ' \n')).toEqual([]);
    expect(citePassage('', 'a')).toEqual([]);
  });
});

describe('a passage holds', () => {
  const passage = { paragraph: 1, start: 19, end: 36, sha256: sha256('ceasefire 𐌰 holds') };

  test('where it is cited, whatever the line ends of the file', () => {
    expect(holds(text, passage)).toBe(true);
    expect(holds(`\ufeff${text.replaceAll('\n', '\r\n')}\r\n`, passage)).toBe(true);
  });

  test.each([
    ['one letter is changed', text.replace('ceasefire 𐌰', 'ceasefirE 𐌰'), passage],
    ['it has moved by one', ` ${text}`, passage],
    ['the paragraph is another', text, { ...passage, paragraph: 2 }],
    ['the digest is in capitals', text, { ...passage, sha256: passage.sha256.toUpperCase() }],
    ['it ends past the text', text, { ...passage, end: 1000 }],
    ['it begins before the text', text, { ...passage, start: -1 }],
    ['it is empty', text, { paragraph: 1, start: 19, end: 19, sha256: sha256('') }],
    ['an offset is no whole number', text, { ...passage, start: 18.5 }],
  ])('not where %s', (_, changed, cited) => {
    expect(holds(changed, cited)).toBe(false);
  });
});

test('a text of a million letters is cited and checked in place', () => {
  const long = `${'The ceasefire holds.\n'.repeat(50_000)}The very last words`;
  const opened = openText(long);
  const [passage] = opened.cite('very last').passages;
  expect(passage).toMatchObject({ paragraph: 50_000, start: 1_050_004, end: 1_050_013 });
  expect(passage && opened.holds(passage)).toBe(true);
});
