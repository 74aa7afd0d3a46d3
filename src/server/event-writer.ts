/**
 * Writes the events of a subscription to a connection of node:http, as they come: the same bytes
 * for all who follow with the same operation. Through a web stream each event would take as long
 * again for each of them as it takes to be made.
 */
import type { ServerResponse } from 'node:http';
import { eventOf, heartbeat, idLine } from './event-stream.ts';
import type { LiveAnswer, Receiver } from './live-group.ts';
import type { LiveSubscription } from './live-subscriptions.ts';

const beat = Buffer.from(':\n\n');

/** The bytes of an answer, made once however many connections they go to. */
const bytes = new WeakMap<LiveAnswer, Buffer>();

/** The head of the answer is sent already; `onEvent` hears of each event. Answers when there is nothing more to write. */
export function writeEvents(
  response: ServerResponse,
  subscription: LiveSubscription,
  onEvent: () => void,
): Promise<void> {
  // Whoever has left while the subscription was made is not told of again.
  if (response.destroyed) return Promise.resolve();
  const closed = Promise.withResolvers<void>();
  let drained = Promise.withResolvers<void>();
  const receiver: Receiver = {
    write(answer) {
      onEvent();
      if (response.write(bytesOf(answer))) return true;
      drained = Promise.withResolvers();
      return false;
    },
    ready: () => drained.promise,
    // Without `complete`: the log has no end, and whoever follows it is to come back.
    end: () => response.end(),
  };
  response.on('drain', () => drained.resolve());
  const timer = setInterval(() => {
    if (!response.writableNeedDrain) response.write(beat);
  }, heartbeat);
  response.once('close', () => {
    clearInterval(timer);
    detach();
    drained.resolve();
    closed.resolve();
  });
  // At once, so that whoever waits for the first bytes has them.
  response.write(`${idLine(subscription.after)}:\n\n`);
  const detach = subscription.attach(receiver);
  return closed.promise;
}

function bytesOf(answer: LiveAnswer): Buffer {
  const made = bytes.get(answer) ?? Buffer.from(eventOf(answer.result));
  bytes.set(answer, made);
  return made;
}
