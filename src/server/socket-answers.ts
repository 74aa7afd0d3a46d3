/**
 * Sends the answers of a subscription over a WebSocket, as they come: what all who follow with the
 * same operation are told is written out once, but for the name that each has given its operation.
 * https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md#next
 */
import { MessageType } from 'graphql-ws';
import { formatAnswer } from './answer-format.ts';
import { untilRoom } from './event-writer.ts';
import type { LiveAnswer, Receiver } from './live-group.ts';
import type { LiveSubscription } from './live-subscriptions.ts';
import type { SocketExtra } from './socket-protocol.ts';

/** What answers say, made once however many connections they go to. */
const payloads = new WeakMap<LiveAnswer, string>();

const ended = { done: true, value: undefined } as const;

/** Gives graphql-ws nothing until the subscription ends: what comes is sent past it. */
export class SocketAnswers implements AsyncIterableIterator<never>, Receiver {
  readonly #connection: SocketExtra;
  readonly #beginning: string;
  readonly #subscription: LiveSubscription;
  readonly #onEvent: () => void;
  readonly #end = Promise.withResolvers<IteratorReturnResult<undefined>>();
  #detach: (() => void) | undefined;

  /** `id` is the client's name of the operation; `onEvent` hears of each event. */
  constructor(
    connection: SocketExtra,
    id: string,
    subscription: LiveSubscription,
    onEvent: () => void,
  ) {
    this.#connection = connection;
    this.#beginning = `{"id":${JSON.stringify(id)},"type":"${MessageType.Next}","payload":`;
    this.#subscription = subscription;
    this.#onEvent = onEvent;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorReturnResult<undefined>> {
    this.#detach ??= this.#subscription.attach(this);
    return this.#end.promise;
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.#detach?.();
    this.#end.resolve(ended);
    await this.#subscription.return();
    return ended;
  }

  write(answer: LiveAnswer): boolean {
    const { socket, request } = this.#connection;
    // Its closing ends the subscription.
    if (socket.readyState !== socket.OPEN) return true;
    this.#onEvent();
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
