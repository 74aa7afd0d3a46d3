/** Subscribers of one server, in a process of their own on the core of the load. */
import { fileURLToPath } from 'node:url';
import { heldMegabytes } from '../held-memory.ts';
import { loadCore } from './load.ts';
import { answerOf } from './messages.ts';
import { type Program, startProgram } from './processes.ts';
import type { Step, SubscriberAnswer, SubscriberOrder } from './subscriber-orders.ts';

export interface Audience {
  /** What the first of them received while it subscribed, in base64. */
  greeting: string;
  /** What the server holds in memory for each of them now, in kB. */
  kilobytesEach(): Promise<number>;
  /**
   * Has something written that holds this text, and waits until all have it: answers when the last
   * had, in milliseconds since 1970, and the bytes that each was sent, in base64.
   */
  hear(text: string, write: () => Promise<void>): Promise<{ at: number; received: string }>;
  stop(): Promise<void>;
}

/** With the first subscribers comes the code that serves them: it grows no further, and is not counted. */
const early = 1_000;

/** The server has been started with the options of `collecting`. */
export async function openAudience(
  server: Program & { origin: string },
  count: number,
  steps: readonly Step[],
): Promise<Audience> {
  const program = startProgram({
    name: 'The subscribers',
    args: [fileURLToPath(new URL('programs/subscribers.ts', import.meta.url))],
    core: loadCore,
    ipc: true,
  });
  const port = Number(new URL(server.origin).port);
  const open = (total: number) =>
    told(program, { kind: 'open', port, count: total, steps }, 'opened');
  const { received: greeting } = await open(early);
  const before = await heldMegabytes(server.pid, server.output);
  await open(count);
  return {
    greeting,
    async kilobytesEach() {
      const now = await heldMegabytes(server.pid, server.output);
      return ((now - before) * 1024) / (count - early);
    },
    async hear(text, write) {
      await told(program, { kind: 'expect', text }, 'expecting');
      const heard = told(program, undefined, 'heard');
      // Whichever of the two fails first is told.
      const [result] = await Promise.all([heard, write()]);
      return result;
    },
    stop: () => program.stop(),
  };
}

async function told<Kind extends SubscriberAnswer['kind']>(
  program: Program,
  order: SubscriberOrder | undefined,
  kind: Kind,
): Promise<Extract<SubscriberAnswer, { kind: Kind }>> {
  const answer = await answerOf<SubscriberAnswer>(program, order);
  if (!isOf(answer, kind))
    throw new Error(`The subscribers: expected ${kind}, got ${JSON.stringify(answer)}`);
  return answer;
}

function isOf<Kind extends SubscriberAnswer['kind']>(
  answer: SubscriberAnswer,
  kind: Kind,
): answer is Extract<SubscriberAnswer, { kind: Kind }> {
  return answer.kind === kind;
}
