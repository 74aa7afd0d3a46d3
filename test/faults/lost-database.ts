/** A database that goes away while the log is written and heard, and comes back. */
import { expect } from 'vitest';
import { until } from './deadline.ts';
import { faultsSeed, type LogRunParts, runLog } from './log-run.ts';
import type { ServerProcess } from './server-process.ts';

export interface Loss {
  /** Answers when the database is gone. */
  lose: () => Promise<void>;
  /** Answers when it is back. */
  restore: () => Promise<void>;
}

/** How long clients may take to notice a loss or a return, in milliseconds. */
const patience = 30_000;

/**
 * While the database is away every editor is told of an error, nothing is acknowledged, and the
 * servers say that they are not ready; once it is back, all goes on without a restart.
 */
export async function runThroughLoss(
  servers: readonly ServerProcess[],
  size: Pick<LogRunParts, 'name' | 'writes' | 'writers' | 'subscribers'>,
  { lose, restore }: Loss,
): Promise<void> {
  const ready = () => Promise.all(servers.map((server) => server.isReady()));
  await runLog({
    ...size,
    servers,
    seed: faultsSeed(),
    cuts: 0,
    catchUp: patience,
    incidents: [
      {
        after: Math.floor(size.writes / 2),
        happen: async ({ reports, subscribers }) => {
          const written = () =>
            reports.reduce((total, report) => total + report.acknowledged.length, 0);
          const refused = reports.map((report) => report.refused);
          await lose();
          const atLoss = written();
          await until(
            'Every editor is told of an error',
            () => reports.every((report, index) => report.refused > (refused[index] ?? 0) + 2),
            patience,
            () => servers.map(({ ended, errors }) => `${ended ?? 'runs'}: ${errors}`).join('\n'),
          );
          expect(await ready()).toEqual(servers.map(() => false));
          // What was answered while the loss came about was on disk before it.
          expect(written()).toBeLessThanOrEqual(atLoss + size.writers);
          const before = written();
          await restore();
          const began = performance.now();
          const since = () => Math.round(performance.now() - began);
          const heard = subscribers.map((subscriber) => subscriber.heard.length);
          await until('An entry is acknowledged again', () => written() > before, patience);
          const acknowledgedAfter = since();
          await until(
            'Every subscriber hears again',
            () => subscribers.every((one, index) => one.heard.length > (heard[index] ?? 0)),
            patience,
          );
          console.info(
            `${size.name}: once back, acknowledged after ${acknowledgedAfter} ms, heard by all after ${since()} ms`,
          );
        },
      },
    ],
  });
  for (const server of servers) {
    expect([server.ended, server.starts.length]).toEqual([null, 1]);
    expect(server.errors).not.toMatch(/UnhandledPromise|Uncaught/i);
  }
}
