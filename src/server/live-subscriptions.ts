/** Has subscriptions answered by the group of all that ask the same. */
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  type SubscriptionArgs,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { FollowedLog } from '../graphql/operation.ts';
import { markPlace } from './entry-places.ts';
import type { LiveAnswers } from './live-answers.ts';
import type { LiveGroup, Receiver } from './live-group.ts';

/** On the context of an operation, and on what gives its answers, however that has been wrapped. */
const subscription = Symbol('subscription');

/** The subscription behind what gives its answers, or that a context belongs to; undefined for all else. */
export function subscriptionOf(answersOrContext: object): LiveSubscription | undefined {
  if (answersOrContext instanceof LiveSubscription) return answersOrContext;
  return (answersOrContext as { [subscription]?: LiveSubscription })[subscription];
}

export function useLiveSubscriptions(live: Pick<LiveAnswers, 'join'>): Plugin {
  return {
    onSubscribe({ setSubscribeFn }) {
      const subscribe = async (args: SubscriptionArgs) => {
        const source = await createSourceEventStream(args);
        if (!(Symbol.asyncIterator in source)) return source;
        // The one field of subscriptions gives what follows the log.
        const log = source as FollowedLog;
        const group = live.join(args as ExecutionArgs, log.filter);
        const answers = new LiveSubscription(log, group);
        Object.assign(args.contextValue as object, { [subscription]: answers });
        return answers;
      };
      // envelop has no type for what graphql.js itself takes.
      setSubscribeFn(subscribe as never);
    },
    onExecutionResult({ result, context }) {
      const answers = subscriptionOf(context);
      if (result === undefined || !answers) return;
      markPlace(Object.assign(result, { [subscription]: answers }), answers.after);
    },
  };
}

/** A class and not a generator, which could not be left while it waits. */
export class LiveSubscription implements AsyncIterableIterator<ExecutionResult> {
  /** The place behind which it begins. */
  readonly after: number;
  #log: FollowedLog | undefined;
  readonly #group: LiveGroup;
  readonly #ends: (() => void)[] = [];
  #left = false;

  constructor(log: FollowedLog, group: LiveGroup) {
    this.#log = log;
    this.#group = group;
    this.after = log.after;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Calls it once, when the subscription ends, however it does. */
  onEnd(end: () => void): void {
    this.#ends.push(end);
  }

  /** Gives all answers to a receiver, which is not to be asked for one by one then. */
  attach(receiver: Receiver): () => void {
    // The group reads the log for it.
    void this.#log?.return?.();
    this.#log = undefined;
    return this.#group.attach(receiver, this.after);
  }

  async next(): Promise<IteratorResult<ExecutionResult>> {
    const next = await this.#log?.next();
    if (!next || next.done) return await this.return();
    return { done: false, value: (await this.#group.answer(next.value)).result };
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    if (!this.#left) {
      this.#left = true;
      this.#group.release();
      for (const end of this.#ends) end();
      await this.#log?.return?.();
    }
    return { done: true, value: undefined };
  }
}
