/**
 * Queries made from the schema that ask for the same things in all the ways that GraphQL has:
 * fragments of every kind, aliases, fields asked for twice, and values as literals, variables and
 * defaults. Most are valid; whoever takes them has to look. One value of a query may be unfit, and
 * no more: which of several errors is told is a matter of which comes first.
 */
import fc, { type Arbitrary } from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { globalId } from '../graphql/global-id.ts';
import { type Draw, fieldsAt, type MadeOperation, madeQuery } from '../made-operation.ts';

const deepest = 4;

export function makeQuery(schema: GraphQLSchema, draw: Draw): MadeOperation {
  const maker = new QueryMaker(schema, draw);
  return madeQuery('Made', schema, maker, (root) => maker.selection(root, 1));
}

class QueryMaker {
  readonly definitions: string[] = [];
  readonly variables: Record<string, unknown> = {};
  readonly fragments: string[] = [];
  readonly #schema: GraphQLSchema;
  readonly #draw: Draw;
  readonly #fragmentsOn = new Map<string, string[]>();
  #aliases = 0;
  #isUnfit = false;

  constructor(schema: GraphQLSchema, draw: Draw) {
    this.#schema = schema;
    this.#draw = draw;
  }

  /** The braces with what is between them. */
  selection(type: GraphQLNamedType, depth: number): string {
    const parts = [this.#part(type, depth)];
    const more = this.#below(depth < 3 ? 4 : 2);
    for (let count = 0; count < more; count += 1) {
      // The same again, which is to be answered as one.
      const repeated = this.#below(8) === 0 ? parts[0] : undefined;
      parts.push(repeated ?? this.#part(type, depth));
    }
    return `{ ${parts.join(' ')} }`;
  }

  /** A field, or a fragment. */
  #part(type: GraphQLNamedType, depth: number): string {
    const way = this.#below(10);
    if (way === 0) return '__typename';
    if (way === 1 && depth < deepest) return `... ${this.selection(type, depth)}`;
    if (way === 2) return this.#spread(type, depth);
    const conditions = this.#conditionsOn(type);
    if (isAbstractType(type) && (way < 8 || !isInterfaceType(type)))
      return this.#inline(conditions, depth);
    if (way === 3 && conditions.length > 0) return this.#inline(conditions, depth);
    if (!isObjectType(type) && !isInterfaceType(type)) return '__typename';
    const fields = fieldsAt(type, depth >= deepest);
    return fields.length === 0 ? '__typename' : this.#field(this.#one(fields), depth);
  }

  #inline(conditions: readonly GraphQLNamedType[], depth: number): string {
    const condition = this.#one(conditions);
    return `... on ${condition.name} ${this.selection(condition, depth)}`;
  }

  /** A named fragment, an earlier one of the type if there is any. */
  #spread(type: GraphQLNamedType, depth: number): string {
    const known = this.#fragmentsOn.get(type.name) ?? [];
    if (known.length > 0 && this.#below(2) === 0) return `...${this.#one(known)}`;
    const text = this.selection(type, Math.max(depth, deepest - 1));
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type.name} ${text}`);
    this.#fragmentsOn.set(type.name, [...known, name]);
    return `...${name}`;
  }

  /** Types whose fragments may stand in a selection of the type. */
  #conditionsOn(type: GraphQLNamedType): GraphQLNamedType[] {
    if (isAbstractType(type)) {
      const possible = [...this.#schema.getPossibleTypes(type)];
      const others = possible.flatMap((each) => each.getInterfaces());
      return [...possible, ...new Set(others)];
    }
    return isObjectType(type) ? [type, ...this.#abstractTypesOf(type)] : [];
  }

  #abstractTypesOf(type: GraphQLObjectType): GraphQLNamedType[] {
    return Object.values(this.#schema.getTypeMap()).filter(
      (each) => isAbstractType(each) && this.#schema.isSubType(each, type),
    );
  }

  #field({ name, args, type }: GraphQLField<unknown, unknown>, depth: number): string {
    const chosen = args.filter((each) => isRequiredArgument(each) || this.#below(3) === 0);
    const names = chosen.map((each) => each.name);
    const given = chosen.filter((each) => {
      // Only one end of a list can be asked for, and few cursors fit.
      const rarely =
        each.name === 'last' ? names.includes('first') : /^(after|before)$/.test(each.name);
      return !rarely || this.#unfit();
    });
    const written = given.map((each) => this.#argument(each));
    // With other arguments it is another field, and must have another name.
    const named = args.length > 0 || this.#below(6) === 0;
    const alias = named ? `${this.#one(['a', 'toString', 'length'])}${this.#aliases++}: ` : '';
    const below = getNamedType(type);
    const selection = isCompositeType(below) ? ` ${this.selection(below, depth + 1)}` : '';
    return `${alias}${name}${written.length > 0 ? `(${written.join(', ')})` : ''}${selection}`;
  }

  #argument({ name, type }: GraphQLArgument): string {
    const value = this.#value(name, type);
    if (this.#below(2) === 0) return `${name}: ${literal(value, type)}`;
    const variable = `v${this.definitions.length}`;
    const byDefault = this.#below(4) === 0 ? ` = ${literal(value, type)}` : '';
    // With a default, a variable may be null where the argument may not.
    const loose = byDefault !== '' && isNonNullType(type) ? type.ofType : type;
    this.definitions.push(`$${variable}: ${loose}${byDefault}`);
    if (byDefault === '' || this.#below(2) === 0) this.variables[variable] = value;
    else if (isNonNullType(type) && this.#unfit()) this.variables[variable] = null;
    return `${name}: $${variable}`;
  }

  #value(name: string, type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.#value(name, type.ofType);
    if (this.#below(12) === 0) return null;
    if (isListType(type)) {
      const length = this.#below(3);
      return Array.from({ length }, () => this.#value(name, type.ofType));
    }
    if (isEnumType(type)) return this.#one(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(() => this.#below(4) === 0);
      return Object.fromEntries(
        fields.map((each) => [each.name, this.#value(each.name, each.type)]),
      );
    }
    const unfit = unfitByType[type.name];
    if (unfit && this.#unfit()) return this.#draw(unfit);
    return this.#draw(byName[name] ?? byType[type.name] ?? slug);
  }

  /** Whether a value is to be unfit, where it could be. */
  #unfit(): boolean {
    if (this.#isUnfit || this.#below(8) > 0) return false;
    this.#isUnfit = true;
    return true;
  }

  /** Drawn by number: what fast-check tells of a failure is to be read. */
  #one<Value>(all: readonly Value[]): Value {
    const one = all[this.#below(all.length)];
    if (one === undefined) throw new Error('There is one at least.');
    return one;
  }

  #below(bound: number): number {
    return this.#draw(fc.integer({ min: 0, max: bound - 1 }));
  }
}

/** Names of the made-up record, so that most queries find something; and one of nothing. */
const slug = fc.constantFrom(
  ...['red', 'blue', 'green', 'ann', 'bob', 'alpha', 'delta', 's-one', 'a-1', 'a-2', 'b-1'],
  ...['q-a', 'q-b', 'q-d', 'p-a', 'p-b', 'p-c', 'p-d', 'p-e', 'nobody'],
);

const globalIds = ['Pledge:p-a', 'Talks:a-2', 'Party:red', 'Person:ann', 'Person:red', 'None:a'];

const id = fc.oneof(fc.constantFrom(...globalIds.map(globalId)), fc.constant('no id'));

const byName: Record<string, Arbitrary<unknown>> = {
  id,
  ids: id,
  text: fc.constantFrom('peace', 'سلام', 'bridge', ''),
  after: fc.constantFrom('0', 'no cursor', 'WyJ4Il0'),
  before: fc.constantFrom('3', 'no cursor'),
};

const byType: Record<string, Arbitrary<unknown>> = {
  Int: fc.integer({ min: 1, max: 5 }),
  Boolean: fc.boolean(),
  Locale: fc.constantFrom('en', 'ar', 'fr', 'en-GB', 'EN-gb'),
  Date: fc.constantFrom('2020-01-05', '2020-02-01', '2020-03-10'),
  DateTime: fc.constantFrom('2020-03-06T00:00:00Z', '2020-03-10T12:00:00+02:00'),
};

const unfitByType: Record<string, Arbitrary<unknown>> = {
  Int: fc.constantFrom(0, 101),
  Locale: fc.constant('no language'),
  Date: fc.constant('2020-02-30'),
  DateTime: fc.constant('2020'),
};

/** A value as GraphQL writes it. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (value === null || value === undefined) return 'null';
  if (isListType(type) && Array.isArray(value))
    return `[${value.map((item) => literal(item, type.ofType)).join(', ')}]`;
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const written = Object.entries(value).map(([name, each]) => {
      const of = fields[name]?.type;
      return of ? `${name}: ${literal(each, of)}` : '';
    });
    return `{ ${written.join(', ')} }`;
  }
  return isEnumType(type) ? String(value) : JSON.stringify(value);
}
