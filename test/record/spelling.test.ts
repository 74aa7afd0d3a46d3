import { describe, expect, test } from 'vitest';
import { fold, words } from '../../src/record/spelling.ts';

describe('spellings that are found alike', () => {
  test.each([
    ['hamza on, under and without the alef', ['استانا', 'أستانا', 'آستانا', 'إستانا', 'ٱستانا']],
    ['hamza before a long u', ['مسؤول', 'مسئول', 'مسوول', 'مسءول', 'مَسْؤُول']],
    ['hamza on waw and yeh', ['مؤتمر', 'موتمر']],
    ['hamza on yeh', ['رئيس', 'رييس']],
    ['hamza on the line', ['شيء', 'شي', 'شئ']],
    ['hamza after an alef', ['وزراء', 'وزرا']],
    ['hamza before an alef', ['قرآن', 'قرءان', 'قران']],
    ['two waws in a name', ['داود', 'داوود', 'داؤود', 'داؤد']],
    ['ta marbuta', ['هدنة', 'هدنه']],
    ['alef maqsura', ['على', 'علي']],
    ['tatweel', ['سلام', 'ســــلام']],
    ['vowel signs', ['محمد', 'مُحَمَّدٌ']],
    ['superscript alef', ['هذا', 'هٰذا']],
    ['vowel signs as presentation forms', ['كتاب', 'كتابﹰ', 'كتﹷاب']],
    ['Farsi yeh and kaf', ['ایران یک', 'ايران يك']],
    ['Arabic-Indic and Farsi digits', ['2017', '٢٠١٧', '۲۰۱۷', '２０１７']],
    ['presentation forms', ['سلام', 'ﺳﻼﻡ']],
    ['a ligature of a whole phrase', ['ﷲ', 'الله']],
    [
      'zero-width and bidi signs',
      ['سلام', '\u200fسل\u200dام\u200e', '\u2067سلام\u2069', '\ufeffسلام'],
    ],
    ['a soft hyphen', ['ceasefire', 'cease\u00adfire']],
    ['capitals', ['astana', 'Astana', 'ASTANA']],
    ['accents, composed and not', ['geneve', 'Genève', 'Gene\u0300ve', 'GENÈVE']],
    ['letters with a stroke', ['lodz', 'Łódź']],
    ['o with a stroke, ae', ['aero', 'Ærø']],
    ['sharp s, small and capital', ['strasse', 'Straße', 'STRAẞE', 'STRASSE']],
    ['the Turkish i with and without its dot', ['istanbul', 'İstanbul', 'Istanbul', 'ıstanbul']],
    ['a ligature of Latin letters', ['final', 'ﬁnal']],
    ['marks of transliteration', ['al-jafari', 'al-Jaʿfarī', 'al-Jaʾfari']],
    ['the last sigma', ['οδοσ', 'ΟΔΟΣ', 'οδός']],
  ])('%s', (_, spellings) => {
    expect(new Set(spellings.map(fold))).toEqual(new Set([fold(spellings[0] ?? '')]));
  });

  test.each([
    ['جنيف', 'جنين'],
    ['سوريا', 'سورية'],
    ['ايران', 'العراق'],
    ['Iran', 'Iraq'],
    ['2016', '2017'],
  ])('but %s and %s stay apart', (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });
});

test('a folded word reads as plain letters', () => {
  expect(fold('آستانا، الهُدنةُ على ٢٣ شُباط')).toBe('استانا، الهدنه علي 23 شباط');
  expect(fold('Mohammed ʿAllūsh')).toBe('mohammed allush');
});

test('folding twice is folding once, for every letter, mark and digit, within words and alone', () => {
  const unstable: string[] = [];
  for (const letter of planeZero()) {
    for (const text of [letter, `ش${letter}و`]) {
      if (fold(fold(text)) !== fold(text)) unstable.push(text);
    }
  }
  expect(unstable).toEqual([]);
});

test('folding twice is folding once, for any mixture of the signs that matter', () => {
  const signs = [
    ...'اأإآٱءؤئوىيیةهكکـ٠۹aÉßİıŁøſ',
    '\u0651',
    '\u0654',
    '\u0655',
    '\u0653',
    '\u0301',
    '\u200d',
    ' ',
    'ﷺ',
    '\ud800',
  ];
  const pick = randomly(20170211);
  for (let round = 0; round < 20_000; round++) {
    const text = Array.from({ length: 1 + pick(7) }, () => signs[pick(signs.length)]).join('');
    const once = fold(text);
    if (fold(once) !== once) expect.fail(`fold is not stable for ${JSON.stringify(text)}`);
    expect(words(words(text).join(' '))).toEqual(words(text));
  }
});

test('no Latin or Arabic letter is lost', () => {
  // The tatweel only stretches a word; the last two ranges are vowel signs that Unicode calls letters.
  const stretched = /[\u0640\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f]/;
  const lost = planeZero().filter(
    (letter) =>
      /[\p{Script=Latin}\p{Script=Arabic}ء]/u.test(letter) &&
      /\p{L}/u.test(letter) &&
      !stretched.test(letter) &&
      words(letter).length === 0,
  );
  expect(lost).toEqual([]);
});

test('nothing unseen, no mark and no capital is left', () => {
  const left = planeZero().filter((letter) => /[\p{M}\p{Cf}\p{Lu}]/u.test(fold(letter)));
  expect(left).toEqual([]);
});

describe('words', () => {
  test('are runs of letters and digits, folded, in order', () => {
    expect(words('«وقف إطلاق النار»، 23 شباط (فبراير): cease-fire!')).toEqual([
      'وقف',
      'اطلاق',
      'النار',
      '23',
      'شباط',
      'فبراير',
      'cease',
      'fire',
    ]);
  });

  test('are none in a text without letters', () => {
    expect(words(' .,؟ « » \u0000 \u0651 ـــ ')).toEqual([]);
  });

  test('hold neither NUL nor half a surrogate pair, which databases refuse', () => {
    expect(words('a\u0000b \ud83d c\udc00d 𐌰')).toEqual(['a', 'b', 'c', 'd', '𐌰']);
  });

  test('are cut at 64 code points, never through a letter', () => {
    expect(words('𐌰'.repeat(70))).toEqual(['𐌰'.repeat(64)]);
    expect(words('a'.repeat(64))).toEqual(['a'.repeat(64)]);
  });
});

/** Every letter, mark and digit of the first plane of Unicode. */
function planeZero(): string[] {
  return Array.from({ length: 0x10000 }, (_, point) => String.fromCharCode(point)).filter((sign) =>
    /[\p{L}\p{M}\p{N}\p{Cf}]/u.test(sign),
  );
}

/** Numbers below a bound, the same in every run (mulberry32). */
function randomly(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
