/** Answers as they are sent where Yoga does not send them itself: within events, and over WebSocket. */
import type { FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';

/** What an execution answers, as far as it matters here. */
interface ExecutionAnswer {
  readonly errors?: readonly GraphQLError[] | undefined;
}

/** The answer without what only says how Yoga is to answer over HTTP; it takes that out itself there. */
export function formatAnswer({ errors, ...rest }: ExecutionAnswer): FormattedExecutionResult {
  return errors ? { errors: errors.map(formatError), ...rest } : rest;
}

export function formatError(error: GraphQLError): GraphQLFormattedError {
  const { extensions = {}, ...rest } = error.toJSON();
  const { http, unexpected, ...shown } = extensions;
  return Object.keys(shown).length === 0 ? rest : { ...rest, extensions: shown };
}
