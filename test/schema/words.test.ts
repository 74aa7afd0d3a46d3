import { expect, test } from 'vitest';
import { contractDocument, coordinates } from './coordinates.ts';

const words = [...coordinates(contractDocument())].map(
  ([coordinate, node]) => [coordinate, node.description?.value ?? ''] as const,
);

test('everything in the contract has a description', () => {
  // A walk that missed a kind of thing would find nothing missing in it.
  const kinds = [...coordinates(contractDocument())].map(([, node]) => node.kind);
  expect(new Set(kinds)).toEqual(
    new Set([
      'SchemaDefinition',
      'ObjectTypeDefinition',
      'InterfaceTypeDefinition',
      'UnionTypeDefinition',
      'EnumTypeDefinition',
      'InputObjectTypeDefinition',
      'ScalarTypeDefinition',
      'FieldDefinition',
      'InputValueDefinition',
      'EnumValueDefinition',
    ]),
  );
  expect(words.filter(([, said]) => said.trim() === '').map(([coordinate]) => coordinate)).toEqual(
    [],
  );
});

test('no description merely repeats the name of what it describes', () => {
  expect(words.filter(([coordinate, said]) => repeats(coordinate, said))).toEqual([]);
});

test.each([
  ['Pledge.status', 'The status of the pledge.'],
  ['PageInfo.hasNextPage', 'Whether this has a next page.'],
  ['TalksConnection', 'A connection of talks'],
  ['PledgeRole.MAKER', 'Maker.'],
  ['Query.pledges(orderBy:)', 'What the pledges are ordered by.'],
])('%s: “%s” would be told as a repetition', (coordinate, said) => {
  expect(repeats(coordinate, said)).toBe(true);
});

test('every description is made of sentences that end', () => {
  expect(words.filter(([, said]) => !/^["`\p{Lu}\d].*\.$/su.test(said))).toEqual([]);
});

test.each(['first', 'last', 'after', 'before', 'locale'])(
  'the argument `%s` is told in the same words wherever it means the same',
  (name) => {
    const told = words.filter(([coordinate]) => coordinate.endsWith(`(${name}:)`));
    // These mean something else.
    const others = ['Quote.translation(locale:)', 'Subscription.pledgeUpdates(after:)'];
    const distinct = new Set(told.filter(([at]) => !others.includes(at)).map(([, said]) => said));
    expect(told.length).toBeGreaterThan(1);
    expect([...distinct]).toHaveLength(1);
  },
);

test('the contract takes no side in its words', () => {
  expect(words.filter(([, said]) => /regime|rebel|terroris/i.test(said))).toEqual([]);
});

const fillers = new Set(
  'a an and are as at be by for from has have in is it its of on one or that the this to was what whether which with'.split(
    ' ',
  ),
);

/** Whether a description has no word of weight that its coordinate has not. */
function repeats(coordinate: string, said: string): boolean {
  const name = new Set(stems(coordinate));
  return stems(said).every((stem) => fillers.has(stem) || name.has(stem));
}

/** The words in a text or a name in camel or upper case, lower-cased, without endings. */
function stems(text: string): string[] {
  return (text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').match(/\p{L}+/gu) ?? [])
    .map((word) => word.toLowerCase())
    .map((word) => (fillers.has(word) ? word : word.replace(/(ies|es|ed|s|e|y)$/u, '')));
}
