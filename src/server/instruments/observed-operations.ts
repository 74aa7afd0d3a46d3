/** Lets the instruments see what is asked of the record, whatever it came over. */
import { type DocumentNode, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { OperationContext } from '../../graphql/operation.ts';
import { maskError } from '../errors.ts';
import { subscriptionOf } from '../live-subscriptions.ts';
import { longestName, noteErrors, notesEvents, type Operation } from './exchange.ts';
import type { Instruments } from './instruments.ts';
import type { Metrics } from './metrics.ts';

/** It comes last, so that it counts subscriptions that all others have let pass. */
export function useObservation(
  instruments: Instruments,
  metrics: Pick<Metrics, 'subscribed'>,
): Plugin<OperationContext> {
  return {
    onParse({ context }) {
      return ({ result }) => {
        const exchange = instruments.current();
        if (exchange && result && 'definitions' in result)
          exchange.operation = operationIn(result, context.params?.operationName);
      };
    },
    onSubscribe() {
      const exchange = instruments.current();
      return {
        onSubscribeResult({ result }) {
          const subscription = subscriptionOf(result);
          if (!subscription) return;
          if (exchange?.transport === 'http') exchange.transport = 'sse';
          const note = notesEvents(exchange);
          const left = metrics.subscribed(exchange?.transport ?? 'sse');
          subscription.onEnd(() => {
            left();
            // An HTTP request ends with its answer.
            if (exchange?.transport === 'websocket') instruments.end(exchange);
          });
          return {
            onNext({ result: { errors } }) {
              // They are masked behind this plugin.
              note(errors?.map(maskError));
            },
          };
        },
      };
    },
    onResultProcess({ result }) {
      const exchange = instruments.current();
      if (exchange && 'errors' in result) noteErrors(exchange, result.errors);
    },
  };
}

function operationIn(document: DocumentNode, asked: unknown): Operation | null {
  const operation = getOperationAST(document, typeof asked === 'string' ? asked : null);
  if (!operation) return null;
  return {
    name: operation.name?.value.slice(0, longestName) ?? null,
    kind: operation.operation,
  };
}
