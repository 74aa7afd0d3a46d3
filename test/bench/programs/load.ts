/** Makes the load, as it is told by messages: one order after the other. */
import type { EventEmitter } from 'node:events';
import {
  type LoadAnswer,
  type LoadOrder,
  type LoadResult,
  requestHeaders,
} from '../load-orders.ts';
import { bodiesOf } from '../operations.ts';

/** So much of https://github.com/mcollina/autocannon as is used; it is installed with the peers. */
interface Autocannon {
  default: (options: object) => EventEmitter & PromiseLike<Counts>;
}

interface Counts {
  '2xx': number;
  non2xx: number;
  errors: number;
  timeouts: number;
}

const { default: autocannon }: Autocannon = await import(
  new URL('../peers/node_modules/autocannon/autocannon.js', import.meta.url).href
);

/** How long an answer may take, in seconds. */
const patience = 60;

process.on('disconnect', () => process.exit());
process.on('message', async (order: LoadOrder) => {
  const answer: LoadAnswer = await fire(order).catch((cause) => ({ failure: String(cause) }));
  process.send?.(answer);
});

async function fire(order: LoadOrder): Promise<LoadResult> {
  const body = bodiesOf(order.operation, order.layout, order.dialect);
  let index = order.from;
  const request = order.isCold
    ? { requests: [{ setupRequest: (one: object) => ({ ...one, body: body(index++) }) }] }
    : { body: body(order.from) };
  const began = performance.now();
  const usage = process.cpuUsage();
  const running = autocannon({
    url: `${order.origin}/graphql`,
    method: 'POST',
    headers: { ...requestHeaders, ...order.headers },
    connections: Math.min(order.connections, order.amount),
    amount: order.amount,
    timeout: patience,
    // It looks so often whether all is answered, in milliseconds.
    sampleInt: 20,
    ...request,
  });
  const faults = new Set<string>();
  running.on('reqError', (fault: Error) => faults.add(fault.message));
  let ended = began;
  running.on('response', () => {
    ended = performance.now();
  });
  const result = await running;
  const seconds = (ended - began) / 1000;
  const { user, system } = process.cpuUsage(usage);
  const { '2xx': requests, non2xx, errors, timeouts } = result;
  if (non2xx + errors + timeouts > 0 || requests !== order.amount)
    throw new Error(
      `expected ${order.amount} answers, got ${requests}, and ${non2xx} refusals, ${errors} errors, ${timeouts} too late; ${[...faults].join(', ')}`,
    );
  return { requests, seconds, busy: (user + system) / 1e6 / seconds, next: index };
}
