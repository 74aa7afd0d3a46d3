/** Thousands of subscribers in one process: sockets that look for a text in what comes, and no more. */
import { createConnection, type Socket } from 'node:net';
import {
  instant,
  type Step,
  type SubscriberAnswer,
  type SubscriberOrder,
} from '../subscriber-orders.ts';

/** So many connect at once, so that none is turned away. */
const atOnce = 100;

/** Read into by all, since each has dealt with what came before the next is read. */
const buffer = Buffer.alloc(64 * 1024);

interface Subscriber {
  socket: Socket;
  hear: (bytes: Buffer) => void;
}

const subscribers: Subscriber[] = [];

process.on('disconnect', () => process.exit());
process.on('message', async (order: SubscriberOrder) => {
  try {
    if (order.kind === 'open') await openAll(order.port, order.count, order.steps);
    else expectAll(order.text);
  } catch (cause) {
    answer({ kind: 'failed', reason: String(cause) });
  }
});

function answer(message: SubscriberAnswer): void {
  process.send?.(message);
}

/** Opens more, until there are so many. */
async function openAll(port: number, count: number, steps: readonly Step[]): Promise<void> {
  let received = '';
  while (subscribers.length < count) {
    const some = Math.min(atOnce, count - subscribers.length);
    const opened = await Promise.all(Array.from({ length: some }, () => open(port, steps)));
    received ||= opened[0]?.received ?? '';
    subscribers.push(...opened.map(({ subscriber }) => subscriber));
  }
  answer({ kind: 'opened', received });
}

function open(port: number, steps: readonly Step[]) {
  return new Promise<{ subscriber: Subscriber; received: string }>((resolve, reject) => {
    const all: Buffer[] = [];
    const left = [...steps];
    let heard = '';
    const socket = createConnection({
      port,
      host: '127.0.0.1',
      onread: {
        buffer,
        callback(length) {
          subscriber.hear(buffer.subarray(0, length));
          return true;
        },
      },
    });
    const goOn = () => {
      while (heard.includes(left[0]?.until ?? '')) {
        left.shift();
        heard = '';
        const next = left[0];
        if (next === undefined) {
          subscriber.hear = () => {};
          return resolve({ subscriber, received: Buffer.concat(all).toString('base64') });
        }
        socket.write(Buffer.from(next.send, 'base64'));
      }
    };
    const subscriber: Subscriber = {
      socket,
      hear(bytes) {
        all.push(Buffer.from(bytes));
        heard += bytes.toString('latin1');
        goOn();
      },
    };
    socket.on('connect', () => socket.write(Buffer.from(left[0]?.send ?? '', 'base64'), goOn));
    socket.on('error', reject);
    socket.on('close', () => answer({ kind: 'failed', reason: 'a connection was closed' }));
  });
}

function expectAll(text: string): void {
  const wanted = Buffer.from(text);
  let missing = subscribers.length;
  subscribers.forEach((subscriber, index) => {
    let received = Buffer.alloc(0);
    subscriber.hear = (bytes) => {
      if (index === 0) received = Buffer.concat([received, bytes]);
      if (!bytes.includes(wanted)) return;
      subscriber.hear = () => {};
      first = index === 0 ? received.toString('base64') : first;
      if (--missing === 0) answer({ kind: 'heard', at: instant(), received: first });
    };
  });
  let first = '';
  answer({ kind: 'expecting' });
}
