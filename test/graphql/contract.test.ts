import {
  GraphQLEnumType,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { ContractError } from '../../src/graphql/contract.ts';
import { differences } from './differences.ts';

const query = 'type Query { a: Int } ';

describe('each kind of difference is refused, by coordinate', () => {
  test.each<[what: string, contract: string, code: string, lines: string[]]>([
    [
      'a type that is missing',
      `${query} type B { b: Int c(d: Int): Int }`,
      query,
      ['B: the contract has this type, the code does not'],
    ],
    [
      'a type too many',
      query,
      `${query} enum B { C D }`,
      ['B: the code has this enum, the contract does not'],
    ],
    [
      'another kind of type',
      `${query} interface B { b: Int }`,
      `${query} type B { b: Int }`,
      ['B: the contract says interface, the code has type'],
    ],
    [
      'a kind with other parts',
      `${query} input B { b: Int }`,
      `${query} enum B { C }`,
      [
        'B: the contract says input, the code has enum',
        'B.b: the contract has this input field, the code does not',
        'B.C: the code has this enum value, the contract does not',
      ],
    ],
    [
      'a field that is missing',
      'type Query { a: Int b(c: Int): Int }',
      query,
      ['Query.b: the contract has this field, the code does not'],
    ],
    [
      'a field too many',
      query,
      'type Query { a: Int b(c: Int): Int }',
      ['Query.b: the code has this field, the contract does not'],
    ],
    [
      'the type of a field',
      query,
      'type Query { a: Float }',
      ['Query.a: the contract says Int, the code has Float'],
    ],
    [
      'a field that may be null in code',
      'type Query { a: [Int!]! }',
      'type Query { a: [Int!] }',
      ['Query.a: the contract says [Int!]!, the code has [Int!]'],
    ],
    [
      'an item that may not be null in code',
      'type Query { a: [Int]! }',
      'type Query { a: [Int!]! }',
      ['Query.a: the contract says [Int]!, the code has [Int!]!'],
    ],
    [
      'an argument that is missing',
      'type Query { a(b: Int): Int }',
      query,
      ['Query.a(b:): the contract has this argument, the code does not'],
    ],
    [
      'an argument too many',
      query,
      'type Query { a(b: Int): Int }',
      ['Query.a(b:): the code has this argument, the contract does not'],
    ],
    [
      'an argument of an interface',
      `${query} interface B { c(d: Int!): Int }`,
      `${query} interface B { c(d: Int): Int }`,
      ['B.c(d:): the contract says Int!, the code has Int'],
    ],
    [
      'an input field',
      `${query} input B { c: Int d: Int }`,
      `${query} input B { c: Int! e: Int }`,
      [
        'B.c: the contract says Int, the code has Int!',
        'B.d: the contract has this input field, the code does not',
        'B.e: the code has this input field, the contract does not',
      ],
    ],
    [
      'an enum value',
      `${query} enum B { C D }`,
      `${query} enum B { D E }`,
      [
        'B.C: the contract has this enum value, the code does not',
        'B.E: the code has this enum value, the contract does not',
      ],
    ],
    [
      'a union member',
      'type Query { a: U } type B { b: Int } type C { c: Int } union U = Query | B',
      'type Query { a: U } type B { b: Int } type C { c: Int } union U = Query | C',
      [
        'U: the contract says member B, the code has no member B',
        'U: the contract says no member C, the code has member C',
      ],
    ],
    [
      'an interface',
      `interface N { a: Int } interface M { a: Int } type Query implements N { a: Int }`,
      `interface N { a: Int } interface M { a: Int } type Query implements M { a: Int }`,
      [
        'Query: the contract says interface N, the code has no interface N',
        'Query: the contract says no interface M, the code has interface M',
      ],
    ],
    [
      'a root',
      `schema { query: Query mutation: M } ${query} type M { a: Int } type N { a: Int }`,
      `schema { query: N subscription: M } ${query} type M { a: Int } type N { a: Int }`,
      [
        'schema: the contract says query Query, the code has query N',
        'schema: the contract says mutation M, the code has no mutation',
        'schema: the contract says no subscription, the code has subscription M',
      ],
    ],
    [
      'a deprecation',
      'type Query { a(d: Int): Int b: Int @deprecated(reason: "Use `a`.") c: E } enum E { F @deprecated }',
      'type Query { a(d: Int @deprecated): Int b: Int @deprecated(reason: "Use `c`.") c: E } enum E { F }',
      [
        'Query.a(d:): the contract says no deprecation, the code has deprecation "No longer supported"',
        'Query.b: the contract says deprecation "Use `a`.", the code has deprecation "Use `c`."',
        'E.F: the contract says deprecation "No longer supported", the code has no deprecation',
      ],
    ],
    [
      'the deprecation of an input field',
      `${query} input B { c: Int @deprecated d: Int }`,
      `${query} input B { c: Int d: Int }`,
      ['B.c: the contract says deprecation "No longer supported", the code has no deprecation'],
    ],
    [
      'where a scalar is specified',
      `${query} scalar B @specifiedBy(url: "https://b.example") scalar C @specifiedBy(url: "https://c.example") scalar D`,
      `${query} scalar B scalar C @specifiedBy(url: "https://other.example") scalar D @specifiedBy(url: "https://d.example")`,
      [
        'B: the contract says @specifiedBy "https://b.example", the code has no @specifiedBy',
        'C: the contract says @specifiedBy "https://c.example", the code has @specifiedBy "https://other.example"',
        'D: the contract says no @specifiedBy, the code has @specifiedBy "https://d.example"',
      ],
    ],
    [
      'an input that takes one of its fields',
      `${query} input B @oneOf { c: Int } input D { c: Int }`,
      `${query} input B { c: Int } input D @oneOf { c: Int }`,
      [
        'B: the contract says @oneOf, the code has no @oneOf',
        'D: the contract says no @oneOf, the code has @oneOf',
      ],
    ],
    [
      'a directive',
      `${query} directive @b(c: Int = 1) repeatable on FIELD | ENUM directive @d on FIELD`,
      `${query} directive @b(c: Int = 2) on FIELD | OBJECT directive @e on FIELD`,
      [
        '@b: the contract says repeatable, the code has no repeatable',
        '@b: the contract says location ENUM, the code has no location ENUM',
        '@b: the contract says no location OBJECT, the code has location OBJECT',
        '@b(c:): the contract says default 1, the code has default 2',
        '@d: the contract has this directive, the code does not',
        '@e: the code has this directive, the contract does not',
      ],
    ],
    [
      'words in code',
      query,
      '"W" schema { query: Query } "W" type Query { "W" a("W" b: I): Int } "W" input I { "W" c: E } "W" enum E { "W" F } "W" directive @g("W" h: Int) on FIELD "W" scalar S',
      [
        'schema: has a description in code; words live in the SDL only',
        'Query: has a description in code; words live in the SDL only',
        'Query.a: has a description in code; words live in the SDL only',
        'Query.a(b:): the code has this argument, the contract does not',
        'Query.a(b:): has a description in code; words live in the SDL only',
        'I: the code has this input, the contract does not',
        'I: has a description in code; words live in the SDL only',
        'I.c: has a description in code; words live in the SDL only',
        'E: the code has this enum, the contract does not',
        'E: has a description in code; words live in the SDL only',
        'E.F: has a description in code; words live in the SDL only',
        'S: the code has this scalar, the contract does not',
        'S: has a description in code; words live in the SDL only',
        '@g: the code has this directive, the contract does not',
        '@g: has a description in code; words live in the SDL only',
        '@g(h:): has a description in code; words live in the SDL only',
      ],
    ],
  ])('%s', (_, contract, code, lines) => {
    expect(differences(contract, code)).toEqual(lines);
  });
});

describe('defaults are compared as they are printed', () => {
  const inputs = 'enum E { A B } input I { from: Int until: Int es: [E!] inner: I }';
  const sdl = (argument: string) => `type Query { a(b: ${argument}): Int } ${inputs}`;

  test.each<[contract: string, code: string, says: string, has: string]>([
    ['Int = 20', 'Int', 'default 20', 'no default'],
    ['Int', 'Int = 20', 'no default', 'default 20'],
    ['Int = 20', 'Int = 21', 'default 20', 'default 21'],
    ['Int', 'Int = null', 'no default', 'default null'],
    ['String! = "en"', 'String! = "ar"', 'default "en"', 'default "ar"'],
    ['E! = A', 'E! = B', 'default A', 'default B'],
    ['[E!] = [A, B]', '[E!] = [B, A]', 'default [A, B]', 'default [B, A]'],
    [
      'I = {from: 1}',
      'I = {from: 1, until: 2}',
      'default {from: 1}',
      'default {from: 1, until: 2}',
    ],
    [
      'I = {inner: {es: [A]}}',
      'I = {inner: {es: [B]}}',
      'default {inner: {es: [A]}}',
      'default {inner: {es: [B]}}',
    ],
    ['E! = C', 'E! = A', 'default C, which is no E!', 'default A'],
  ])('%s is not %s', (contract, code, says, has) => {
    const line = `Query.a(b:): the contract says ${says}, the code has ${has}`;
    expect(differences(sdl(contract), sdl(code))).toEqual([line]);
  });

  test('the default of an input field is told by its coordinate', () => {
    const input = (limit: string) => `type Query { a: Int } input I { limit: ${limit} }`;
    expect(differences(input('Int! = 20'), input('Int! = 50'))).toEqual([
      'I.limit: the contract says default 20, the code has default 50',
    ]);
  });

  // As code has them: enum values that stand for others, and fields in another order.
  const e = new GraphQLEnumType({ name: 'E', values: { B: { value: 2 }, A: { value: 1 } } });
  const i: GraphQLInputObjectType = new GraphQLInputObjectType({
    name: 'I',
    fields: () => ({
      until: { type: GraphQLInt },
      inner: { type: i },
      from: { type: GraphQLInt },
      es: { type: new GraphQLList(new GraphQLNonNull(e)) },
    }),
  });
  const code = (type: GraphQLInputType, defaultValue: unknown) => {
    const fields = { a: { type: GraphQLInt, args: { b: { type, defaultValue } } } };
    return new GraphQLSchema({
      query: new GraphQLObjectType({ name: 'Query', fields }),
      types: [i],
    });
  };

  test('values that code keeps in its own way are the same once printed', () => {
    expect(differences(sdl('E = A'), code(e, 1))).toEqual([]);
    const value = { inner: { until: 2, from: 1 }, es: [1, 2] };
    expect(
      differences(sdl('I = {es: [A, B], inner: {from: 1, until: 2}}'), code(i, value)),
    ).toEqual([]);
  });

  test('a default that does not fit its type is told and hides no other difference', () => {
    expect(differences(sdl('E = A').replace('until: Int ', ''), code(e, { no: 'value' }))).toEqual([
      "Query.a(b:): the contract says default A, the code has default { no: 'value' }, which is no E",
      'I.until: the code has this input field, the contract does not',
    ]);
  });
});

test('the order of things is not part of the contract', () => {
  const contract = `type Query implements M & N { a(b: Int, c: I): E d: U } interface M { a(b: Int, c: I): E }
    interface N { d: U } enum E { F G } input I { j: Int k: Int } union U = Query | V type V { w: Int }
    directive @x on FIELD | ENUM`;
  const code = `directive @x on ENUM | FIELD type V { w: Int } union U = V | Query input I { k: Int j: Int }
    enum E { G F } interface N { d: U } interface M { a(c: I, b: Int): E }
    type Query implements N & M { d: U a(c: I, b: Int): E }`;
  expect(differences(contract, code)).toEqual([]);
});

test('what GraphQL itself brings is not part of the contract', () => {
  const everyScalar = 'type Query { a: Int } type B { c: Float d: ID e: Boolean f: String }';
  expect(differences('type Query { a: Int } type B', everyScalar)).toEqual(
    ['c', 'd', 'e', 'f'].map(
      (field) => `B.${field}: the code has this field, the contract does not`,
    ),
  );
});

test('the error says all of it at once', () => {
  const error = new ContractError(['Query.a: one', 'Query.b: two']);
  expect(error).toMatchObject({ name: 'ContractError', message: 'Query.a: one\nQuery.b: two' });
});
