/**
 * What an operation costs: how many values its answer can hold. A field is a point; a field of a
 * list's items is a point for each item that the list can have, and so on downwards.
 */
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { largestPage, pageSize } from '../graphql/connection.ts';
import { type Fragments, fragmentsOf } from './fragments.ts';

/** A list that is not paged is as long as the record has it: delegations at talks, citations of a fact. */
const usualLength = 3;

/** What the arguments of an operation take their values from. */
interface Given {
  operation: OperationDefinitionNode;
  /** The value of a variable as it came; undefined where none did. */
  variable: (name: string) => unknown;
}

export interface CostlyOperation extends Given {
  schema: GraphQLSchema;
  /** The operation with its fragments. */
  document: DocumentNode;
}

/**
 * The cost of a valid operation in points. What `@skip` and `@include` would leave out counts, and
 * so does each fragment of a union that a value can be of; of several types, the dearest.
 */
export function costOf({ schema, document, operation, variable }: CostlyOperation): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const reckoner = new CostReckoner(schema, fragmentsOf(document), { operation, variable });
  return reckoner.selection(operation.selectionSet, root, null);
}

class CostReckoner {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Fragments;
  readonly #given: Given;
  /** A selection is reckoned once for each type and page size, however often fragments repeat it. */
  readonly #known = new Map<SelectionSetNode, Map<string, number>>();

  constructor(schema: GraphQLSchema, fragments: Fragments, given: Given) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#given = given;
  }

  /** `page` is the length of the lists of this object, where it is a page of a connection. */
  selection(set: SelectionSetNode, type: GraphQLObjectType, page: number | null): number {
    const known = this.#known.get(set) ?? new Map<string, number>();
    this.#known.set(set, known);
    const key = `${type.name} ${page}`;
    const cost = known.get(key) ?? this.#selection(set, type, page);
    known.set(key, cost);
    return cost;
  }

  #selection(set: SelectionSetNode, type: GraphQLObjectType, page: number | null): number {
    let cost = 0;
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        cost += this.#field(node, type, page);
        continue;
      }
      const fragment =
        node.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(node.name.value) : node;
      if (fragment && this.#applies(fragment.typeCondition?.name.value, type))
        cost += this.selection(fragment.selectionSet, type, page);
    }
    return cost;
  }

  #field(node: FieldNode, parent: GraphQLObjectType, page: number | null): number {
    const field = fieldOf(parent, node.name.value);
    if (field === undefined) return 1;
    const length = isList(field) ? (page ?? itemsNamed(node, this.#given) ?? usualLength) : 1;
    const type = getNamedType(field.type);
    if (!node.selectionSet || !isCompositeType(type)) return length;
    const isPaged = field.args.some(({ name }) => name === 'first');
    const pageBelow = isPaged ? pageSizeOf(node, this.#given) : null;
    const types = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type];
    let dearest = 0;
    for (const each of types)
      dearest = Math.max(dearest, this.selection(node.selectionSet, each, pageBelow));
    return length * (1 + dearest);
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const wanted = this.#schema.getType(condition);
    return isAbstractType(wanted) && this.#schema.isSubType(wanted, type);
  }
}

function fieldOf(
  type: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(type) ? type.getFields()[name] : undefined;
}

function isList({ type }: GraphQLField<unknown, unknown>): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** How many things a field's arguments name one by one, such as the `ids` of `nodes`. */
function itemsNamed({ arguments: named = [] }: FieldNode, { variable }: Given): number | undefined {
  const value = named.find(({ name }) => name.value === 'ids')?.value;
  if (value?.kind === Kind.LIST) return value.values.length;
  const list = value?.kind === Kind.VARIABLE ? variable(value.name.value) : undefined;
  return Array.isArray(list) ? list.length : undefined;
}

/** What a page is refused for counts as the largest: whoever reads it says what is wrong. */
function pageSizeOf({ arguments: named = [] }: FieldNode, given: Given): number {
  const sizes = ['first', 'last']
    .map((name) => named.find((argument) => argument.name.value === name))
    .map((argument) => argument && sizeGiven(argument, given));
  const size = sizes.find((each) => each != null) ?? pageSize;
  return size >= 0 && size <= largestPage ? size : largestPage;
}

/** Null where nothing is given in the end; not a number where something else is. */
function sizeGiven({ value }: ArgumentNode, { operation, variable }: Given): number | null {
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind !== Kind.VARIABLE) return null;
  const name = value.name.value;
  const given = variable(name);
  if (given !== undefined) return given === null ? null : Number(given);
  const definition = operation.variableDefinitions?.find(
    ({ variable }) => variable.name.value === name,
  );
  const byDefault = definition?.defaultValue;
  return byDefault?.kind === Kind.INT ? Number(byDefault.value) : null;
}
