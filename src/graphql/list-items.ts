/**
 * Keeps a fault in a list from ending the process. Where the items of a list cannot be null, the
 * executors of GraphQL stop at the first that is known to be faulty, and forget those before it that
 * were still to come: when one of these fails too, nobody hears, and Node ends on what nobody hears.
 * Nothing is forgotten where each item is to come. So that is what they are given; whoever takes no
 * harm from faults in lists is given the items as they are.
 */
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { whenThere } from './soon.ts';

type Resolver = GraphQLFieldResolver<unknown, unknown> | undefined;

/** In a field's extensions: its resolver as it was. */
const resolverAtOnce = Symbol('the resolver that gives items as they are');

/** Changes the resolvers of all such lists, in place. */
export function promiseListItems(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      if (isListOfObjects(field.type)) promiseItems(field);
  }
  return schema;
}

/** The resolver that gives list items as they are; undefined where the field has none of its own. */
export function resolverOf(field: GraphQLField<unknown, unknown>): Resolver {
  const { extensions } = field;
  return resolverAtOnce in extensions ? (extensions[resolverAtOnce] as Resolver) : field.resolve;
}

function promiseItems(field: GraphQLField<unknown, unknown>): void {
  const { resolve } = field;
  const listOf = resolve ?? defaultFieldResolver;
  field.extensions = { ...field.extensions, [resolverAtOnce]: resolve };
  field.resolve = (...given) =>
    whenThere(listOf(...given), (list) =>
      Array.isArray(list) ? list.map((item: unknown) => Promise.resolve(item)) : list,
    );
}

/** Of such as cannot be null. */
function isListOfObjects(type: GraphQLOutputType): boolean {
  const list = getNullableType(type);
  if (!isListType(list) || !isNonNullType(list.ofType)) return false;
  return isCompositeType(getNullableType(list.ofType));
}
