/**
 * Answers an entry once more where the store was lost meanwhile. To tell of the fault in its place
 * would pass the entry over: whoever listens has its place already, and never asks for it again.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { OperationContext } from '../graphql/operation.ts';
import { isMasked, maskError } from './errors.ts';

/** What fails so often on a store that can be read is a fault of ours, and told. */
const attempts = 3;

/** How long the store is left alone, in milliseconds. */
const retryAfter = 100;

export function useEntryRetries(): Plugin<OperationContext> {
  return {
    onSubscribe: ({ args }) => ({
      onSubscribeResult({ result, setResult }) {
        if (Symbol.asyncIterator in result)
          setResult(new InsistentAnswers(result[Symbol.asyncIterator](), args.contextValue));
      },
    }),
  };
}

/** A class and not a generator, which could not be left while it waits. */
class InsistentAnswers implements AsyncIterableIterator<ExecutionResult> {
  readonly #answers: AsyncIterator<ExecutionResult>;
  readonly #context: OperationContext;
  #left = false;

  constructor(answers: AsyncIterator<ExecutionResult>, context: OperationContext) {
    this.#answers = answers;
    this.#context = context;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ExecutionResult>> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#answers.next();
      if (answer.done || !isBroken(answer.value) || attempt === attempts) return answer;
      if (await this.#untilReadable()) attempt = 0;
      if (!this.#left) this.#context.repeats = true;
    }
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    this.#left = true;
    await this.#answers.return?.();
    return { done: true, value: undefined };
  }

  /** Answers whether the store was lost. */
  async #untilReadable(): Promise<boolean> {
    for (let lost = false; ; lost = true) {
      await wait(retryAfter, undefined, { ref: false });
      if (this.#left) return lost;
      try {
        await this.#context.log.end();
        return lost;
      } catch {
        // The live feed, which reads the same store, tells the operator.
      }
    }
  }
}

/** Whether it is by no fault of the client's that something is missing. */
function isBroken({ errors }: ExecutionResult): boolean {
  return errors?.some((error) => isMasked(maskError(error))) ?? false;
}
