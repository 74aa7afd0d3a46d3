/** What is searched for, and what of the shipped set and `searchable.ts` is found, best first. */

const ofAstana = [
  ...['Talks astana-1', 'Talks astana-2'],
  ...['Quote jaafari-way-to-geneva', 'Pledge ceasefire-mechanism'],
  ...['Quote ansari-next-meeting', 'Pledge next-meeting'],
];

const ofAlloush = [
  ...['Person mohammed-alloush', 'Pledge detainee-names'],
  ...['Pledge halt-bombardment', 'Pledge eastern-ghouta-agenda'],
];

const ofTurkey = [
  ...['Party turkey', 'Quote jaafari-blame-for-no-statement'],
  ...['Pledge eastern-ghouta-agenda', 'Quote alloush-russia-promised-agenda'],
];

const ofKazakhstan = [
  ...['Party kazakhstan', 'Quote alloush-russian-pledge-on-bombardment'],
  'Pledge halt-bombardment',
];

/** What is looked for, in every spelling that is to find the same, and what is found, best first. */
export const cases: Record<string, [spellings: string[], found: string[]]> = {
  'hamza forms of the alef': [
    ['استانا', 'أستانا', 'آستانا', 'إستانا', 'ٱستانا', 'ا\u0654ستانا', 'Astana'],
    ofAstana,
  ],
  'hamza on the line': [['هدوء', 'هدو', 'هدؤ'], ['Quote calm']],
  'hamza on waw and yeh': [['مسؤول', 'مسئول', 'مسوول'], ['Quote calm']],
  'ta marbuta': [
    ['الحكومة السورية', 'الحكومه السوريه'],
    ['Party syrian-government', 'Talks astana-2'],
  ],
  'alef maqsura': [['مستشفى', 'مستشفي'], ['Quote calm']],
  tatweel: [['عـــلـــوش', 'علوش'], ofAlloush],
  'vowel signs': [['مُحَمَّد عَلُّوش', 'محمد علوش'], ofAlloush],
  'Farsi yeh': [
    ['جابری', 'جابري', 'جابرى'],
    ['Person hossein-jaberi-ansari', 'Pledge next-meeting'],
  ],
  'Farsi kaf': [['ترکیا', 'تركيا'], ofTurkey],
  'Arabic-Indic and Farsi digits': [['2017', '٢٠١٧', '۲۰۱۷', '２０１７'], ['Talks geneva-2017-02']],
  'presentation forms': [['ﻋﻠﻮﺵ', 'علوش'], ofAlloush],
  'signs that nobody sees': [['\u200fعل\u200dوش\u200e', 'al\u00adloush'], ofAlloush],
  'Latin accents': [['Türkiye', 'Turkiye', 'Tu\u0308rkiye', 'türkıye'], ['Party turkey']],
  'marks of transliteration': [['Jaʿfarī', 'Jafari'], ['Person zebra-keeper']],
  'capitals, Latin': [['LAVRENTIEV', 'lavrentiev'], ['Person alexander-lavrentiev']],
  'capitals, Cyrillic': [['ЛАВРЕНТЬЕВ', 'лаврентьев'], ['Person alexander-lavrentiev']],
  'capitals, Georgian': [['ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ', 'საქართველო'], ['Party many-scripts']],
  'capitals, Adlam': [['𞤀𞤁𞤂𞤀𞤃', '𞤢𞤣𞤤𞤢𞤥'], ['Party many-scripts']],
  'letters that were signs before': [['ᦷᦵ'], ['Party many-scripts']],
  'part of a word in such letters': [['ᦑ'], []],
  'letters beyond the first plane': [['𠀀𬺰'], ['Party many-scripts']],
  'several words, in any order': [
    ['agenda siege ghouta', 'ghouta agenda SIEGE', '"ghouta" (agenda) siege!'],
    [
      ...['Quote alloush-eastern-ghouta-agenda', 'Pledge eastern-ghouta-agenda'],
      'Quote alloush-russia-promised-agenda',
    ],
  ],
  'several words, one of them nowhere': [['agenda siege zanzibar', 'zanzibar agenda siege'], []],
  'words in two languages': [['Lavrentiev الكسندر'], ['Person alexander-lavrentiev']],
  'the beginning of the last word': [['kazakh', 'KAZAKHSTA'], ofKazakhstan],
  'the beginning of another word': [['kazakh witness', 'azakhstan', 'kazakhstann'], []],
  'names before texts, and the shorter first': [
    ['zebra', 'Zebra', 'zebr'],
    [
      ...['Party zebra', 'Person zebra-keeper', 'Talks zebra-summit', 'Talks zebra-talks'],
      ...['Quote zebra', 'Pledge zebra-a', 'Pledge zebra-b', 'Quote two-zebras'],
    ],
  ],
  'a word that a name has and a word that a text has': [['zebra stripes'], ['Talks zebra-talks']],
};

/** Nothing is found by them; what else they are must not be noticed. */
export const wordless = [
  '',
  ' ',
  '\t\n',
  '.',
  '، ؟ ؛ «»',
  '🙂',
  '👩‍👩‍👧',
  'ـــ',
  '\u064b\u0651',
  '\u0301',
  '\u200f',
  '\0',
  '\ud800',
  '\udc00\ud800',
  '\uffff',
  '"',
  "'",
  '*',
  '""',
  '\\',
];

/** With a meaning in one of the query languages behind the search. */
export const hostile = [
  ...[
    '"zebra',
    'zebra"',
    '"zebra" "',
    "zebra'",
    "'zebra",
    "''",
    'zebra*',
    '*zebra',
    '^zebra',
    '+ zebra',
    '-zebra',
  ],
  ...[
    'NEAR(zebra',
    'NEAR(zebra crossing, 2)',
    'NEAR',
    'AND',
    'OR',
    'NOT',
    'zebra AND',
    'OR zebra',
    'zebra NOT',
    'AND OR NOT',
  ],
  ...[
    'names:zebra',
    'texts : zebra',
    '{names texts}: zebra',
    '-names:zebra',
    'rowid:1',
    'zebra -- ',
    'zebra; drop table quote; --',
    'zebra /* ',
  ],
  ...[
    'zebra & ',
    'zebra |',
    '!zebra',
    'zebra <-> keeper',
    'zebra <2> keeper',
    'zebra:*',
    'zebra:A',
    '( zebra',
    'zebra )',
    'zebra \\',
    '\\zebra',
    "\\'",
    "zebra\\'",
  ],
  ...[
    'zebra\0',
    '\0zebra',
    'zebra\ud800',
    '\udfffzebra',
    '$1',
    '?',
    ':zebra',
    '@zebra',
    '%',
    '_',
    'ze_ra',
    '$$zebra$$',
    '{"zebra"}',
    '[zebra]',
  ],
];

export const long = {
  'one word of 90,000 letters': 'z'.repeat(90_000),
  'one word of 40,000 Arabic letters': 'ب'.repeat(40_000),
  '5,000 words': 'zebra '.repeat(5_000),
  '5,000 words that nothing holds': Array.from({ length: 5_000 }, (_, index) => `w${index}`).join(
    ' ',
  ),
  '40,000 marks on one letter': `ڿ${'\u064b\u0651'.repeat(20_000)}`,
  '90,000 quotation marks': '"'.repeat(45_000),
};
