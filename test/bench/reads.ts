/** Reading work: one operation, hot or cold, from all the servers in turn. */
import { dialectOf, hot, hotAnswer } from './comparison.ts';
import type { Layout } from './layout.ts';
import type { Load } from './load.ts';
import type { LoadResult } from './load-orders.ts';
import type { OperationName } from './operations.ts';
import { processorMicroseconds } from './processes.ts';
import { interleaved, type Measured, type Sample } from './reckoning.ts';
import { type Server, startLimit } from './servers.ts';

export interface ReadWork {
  operation: OperationName;
  isCold: boolean;
  /** Sent beside the usual ones. */
  headers?: Readonly<Record<string, string>>;
  /** How many requests are under way at once; 16 if not given. */
  connections?: number;
}

export interface Pace {
  rounds: number;
  /** Of one server in one round. */
  seconds: number;
  warmSeconds: number;
}

export interface ReadsParts {
  load: Load;
  /** What the variables for a server are made of. */
  layoutOf: (server: Server) => Layout;
  folder: string;
  pace: Pace;
  /** Processes that work for whichever server is asked: their time is part of an answer's. */
  helpers?: () => Promise<number[]>;
}

const usualConnections = 16;

/** After so many requests the code that answers them is compiled; where they take long, it is waited no longer than so many times. */
const warmRequests = 500;
const slowest = 4;

/** What has been asked for comparison comes before it. */
const firstCold = 1_000;

export class Reads {
  readonly #parts: ReadsParts;
  /** Where the variables go on that a server has not seen, by server and operation. */
  readonly #next = new Map<string, number>();

  constructor(parts: ReadsParts) {
    this.#parts = parts;
  }

  /** Measures the servers, ours the first of them. */
  async measure(work: ReadWork, servers: readonly Server[]): Promise<Measured[]> {
    const rates = new Map<Server, number>();
    for (const server of servers) rates.set(server, await this.#warm(work, server));
    const samples = new Map<Server, Sample[]>(servers.map((server) => [server, []]));
    for (const order of interleaved(servers, this.#parts.pace.rounds)) {
      for (const server of order)
        samples.get(server)?.push(await this.#sample(work, server, rates.get(server) ?? 1));
    }
    return servers.map((server) => ({ server: server.key, samples: samples.get(server) ?? [] }));
  }

  /** The same, with the limit of what ours answers at the end. */
  async measureToLimit(work: ReadWork, servers: readonly Server[]): Promise<Measured[]> {
    const [ours] = servers;
    if (ours === undefined) throw new Error('There is no server to measure.');
    const { folder, layoutOf } = this.#parts;
    const limit = await startLimit(folder, await hotAnswer(ours, work, layoutOf(ours)));
    try {
      return await this.measure(work, [...servers, limit]);
    } finally {
      await limit.stop();
    }
  }

  /** Sends so many requests, as fast as they are answered. */
  async send(
    work: ReadWork,
    server: Server,
    amount: number,
    fire: Load['fire'] = this.#parts.load.fire,
  ): Promise<LoadResult> {
    const { operation, isCold, headers = {}, connections = usualConnections } = work;
    const place = `${server.key} ${operation}`;
    const from = isCold ? (this.#next.get(place) ?? firstCold) : hot;
    const { origin } = server;
    const layout = this.#parts.layoutOf(server);
    const dialect = dialectOf(server);
    const order = {
      origin,
      operation,
      dialect,
      layout,
      from,
      isCold,
      amount,
      connections,
      headers,
    };
    const result = await fire(order);
    if (isCold) this.#next.set(place, result.next);
    return result;
  }

  /** Answers how many requests a second there are to expect. */
  async #warm(work: ReadWork, server: Server): Promise<number> {
    const { warmSeconds } = this.#parts.pace;
    let amount = work.connections ?? usualConnections;
    let [sent, spent] = [0, 0];
    for (;;) {
      const { requests, seconds } = await this.send(work, server, amount);
      sent += requests;
      spent += seconds;
      const isWarm = spent > warmSeconds && sent > warmRequests;
      if (isWarm || spent > warmSeconds * slowest) return requests / seconds;
      amount = Math.ceil((requests / seconds) * Math.min(1, warmSeconds / 2));
    }
  }

  async #sample(work: ReadWork, server: Server, rate: number): Promise<Sample> {
    const { load, pace, helpers = async () => [] } = this.#parts;
    const amount = Math.ceil(rate * pace.seconds);
    const fire: Load['fire'] = work.isCold
      ? load.fire
      : (order) => load.fireHot(order, pace.seconds);
    const used = async () => processorMicroseconds([server.pid, ...(await helpers())]);
    const before = await used();
    const { requests, seconds, busy } = await this.send(work, server, amount, fire);
    return {
      requestsPerSecond: requests / seconds,
      cpuMicroseconds: ((await used()) - before) / requests,
      loadBusy: busy,
    };
  }
}
