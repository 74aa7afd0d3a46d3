/** What a plan makes of whatever resolvers may give: what GraphQL makes of it, or nothing. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  buildSchema,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  isObjectType,
  parse,
} from 'graphql';
import { expect, test } from 'vitest';
import { promiseListItems } from '../../src/graphql/list-items.ts';
import { QueryPlans } from '../../src/server/query-plans.ts';
import { hearUnhandled } from '../unhandled.ts';

const later = async <Value>(value: Value): Promise<Value> => value;
const fail = () => {
  throw new Error('It broke.');
};

/** Fields of one object, each with its type and what its resolver does. */
const fields: Record<string, [type: string, resolve: (...given: never[]) => unknown]> = {
  text: ['String!', () => 'words'],
  textLater: ['String!', () => later('words')],
  none: ['String', () => null],
  undefinedText: ['String', () => undefined],
  noneLater: ['String', () => later(null)],
  missing: ['String!', () => null],
  missingLater: ['String!', () => later(undefined)],
  thrown: ['String', fail],
  rejected: ['String', () => later(null).then(fail)],
  error: ['String', () => new Error('It broke.')],
  errorLater: ['Thing', () => later(new Error('It broke.'))],
  wrongText: ['String', () => ({ not: 'text' })],
  number: ['Int', () => 7],
  wrongNumber: ['Int', () => 'seven'],
  noNumber: ['Int', () => Number.NaN],
  colour: ['Colour', () => 'RED'],
  noColour: ['Colour', () => 'GREY'],
  list: ['[String!]!', () => ['one', 'two']],
  listLater: ['[String!]', () => later(['one', later('two'), 'three'])],
  holes: ['[String]', () => ['one', null, later(null), undefined]],
  missingItem: ['[String!]', () => ['one', null]],
  rejectedItem: ['[String]', () => ['one', later(null).then(fail)]],
  errorItem: ['[String]', () => ['one', new Error('It broke.')]],
  faultBeforeRejection: ['[Thing!]', () => [{ name: null }, later(null).then(fail)]],
  lateRejections: [
    '[Thing]',
    () => nextTurn().then(() => [later(null).then(fail), later(null).then(fail)]),
  ],
  lists: ['[[Int!]!]', () => [[1, 2], later([3, later(4)]), []]],
  noList: ['[String]', () => 'text'],
  set: ['[String]', () => new Set(['one'])],
  thing: ['Thing', () => ({ kind: 'Thing', name: 'A thing' })],
  things: ['[Thing!]!', () => [{ name: 'one' }, later({ name: later('two') })]],
  method: ['Thing', () => ({ name: () => 'by a method' })],
  noName: ['Thing', () => ({ name: null })],
  either: ['Either', () => ({ kind: 'Other', size: 3 })],
  eitherLater: ['[Either!]', () => [later({ kind: 'Thing', name: 'one' }), { kind: 'Other' }]],
  neither: ['Either', () => ({ kind: 'Nothing' })],
  noKind: ['Either', () => ({})],
  outsider: ['Either', () => ({ kind: 'Outsider', name: 'No part of it' })],
  odd: ['Odd', () => 'odd'],
  oddNull: ['Odd', () => 'nothing'],
  oddMethod: ['Thing', () => ({ name: 'A thing', odd: () => 'by a method' })],
  argument: ['String', (_: never, { words }: { words: string }) => words],
  context: ['String', (_: never, __: never, context: string) => context],
  info: [
    'String',
    (_: never, __: never, ___: never, info: { fieldName: string }) => info.fieldName,
  ],
};

const schema = schemaOf();

function schemaOf(): GraphQLSchema {
  const built = buildSchema(`
    type Query { ${Object.entries(fields).map(([name, [type]]) => `${name}${name === 'argument' ? '(words: String = "by default")' : ''}: ${type}`)} }
    enum Colour { RED }
    interface Named { name: String! }
    type Thing implements Named { name: String! odd: Odd self: Thing }
    type Outsider implements Named { name: String! }
    scalar Odd
    type Other { size: Int }
    union Either = Thing | Other
  `);
  const { Query, Thing, Either, Odd } = built.getTypeMap();
  if (!isObjectType(Query) || !isObjectType(Thing)) throw new Error('They are object types.');
  for (const [name, [, resolve]] of Object.entries(fields)) {
    const field = Query.getFields()[name];
    if (field) field.resolve = resolve as never;
  }
  Object.assign(Thing.getFields().self ?? {}, { resolve: (thing: object) => later(thing) });
  Object.assign(Either ?? {}, { resolveType: ({ kind }: { kind: string }) => kind });
  Object.assign(Odd ?? {}, { serialize: (value: unknown) => (value === 'nothing' ? null : value) });
  return promiseListItems(built);
}

const below: Record<string, string> = {
  Thing: '{ name odd self { name } }',
  Either: '{ __typename ... on Named { name } ... on Other { size } }',
};

const selectionOf = (name: string) => {
  const type = fields[name]?.[0].replace(/\W/g, '') ?? '';
  return `${name} ${below[type] ?? ''}`;
};

async function both(query: string) {
  const args = { schema, document: parse(query), contextValue: 'a context' };
  const usual: ExecutionResult = await execute(args);
  const planned = await new QueryPlans().planOf(args)?.run(args);
  return { usual, planned };
}

/** What GraphQL answers and a plan leaves to it. */
const left = ['set', 'method', 'oddMethod', 'info'];

test.each(Object.keys(fields))('%s', async (name) => {
  const { usual, planned } = await both(`{ ${selectionOf(name)} }`);
  if (usual.errors || left.includes(name)) expect(planned).toBeNull();
  else expect(JSON.stringify(planned)).toBe(JSON.stringify(usual));
});

test('all that is well, in the order in which it is asked for', async () => {
  const well = [];
  for (const name of Object.keys(fields))
    if (!left.includes(name) && !(await both(`{ ${selectionOf(name)} }`)).usual.errors)
      well.push(name);
  expect(well.length).toBeGreaterThan(15);
  for (const order of [well, well.toReversed()]) {
    const { usual, planned } = await both(`{ ${order.map(selectionOf).join(' ')} }`);
    expect(usual.errors).toBeUndefined();
    expect(JSON.stringify(planned)).toBe(JSON.stringify(usual));
  }
});

test('a list that comes after a fault, with items that fail, ends nothing', async () => {
  const heard = hearUnhandled();
  const { planned } = await both(`{ rejected ${selectionOf('lateRejections')} }`);
  expect(planned).toBeNull();
  await nextTurn();
  expect(heard).toEqual([]);
});

test('one fault among all, wherever it stands, leaves all to the usual way', async () => {
  for (const fault of ['missing', 'missingLater', 'thrown', 'rejected', 'rejectedItem', 'noName'])
    for (const query of [
      `${selectionOf(fault)} things { name }`,
      `things { name } ${selectionOf(fault)}`,
    ])
      expect((await both(`{ ${query} }`)).planned).toBeNull();
});
