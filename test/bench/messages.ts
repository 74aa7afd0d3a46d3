/** Telling a program what to do, and waiting for its answer. */
import { once } from 'node:events';
import type { Program } from './processes.ts';

const patience = 600_000;

/** Sends an order where one is given; answers the next message. Throws where the program ends instead. */
export async function answerOf<Answer>(
  { name, child, output }: Program,
  order?: object,
): Promise<Answer> {
  const heard = new AbortController();
  const signal = AbortSignal.any([heard.signal, AbortSignal.timeout(patience)]);
  const answer = once(child, 'message', { signal });
  const end = once(child, 'exit', { signal }).then(() => {
    throw new Error(`${name} ended: ${output()}`);
  });
  // Whichever does not come is given up below.
  for (const one of [answer, end]) one.catch(() => {});
  if (order !== undefined) child.send(order);
  try {
    // A program answers an order with the one kind of message that it has for it.
    return (await Promise.race([answer, end]))[0] as Answer;
  } finally {
    heard.abort();
  }
}
