/** Operations made from the schema: any fields, any arguments, any values that their types allow. */
import fc, { type Arbitrary } from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { type Draw, fieldsAt, type MadeOperation, madeQuery } from '../made-operation.ts';
import { hostileText } from './hostile.ts';

/** Names of the made-up record, so that most operations find something. */
const slugs = [
  'red',
  'blue',
  'green',
  'ann',
  'bob',
  'cat',
  'alpha',
  'delta',
  's-one',
  'q-a',
  'q-b',
];

const deepest = 5;

export function drawOperation(schema: GraphQLSchema, draw: Draw): MadeOperation {
  const writer = new OperationWriter(schema, draw);
  return madeQuery('Fuzz', schema, writer, (root) => writer.selection(root, 1));
}

class OperationWriter {
  readonly definitions: string[] = [];
  readonly variables: Record<string, unknown> = {};
  readonly #schema: GraphQLSchema;
  readonly #draw: Draw;
  #fields = 0;

  constructor(schema: GraphQLSchema, draw: Draw) {
    this.#schema = schema;
    this.#draw = draw;
  }

  selection(type: GraphQLNamedType, depth: number): string {
    if (isAbstractType(type)) {
      const chosen = this.#some([...this.#schema.getPossibleTypes(type)], 1, 2);
      const parts = chosen.map((each) => `... on ${each.name} ${this.selection(each, depth)}`);
      return `{ __typename ${parts.join(' ')} }`;
    }
    if (!isObjectType(type)) throw new Error(`${type.name} has no fields.`);
    const fields = fieldsAt(type, depth >= deepest);
    const chosen = this.#some(fields, 0, depth < 3 ? 3 : 2);
    return `{ __typename ${chosen.map((field) => this.#field(field, depth)).join(' ')} }`;
  }

  /** Drawn by name, so that a failure can be read. */
  #some<Named extends { name: string }>(all: readonly Named[], least: number, most: number) {
    const names = all.map(({ name }) => name);
    const bounds = {
      minLength: Math.min(least, all.length),
      maxLength: Math.min(most, all.length),
    };
    const chosen = new Set(this.#draw(fc.subarray(names, bounds)));
    return all.filter(({ name }) => chosen.has(name));
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    this.#fields += 1;
    // The same field with other arguments is another field.
    const alias = field.args.length > 0 && this.#fields < 30 ? `f${this.#fields}: ` : '';
    const given = field.args.filter(
      (argument) =>
        isRequiredArgument(argument) || this.#draw(fc.integer({ min: 0, max: 3 })) === 0,
    );
    const written = given.map((argument) => this.#argument(argument));
    const type = getNamedType(field.type);
    const below = isCompositeType(type) ? ` ${this.selection(type, depth + 1)}` : '';
    return `${alias}${field.name}${written.length > 0 ? `(${written.join(', ')})` : ''}${below}`;
  }

  /** Every value goes by a variable: what is written out is for the tests of what is malformed. */
  #argument({ name, type }: GraphQLArgument): string {
    const variable = `v${this.definitions.length}`;
    this.definitions.push(`$${variable}: ${type}`);
    this.variables[variable] = this.#value(name, type);
    return `${name}: $${variable}`;
  }

  #value(name: string, type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.#value(name, type.ofType);
    if (isListType(type)) {
      const length = this.#draw(fc.integer({ min: 0, max: 3 }));
      return Array.from({ length }, () => this.#value(name, type.ofType));
    }
    if (isEnumType(type))
      return this.#draw(fc.constantFrom(...type.getValues().map(({ name }) => name)));
    if (isInputObjectType(type)) {
      const chosen = this.#some(Object.values(type.getFields()), 0, 3);
      return Object.fromEntries(
        chosen.map((each) => [each.name, this.#value(each.name, each.type)]),
      );
    }
    return this.#draw(scalars[type.name] ?? hostileText);
  }
}

const text = fc.oneof(fc.constantFrom(...slugs, 'peace', 'سلام', ''), hostileText);

const scalars: Record<string, Arbitrary<unknown>> = {
  String: text,
  ID: text,
  Int: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: -2, max: 101 })),
  Boolean: fc.boolean(),
  Locale: fc.constantFrom('en', 'ar', 'fr', 'zh-Hant-TW'),
  Date: fc.constantFrom('2017-02-16', '0001-01-01', '9999-12-31', '2024-02-29'),
  DateTime: fc.constantFrom('2017-02-16T00:00:00Z', '0001-01-01T00:00:00Z', '2038-01-19T03:14:08Z'),
};
