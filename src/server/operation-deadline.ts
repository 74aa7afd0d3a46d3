/** Ends operations that take too long, or that nobody waits for any longer, and their SQL with them. */
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { OperationContext } from '../graphql/operation.ts';
import { beyondLimit, limits } from './limits.ts';

/**
 * The time counts from the start of an execution. A subscription has no end: each of its entries is
 * answered by an execution of its own, whose SQL is bounded where its context is made.
 */
export function useOperationDeadline(
  milliseconds: number = limits.operationWithin,
): Plugin<OperationContext> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const { record, left } = args.contextValue;
      setExecuteFn((given) => {
        const stop = new AbortController();
        record.stopWith(stop.signal);
        const result: unknown = executeFn(given);
        // What needs no waiting cannot take too long.
        return result instanceof Promise
          ? withinDeadline(result, stop, milliseconds, left)
          : result;
      });
    },
  };
}

async function withinDeadline(
  result: Promise<unknown>,
  stop: AbortController,
  milliseconds: number,
  left: AbortSignal | undefined,
): Promise<unknown> {
  const ended = Promise.withResolvers<unknown>();
  const end = (error: GraphQLError) => {
    stop.abort(error);
    ended.resolve({ errors: [error] });
  };
  const leave = () => end(clientLeft());
  const deadline = setTimeout(() => end(tookTooLong(milliseconds)), milliseconds);
  left?.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([result, ended.promise]);
  } finally {
    clearTimeout(deadline);
    left?.removeEventListener('abort', leave);
  }
}

function tookTooLong(milliseconds: number): GraphQLError {
  return beyondLimit(
    'OPERATION_TIMED_OUT',
    `Expected an operation that takes at most ${milliseconds / 1000} s, and stopped this one. Ask for less at once; send a mutation again with the same idempotencyKey, since it may have been recorded.`,
    { limit: 'operationWithin', maximum: milliseconds },
  );
}

/** Nobody sees it; it keeps what breaks off from being reported as a fault. */
function clientLeft(): GraphQLError {
  return new GraphQLError('The client left.', { extensions: { code: 'CLIENT_LEFT' } });
}
