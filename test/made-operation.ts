/** What makers of operations have in common. */
import type { Arbitrary } from 'fast-check';
import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
} from 'graphql';

/** Draws one value; what is drawn is replayed and shrunk by fast-check. */
export type Draw = <Value>(arbitrary: Arbitrary<Value>) => Value;

export interface MadeOperation {
  query: string;
  variables: Record<string, unknown>;
}

/** What a maker has written besides the selection. */
interface Written {
  /** Of variables. */
  definitions: readonly string[];
  variables: Record<string, unknown>;
  fragments?: readonly string[];
}

/** `selection` writes what is asked of the root type. */
export function madeQuery(
  name: string,
  schema: GraphQLSchema,
  written: Written,
  selection: (root: GraphQLObjectType) => string,
): MadeOperation {
  const root = schema.getQueryType();
  if (!root) throw new Error('There are queries.');
  const asked = selection(root);
  const { definitions, variables, fragments = [] } = written;
  const given = definitions.length > 0 ? `(${definitions.join(', ')})` : '';
  return { query: [`query ${name}${given} ${asked}`, ...fragments].join('\n'), variables };
}

/** A type's fields, but for those with fields of their own where nothing may be below. */
export function fieldsAt(
  type: GraphQLObjectType | GraphQLInterfaceType,
  isDeepest: boolean,
): GraphQLField<unknown, unknown>[] {
  const fields = Object.values(type.getFields());
  return isDeepest ? fields.filter((each) => !isCompositeType(getNamedType(each.type))) : fields;
}
