/** From samples to figures: medians, and ratios of what was measured within one round. */

/** What one server did in one round. */
export interface Sample {
  requestsPerSecond: number;
  /** Of the server, for each request; not a number where the system does not tell. */
  cpuMicroseconds: number;
  /** How much of its core the load took, from 0 to 1. */
  loadBusy: number;
}

export interface Measured {
  server: string;
  /** One for each round, in their order. */
  samples: readonly Sample[];
}

/** How many times as good as another: 2 is twice the throughput, or half the processor time. */
export interface Ratio {
  throughput: number;
  cpu: number;
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined)
    throw new Error('Expected a value at least to find the median of, but got none.');
  return (low + high) / 2;
}

/** The orders in which rounds go through all: each begins one further on, so that none is always first. */
export function interleaved<Item>(items: readonly Item[], rounds: number): Item[][] {
  return Array.from({ length: rounds }, (_, round) => {
    const start = items.length === 0 ? 0 : round % items.length;
    return [...items.slice(start), ...items.slice(0, start)];
  });
}

export function medianSample({ samples }: Measured): Sample {
  return {
    requestsPerSecond: median(samples.map(({ requestsPerSecond }) => requestsPerSecond)),
    cpuMicroseconds: median(samples.map(({ cpuMicroseconds }) => cpuMicroseconds)),
    loadBusy: median(samples.map(({ loadBusy }) => loadBusy)),
  };
}

/**
 * The median over the rounds of one against the other in the same round: a machine that is slow for
 * a while is slow for both.
 */
export function ratioTo(one: Measured, other: Measured): Ratio {
  const pairs = one.samples.flatMap((sample, round) => {
    const beside = other.samples[round];
    return beside === undefined ? [] : [{ sample, beside }];
  });
  return {
    throughput: median(
      pairs.map(({ sample, beside }) => sample.requestsPerSecond / beside.requestsPerSecond),
    ),
    cpu: median(pairs.map(({ sample, beside }) => beside.cpuMicroseconds / sample.cpuMicroseconds)),
  };
}
