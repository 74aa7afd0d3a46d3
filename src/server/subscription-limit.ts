/** Bounds how many subscriptions one connection may have without a token. */
import type { Plugin } from 'graphql-yoga';
import type { OperationContext } from '../graphql/operation.ts';
import { beyondLimit, limits } from './limits.ts';
import { subscriptionOf } from './live-subscriptions.ts';

export function useSubscriptionLimit(): Plugin<OperationContext> {
  const underWay = new WeakMap<object, number>();
  return {
    onSubscribe({ args, setResultAndStopExecution }) {
      const { caller, connection } = args.contextValue;
      if (caller !== null) return;
      const count = (underWay.get(connection) ?? 0) + 1;
      if (count > limits.subscriptions) return setResultAndStopExecution({ errors: [tooMany()] });
      underWay.set(connection, count);
      const end = () => void underWay.set(connection, (underWay.get(connection) ?? 1) - 1);
      return {
        onSubscribeResult({ result }) {
          const subscription = subscriptionOf(result);
          if (subscription) subscription.onEnd(end);
          // Refused after all.
          else end();
        },
        onSubscribeError: end,
      };
    },
  };
}

function tooMany() {
  const maximum = limits.subscriptions;
  return beyondLimit(
    'RATE_LIMITED',
    `Expected at most ${maximum} subscriptions at once over one connection without a token, got one more. End one of them, or send a token.`,
    { limit: 'subscriptions', maximum, actual: maximum + 1 },
  );
}
