/** Whether an answer is one that its operation and the schema allow. */
import {
  type DocumentNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** What does not fit, each with its path; nothing where all does. Without named fragments. */
export function misfits(schema: GraphQLSchema, document: DocumentNode, data: unknown): string[] {
  const [operation] = document.definitions;
  const root = schema.getQueryType();
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !root) throw new Error('A query is there.');
  return misfitsOf(schema, root, operation.selectionSet, data, 'data');
}

function misfitsOf(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  selections: SelectionSetNode | undefined,
  value: unknown,
  path: string,
): string[] {
  if (isNonNullType(type)) {
    if (value === null || value === undefined) return [`${path} is null`];
    return misfitsOf(schema, type.ofType, selections, value, path);
  }
  if (value === null) return [];
  if (value === undefined) return [`${path} is missing`];
  if (isListType(type)) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((item, index) =>
      misfitsOf(schema, type.ofType, selections, item, `${path}.${index}`),
    );
  }
  if (isEnumType(type))
    return type.getValue(String(value)) ? [] : [`${path} is no ${type.name}: ${value}`];
  if (isScalarType(type)) return fitsScalar(type.name, value) ? [] : [`${path} is no ${type.name}`];
  if (typeof value !== 'object' || !selections) return [`${path} is no object`];
  const named = (value as { __typename?: unknown }).__typename;
  const actual = isAbstractType(type) ? schema.getType(String(named)) : type;
  if (!isObjectType(actual) || actual.name !== named) return [`${path} is of no type: ${named}`];
  if (isAbstractType(type) && !schema.isSubType(type, actual)) return [`${path} is ${named}`];
  const wanted = wantedFields(schema, actual, selections);
  const keys = new Set(Object.keys(value));
  const found = [...wanted].flatMap(([key, [field, below]]) => {
    keys.delete(key);
    if (field === '__typename') return [];
    const of = actual.getFields()[field];
    const item: unknown = (value as Record<string, unknown>)[key];
    return of ? misfitsOf(schema, of.type, below, item, `${path}.${key}`) : [`${path}.${key}?`];
  });
  return [...found, ...[...keys].map((key) => `${path}.${key} was not asked for`)];
}

type Wanted = Map<string, [field: string, below: SelectionSetNode | undefined]>;

function wantedFields(
  schema: GraphQLSchema,
  type: { name: string },
  { selections }: SelectionSetNode,
): Wanted {
  const wanted: Wanted = new Map();
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      wanted.set(node.alias?.value ?? node.name.value, [node.name.value, node.selectionSet]);
    } else if (node.kind === Kind.INLINE_FRAGMENT && node.typeCondition?.name.value === type.name) {
      for (const [key, field] of wantedFields(schema, type, node.selectionSet))
        wanted.set(key, field);
    }
  }
  return wanted;
}

function fitsScalar(name: string, value: unknown): boolean {
  if (name === 'Int') return Number.isInteger(value);
  if (name === 'Boolean') return typeof value === 'boolean';
  if (name === 'Date') return /^\d{4}-\d\d-\d\d$/.test(String(value));
  if (name === 'DateTime') return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(value));
  return typeof value === 'string';
}
