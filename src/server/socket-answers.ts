/**
 * Sends the answers of a subscription over a WebSocket, as they come: what all who follow with the
 * same operation are told is written out once, but for the name that each has given its operation.
 * https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md#next
 */
import { MessageType } from 'graphql-ws';
import { formatAnswer } from './answer-format.ts';
import { untilRoom } from './event-writer.ts';
import type { OnEvent } from './instruments/exchange.ts';
import type { LiveAnswer, Receiver } from './live-group.ts';
import type { LiveSubscription } from './live-subscriptions.ts';
import type { SocketExtra } from './socket-protocol.ts';

/** What answers say, made once however many connections they go to. */
const payloads = new WeakMap<LiveAnswer, string>();

const ended = { done: true, value: undefined } as const;

export interface SocketAnswersParts {
  connection: SocketExtra;
  id: string;
  subscription: LiveSubscription;
  onEvent: OnEvent;
  /** Aborted when the connection is gone. */
  left: AbortSignal;
}

/** Gives graphql-ws nothing until the subscription ends: what comes is sent past it. */
export class SocketAnswers implements AsyncIterableIterator<never>, Receiver {
  readonly #connection: SocketExtra;
  readonly #beginning: string;
  readonly #subscription: LiveSubscription;
  readonly #onEvent: OnEvent;
  readonly #left: AbortSignal;
  readonly #leave = () => void this.return();
  readonly #end = Promise.withResolvers<IteratorReturnResult<undefined>>();
  #detach: (() => void) | undefined;
  #isOver = false;

  /** `id` is the client's name of the operation. */
  constructor({ connection, id, subscription, onEvent, left }: SocketAnswersParts) {
    this.#connection = connection;
    this.#beginning = `{"id":${JSON.stringify(id)},"type":"${MessageType.Next}","payload":`;
    this.#subscription = subscription;
    this.#onEvent = onEvent;
    this.#left = left;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorReturnResult<undefined>> {
    if (!this.#isOver && !this.#detach) {
      // A client that ends an operation and begins another of the same name in one breath makes
      // graphql-ws lose sight of the first: it ends with the connection all the same.
      this.#left.addEventListener('abort', this.#leave, { once: true });
      const detach = this.#subscription.attach(this);
      this.#detach = detach;
      // The server may be stopping, which ends it at once.
      if (this.#isOver) detach();
    }
    return this.#end.promise;
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.#isOver = true;
    this.#left.removeEventListener('abort', this.#leave);
    this.#detach?.();
    this.#end.resolve(ended);
    await this.#subscription.return();
    return ended;
  }

  write(answer: LiveAnswer): boolean {
    const { socket, request } = this.#connection;
    // What closes it ends the subscription.
    if (socket.readyState !== socket.OPEN) return true;
    this.#onEvent(answer.result.errors);
    socket.send(`${this.#beginning}${payloadOf(answer)}}`);
    return !request.socket.writableNeedDrain;
  }

  ready(): Promise<void> {
    return untilRoom(this.#connection.request.socket);
  }

  end(): void {
    void this.return();
  }
}

function payloadOf(answer: LiveAnswer): string {
  const known = payloads.get(answer);
  if (known !== undefined) return known;
  const made = JSON.stringify(formatAnswer(answer.result));
  payloads.set(answer, made);
  return made;
}
