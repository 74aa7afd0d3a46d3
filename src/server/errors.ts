/** Which errors a caller may see. All others are masked, and reported with their cause. */
import { inspect } from 'node:util';
import { type ExecutionArgs, GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Takes one finished text for the operator, such as `console.error`. */
export type Report = (text: string) => void;

const maskedMessage = 'Internal error';
const maskedCode = 'INTERNAL_SERVER_ERROR';

/**
 * The error as the caller may see it: itself where it carries a code, or is masked already, else
 * `Internal error` at the same place. Resolvers throw GraphQLErrors with a code for all that a
 * caller can cause.
 */
export function maskError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) {
    if (isForCaller(error) || isMasked(error)) return error;
    if (blamesArgument(error)) return withCode(error, 'BAD_USER_INPUT');
  }
  // `unexpected` makes it status 500 where nothing else is answered; Yoga takes it out again.
  const extensions = { code: maskedCode, unexpected: true };
  const { nodes, path } = error instanceof GraphQLError ? error : {};
  return new GraphQLError(maskedMessage, { nodes: nodes ?? null, path, extensions });
}

/**
 * Masks the errors of an execution, and reports what it masked with the operation's name. Without
 * `suggestions`, a fault of a variable does not say what was perhaps meant.
 */
export function useErrorMasking(report: Report, suggestions: boolean): Plugin {
  return {
    onExecute({ args }) {
      return {
        onExecuteDone({ result, setResult }) {
          if (!('errors' in result) || !result.errors) return;
          // Without any data nothing was executed: the variables did not fit the operation.
          const wasExecuted = result.data !== undefined;
          const errors = result.errors.map((error) => {
            if (!wasExecuted && !hasCode(error))
              return withCode(suggestions ? error : unsuggesting(error), 'BAD_USER_INPUT', 400);
            const shown = maskError(error);
            if (shown !== error && isMasked(shown))
              report(describeFault(error, operationName(args)));
            return shown;
          });
          setResult({ ...result, errors });
        },
      };
    },
  };
}

/** True of the errors that `maskError` puts in the place of others. */
export function isMasked(error: GraphQLError): boolean {
  return error.message === maskedMessage && error.extensions.code === maskedCode;
}

/** For the operator: where it broke, then the error with its stack and causes. */
export function describeFault(error: unknown, place = 'a request'): string {
  const cause = (error instanceof GraphQLError && error.originalError) || error;
  const field = error instanceof GraphQLError && error.path ? `, at ${error.path.join('.')}` : '';
  return `Internal error in ${place}${field}: ${inspect(cause)}`;
}

function isForCaller(error: GraphQLError): boolean {
  return hasCode(error) && error.extensions.code !== maskedCode && isGraphQLErrorThroughout(error);
}

function hasCode(error: GraphQLError): boolean {
  return typeof error.extensions.code === 'string';
}

/** A database driver's error has a code too: one that only wraps another kind of error is not ours. */
function isGraphQLErrorThroughout(error: Error | undefined): boolean {
  if (error === undefined) return true;
  return error instanceof GraphQLError && isGraphQLErrorThroughout(error.originalError);
}

/**
 * True of what executors throw, without a code, for an argument that only fails with its
 * variables, such as null for an argument that has a default: they point to the argument's
 * value, where a resolver's error points to its field.
 */
function blamesArgument(error: GraphQLError): boolean {
  const kind = error.nodes?.[0]?.kind;
  return kind !== undefined && kind !== 'Field' && isGraphQLErrorThroughout(error);
}

/** The error with a code where it has none, as Yoga gives it over HTTP. */
export function coded(error: GraphQLError, code: string, status?: number): GraphQLError {
  return hasCode(error) ? error : withCode(error, code, status);
}

function withCode(error: GraphQLError, code: string, status?: number): GraphQLError {
  const { message, nodes, source, positions, path } = error;
  // A well-formed request in `application/json` is answered with 200, and `spec` says that it was one:
  // https://graphql.github.io/graphql-over-http/draft/#sec-application-json
  const http = status === undefined ? {} : { http: { spec: true, status } };
  const extensions = { ...error.extensions, code, ...http };
  return new GraphQLError(message, { nodes: nodes ?? null, source, positions, path, extensions });
}

/** GraphQL.js is not asked for the values of variables by us, so it cannot be told. */
function unsuggesting(error: GraphQLError): GraphQLError {
  const { nodes, source, positions, path, extensions } = error;
  const message = error.message.replace(/ Did you mean .*$/s, '');
  return new GraphQLError(message, { nodes: nodes ?? null, source, positions, path, extensions });
}

function operationName({ document, operationName: asked }: ExecutionArgs): string {
  const name = asked ?? getOperationAST(document)?.name?.value;
  return name ? `operation ${name}` : 'an unnamed operation';
}
