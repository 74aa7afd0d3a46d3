/**
 * Writes the events of a subscription to a connection of node:http, as they come: the same bytes
 * for all who follow with the same operation. Through a web stream each event would take as long
 * again for each of them as it takes to be made.
 */
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { eventOf, heartbeat, idLine } from './event-stream.ts';
import type { OnEvent } from './instruments/exchange.ts';
import type { LiveAnswer, Receiver } from './live-group.ts';
import type { LiveSubscription } from './live-subscriptions.ts';

const beat = Buffer.from(':\n\n');

/** The bytes of an answer, made once however many connections they go to. */
const bytes = new WeakMap<LiveAnswer, Buffer>();

/**
 * Writes until the connection closes, and ends the subscription then. The head of the answer is sent
 * already, and says that the body goes on to the end of the connection; `onEvent` hears of each
 * event. There are thousands, so each keeps little.
 */
export function writeEvents(
  response: ServerResponse,
  subscription: LiveSubscription,
  onEvent: OnEvent,
): void {
  // Whoever has left while the subscription was made is not told of again.
  if (response.destroyed) {
    void subscription.return();
    return;
  }
  const receiver = new EventReceiver(response, onEvent);
  // At once, so that whoever waits for the first bytes has them.
  response.write(`${idLine(subscription.after)}:\n\n`);
  const detach = subscription.attach(receiver);
  const timer = setInterval(sendBeat, heartbeat, receiver.output);
  response.once('close', () => {
    clearInterval(timer);
    detach();
    void subscription.return();
  });
}

class EventReceiver implements Receiver {
  /**
   * The socket itself, where it is this answer's turn: node:http does nothing more for a body that
   * ends with the connection, and takes as long again.
   */
  readonly output: Writable;
  readonly #response: ServerResponse;
  readonly #onEvent: OnEvent;

  constructor(response: ServerResponse, onEvent: OnEvent) {
    this.output = response.socket ?? response;
    this.#response = response;
    this.#onEvent = onEvent;
  }

  write(answer: LiveAnswer): boolean {
    this.#onEvent(answer.result.errors);
    return this.output.write(bytesOf(answer));
  }

  ready(): Promise<void> {
    return untilRoom(this.output);
  }

  /** Without `complete`: the log has no end, and whoever follows it is to come back. */
  end(): void {
    this.#response.end();
  }
}

/** Waited for by all who write to one connection: it may carry many subscriptions. */
const rooms = new WeakMap<Writable, Promise<void>>();

/** Answers when a connection that is full takes more, or has closed. */
export function untilRoom(output: Writable): Promise<void> {
  const known = rooms.get(output);
  if (known) return known;
  const room = new Promise<void>((resolve) => {
    const goOn = () => {
      // A slow reader comes here again and again.
      output.off('drain', goOn).off('close', goOn);
      rooms.delete(output);
      resolve();
    };
    output.on('drain', goOn).on('close', goOn);
  });
  rooms.set(output, room);
  return room;
}

function sendBeat(output: Writable): void {
  if (!output.writableNeedDrain) output.write(beat);
}

function bytesOf(answer: LiveAnswer): Buffer {
  const known = bytes.get(answer);
  if (known) return known;
  const made = Buffer.from(eventOf(answer.result));
  bytes.set(answer, made);
  return made;
}
