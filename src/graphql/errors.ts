/** Faults that the caller can mend, as GraphQL errors with a code. All others are masked by the server. */
import { type ASTNode, GraphQLError } from 'graphql';

export type ErrorCode = 'BAD_USER_INPUT' | 'BAD_CURSOR' | 'UNAUTHENTICATED' | 'FORBIDDEN';

/** `node` is the place in the operation, where no field's or variable's place says it. */
export function badInput(message: string, node?: ASTNode): GraphQLError {
  const extensions = { code: 'BAD_USER_INPUT' satisfies ErrorCode };
  return new GraphQLError(message, { nodes: node ?? null, extensions });
}

export function badCursor(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_CURSOR' satisfies ErrorCode } });
}

export function unauthenticated(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED' satisfies ErrorCode } });
}

export function forbidden(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN' satisfies ErrorCode } });
}
