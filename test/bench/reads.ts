/** Reading work: one operation, hot or cold, from all the servers in turn. */
import { askData, askPrepared, holdAlike } from './answers.ts';
import type { Load } from './load.ts';
import type { LoadResult } from './load-orders.ts';
import { bodyOf, type Layout, type OperationName, operationsOn } from './operations.ts';
import { processorMicroseconds } from './processes.ts';
import { interleaved, type Measured, type Sample } from './reckoning.ts';
import { type Server, startLimit } from './servers.ts';

export interface ReadWork {
  operation: OperationName;
  isCold: boolean;
}

export interface ReadResult {
  /** The size of an answer of ours, in bytes. */
  answerBytes: number;
  measured: Measured[];
}

export interface Pace {
  rounds: number;
  /** Of one server in one round. */
  seconds: number;
  warmSeconds: number;
}

const connections = 16;

/** Hot requests have these variables; what is asked for comparison has those up to `firstCold`. */
const hot = 0;
const compared = 5;
const firstCold = 1_000;

export class Reads {
  readonly #load: Load;
  readonly #layout: Layout;
  readonly #folder: string;
  readonly #pace: Pace;
  /** Where the variables go on that a server has not seen, by server and operation. */
  readonly #next = new Map<string, number>();

  constructor(load: Load, layout: Layout, folder: string, pace: Pace) {
    this.#load = load;
    this.#layout = layout;
    this.#folder = folder;
    this.#pace = pace;
  }

  /** Throws DifferentAnswers where one of the servers answers otherwise than the first. */
  async compare(servers: readonly Server[], name: OperationName): Promise<void> {
    const [first, ...others] = servers;
    if (first === undefined) return;
    const operation = operationsOn(this.#layout)[name];
    for (let index = hot; index < compared; index++) {
      const body = bodyOf(operation, index);
      const expected = await askData(first.origin, body);
      for (const other of others)
        holdAlike(`${other.name} (${name})`, expected, await askData(other.origin, body));
    }
  }

  /** Measures the servers, ours the first of them, and the limit beside them where it is wanted. */
  async measure(
    work: ReadWork,
    servers: readonly Server[],
    withLimit: boolean,
  ): Promise<ReadResult> {
    const [ours] = servers;
    if (ours === undefined) throw new Error('There is no server to measure.');
    const body = bodyOf(operationsOn(this.#layout)[work.operation], hot);
    const answer = await askPrepared(ours.origin, body);
    const answerBytes = Buffer.from(answer.body, 'base64').length;
    if (!withLimit) return { answerBytes, measured: await this.#rounds(work, servers) };
    const limit = await startLimit(this.#folder, answer);
    try {
      return { answerBytes, measured: await this.#rounds(work, [...servers, limit]) };
    } finally {
      await limit.stop();
    }
  }

  async #rounds(work: ReadWork, servers: readonly Server[]): Promise<Measured[]> {
    const rates = new Map<Server, number>();
    for (const server of servers) rates.set(server, await this.#warm(work, server));
    const samples = new Map<Server, Sample[]>(servers.map((server) => [server, []]));
    for (const order of interleaved(servers, this.#pace.rounds)) {
      for (const server of order)
        samples.get(server)?.push(await this.#sample(work, server, rates.get(server) ?? 1));
    }
    return servers.map((server) => ({ server: server.key, samples: samples.get(server) ?? [] }));
  }

  /** Answers how many requests a second there are to expect. */
  async #warm(work: ReadWork, server: Server): Promise<number> {
    const until = performance.now() + this.#pace.warmSeconds * 1000;
    let rate = 100;
    do {
      const amount = Math.ceil(rate * Math.min(0.5, this.#pace.warmSeconds));
      const { requests, seconds } = await this.#fire(work, server, amount);
      rate = requests / seconds;
    } while (performance.now() < until);
    return rate;
  }

  async #sample(work: ReadWork, server: Server, rate: number): Promise<Sample> {
    const amount = Math.ceil(rate * this.#pace.seconds);
    const before = await processorMicroseconds([server.pid]);
    const { requests, seconds, busy } = await this.#fire(work, server, amount, true);
    const used = (await processorMicroseconds([server.pid])) - before;
    return {
      requestsPerSecond: requests / seconds,
      cpuMicroseconds: used / requests,
      loadBusy: busy,
    };
  }

  async #fire(
    { operation, isCold }: ReadWork,
    { key, origin }: Server,
    amount: number,
    counts = false,
  ): Promise<LoadResult> {
    const place = `${key} ${operation}`;
    const from = isCold ? (this.#next.get(place) ?? firstCold) : hot;
    const order = { origin, operation, layout: this.#layout, from, isCold, amount, connections };
    const result = await (counts && !isCold
      ? this.#load.fireHot(order, this.#pace.seconds)
      : this.#load.fire(order));
    if (isCold) this.#next.set(place, result.next);
    return result;
  }
}
