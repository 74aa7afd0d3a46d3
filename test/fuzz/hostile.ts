/** What nobody would send who means well. */
import fc from 'fast-check';

/** Quotes, NUL, halves of surrogate pairs, marks of direction, what databases take for patterns. */
export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "'",
      '"',
      '\\',
      '\0',
      'a\0b',
      '\ud800',
      '\udfff',
      '\u202e',
      '\u200f',
      '%',
      '_',
      '*',
      'NEAR(',
      '" OR "',
      '$1',
      '{"a"}',
      '__proto__',
      'constructor',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('x', 'ء', '\u064b', '🕊').map((one) => one.repeat(5000)) },
);

export const anyJson = fc.oneof(
  hostileText,
  fc.json({ maxDepth: 4, stringUnit: 'binary' }).map((text) => JSON.parse(text)),
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, true, [], {}, [[[[]]]], 1e308, -0),
);

const tokens = [
  ...['{', '}', '(', ')', '[', ']', ':', '$', '!', '|', '...', '@', '=', '&', '"', '"""', '#', ','],
  ...[
    'query',
    'mutation',
    'subscription',
    'fragment',
    'on',
    'true',
    'null',
    '__typename',
    '__schema',
  ],
  ...[
    'pledges',
    'talks',
    'nodes',
    'first',
    'filter',
    'slug',
    '$v0',
    '1',
    '-1',
    '1e999',
    '99999999999',
  ],
  ...[
    '"\\ud800"',
    '"\\u0000"',
    '"x',
    '@include(if: $v0)',
    '@skip(if: true)',
    '\ufeff',
    '\0',
    '\ud800',
  ],
];

/** Cuts, repeats, swaps or replaces some tokens of an operation. */
export function brokenAt(
  query: string,
  edits: readonly [at: number, how: number, token: number][],
) {
  const parts = query.split(/(?<=[\s{}()[\]:,$!@.])|(?=[\s{}()[\]:,$!@.])/);
  for (const [at, how, token] of edits) {
    const index = at % Math.max(1, parts.length);
    const other = tokens[token % tokens.length] ?? '';
    if (how === 0) parts.splice(index, 1);
    if (how === 1) parts.splice(index, 0, parts[index] ?? '');
    if (how === 2) parts.splice(index, 1, other);
    if (how === 3) parts.splice(index, 0, other);
    if (how === 4) parts.splice(index);
  }
  return parts.join('');
}

export const edits = fc.array(
  fc.tuple(fc.nat(10_000), fc.integer({ min: 0, max: 4 }), fc.nat(10_000)),
  { minLength: 1, maxLength: 4 },
);
