/** A disk that is full while the log is written and heard, until somebody makes room. */
import { expect } from 'vitest';
import { randomly } from '../random.ts';
import { until } from './deadline.ts';
import { faultsSeed, runLog } from './log-run.ts';
import { startServer } from './server-process.ts';
import type { SmallDisk } from './small-disk.ts';
import { subscribe } from './subscriber.ts';
import { wholeLog } from './whole-log.ts';
import type { WriterReport } from './writer.ts';

/** How long clients may take to notice, in milliseconds. */
const patience = 30_000;

/** While the disk is full every editor is told of an error and the record can be read; then all goes on. */
export async function runThroughFullDisk(disk: SmallDisk, writes: number): Promise<void> {
  const server = await startServer(disk.location, { under: disk.under });
  const written = (reports: readonly WriterReport[]) =>
    reports.reduce((total, { acknowledged }) => total + acknowledged.length, 0);
  let times = 0;

  await runLog({
    name: disk.name,
    servers: [server],
    writes,
    writers: 4,
    longest: 2_000,
    subscribers: 4,
    cuts: 0,
    catchUp: patience,
    seed: faultsSeed(),
    incidents: [
      {
        after: 1,
        happen: async ({ reports }) => {
          for (;;) {
            const refused = reports.map((report) => report.refused);
            await until(
              'The disk is full, or all is written',
              () =>
                written(reports) === writes ||
                reports.every((report, index) => report.refused > (refused[index] ?? 0) + 2),
              patience * 2,
              () => server.errors.slice(-2_000),
            );
            if (written(reports) === writes) return;
            times += 1;
            await expectReadable(server.origin, written(reports));
            const before = written(reports);
            await disk.free();
            await until(
              'An entry is acknowledged again',
              () => written(reports) > before,
              patience,
            );
          }
        },
      },
    ],
  });
  console.info(`${disk.name}: full ${times} time(s)`);
  expect(times).toBeGreaterThan(0);
  expect([server.ended, server.starts.length]).toEqual([null, 1]);
}

/** Both by pages, and by a subscriber who comes now. */
async function expectReadable(origin: string, acknowledged: number): Promise<void> {
  const whole = await wholeLog(origin);
  expect(whole.length).toBeGreaterThanOrEqual(acknowledged);
  const late = subscribe({ name: 'late', kind: 'sse', origins: [origin], pick: randomly(1) });
  await until('One who comes late hears all', () => late.heard.length >= acknowledged, patience);
  await late.leave();
  expect(late.heard.slice(0, whole.length)).toEqual(whole.slice(0, late.heard.length));
}
