/** Tells each answer of a subscription from which place of the log it comes, and where all begin. */
import type { Plugin } from 'graphql-yoga';
import type { OperationContext } from '../graphql/operation.ts';

/** On an answer, beside `data` and `errors`, where JSON leaves it out; and on what gives the answers. */
const place = Symbol('place in the pledge log');

/** The place of the entry that was answered; undefined for an answer of no entry. */
export function placeOfAnswer(answer: object): number | undefined {
  return (answer as { [place]?: number })[place];
}

/** The place behind which a subscription begins, before any of its answers is asked for. */
export function placeOfStart(answers: AsyncIterable<unknown>): number | undefined {
  return placeOfAnswer(answers);
}

export function useEntryPlaces(): Plugin<OperationContext> {
  return {
    onExecutionResult({ result, context }) {
      if (result === undefined || !(Symbol.asyncIterator in result)) return;
      // The context is the one that the subscription was made with.
      Object.assign(result, { [place]: (context as Partial<OperationContext>).place });
    },
    onSubscribe: ({ args }) => ({
      onSubscribeResult: () => ({
        // The next entry is not asked for before this one is answered.
        onNext: ({ result, setResult }) =>
          setResult(Object.assign(result, { [place]: args.contextValue.place })),
      }),
    }),
  };
}
