/** Prints the default of an argument or an input field so that two of them can be compared as text. */
import { inspect } from 'node:util';
import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLInputField,
  print,
  type ValueNode,
  visit,
} from 'graphql';

/**
 * The default as SDL, with the fields of objects by name, since their order means nothing.
 * `undefined` where there is none. One that does not fit its type is given as it was written, and
 * said to be no such thing: a comparison must be able to go on past it.
 */
export function printDefault(input: GraphQLArgument | GraphQLInputField): string | undefined {
  const { astNode, defaultValue, type } = input;
  if (defaultValue === undefined) {
    // From SDL, a default that does not fit arrives as none: only its node still tells of it.
    return astNode?.defaultValue && `${print(astNode.defaultValue)}, which is no ${type}`;
  }
  const literal = literalOf(defaultValue, type);
  return literal ? print(sorted(literal)) : `${shown(defaultValue)}, which is no ${type}`;
}

function literalOf(value: unknown, type: GraphQLArgument['type']): ValueNode | null | undefined {
  try {
    return astFromValue(value, type);
  } catch {
    return undefined;
  }
}

function sorted(literal: ValueNode): ValueNode {
  return visit(literal, {
    ObjectValue: {
      leave: (object) => ({
        ...object,
        fields: object.fields.toSorted((a, b) => (a.name.value < b.name.value ? -1 : 1)),
      }),
    },
  });
}

/** Anything at all, on one line. */
function shown(value: unknown): string {
  return inspect(value, { breakLength: Number.POSITIVE_INFINITY, compact: true });
}
