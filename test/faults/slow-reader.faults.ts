/** Subscribers who stop to read, beside others who do not. */
import { expect, test } from 'vitest';
import { emptyFolder } from '../databases.ts';
import { randomly } from '../random.ts';
import { until } from './deadline.ts';
import { faultsSeed } from './log-run.ts';
import { residentMegabytes } from './process-cost.ts';
import { startServer } from './server-process.ts';
import { heavyFields, subscribe } from './subscriber.ts';
import { write } from './writer.ts';

const writes = 5_000;
const patience = 60_000;

/** Held for everyone who stopped, were it not bounded: some 200 kB for each entry. */
const bound = 60;

test('subscribers who stop to read cost the server little, and the others nothing', async () => {
  const seed = faultsSeed();
  const server = await startServer(await emptyFolder());
  const origins = [server.origin];
  const writeEach = (name: string, share: number, onAcknowledged = () => {}) =>
    Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        write({
          name: `${name} ${index}`,
          origins,
          share,
          longest: 2_000,
          retractions: 0,
          pick: randomly(seed + index),
          onAcknowledged,
        }),
      ),
    );
  const pick = randomly(seed);
  const kinds = ['sse', 'websocket', 'sse', 'websocket'] as const;
  const readers = kinds.map((kind) => subscribe({ name: kind, kind, origins, pick }));
  await writeEach('Early editor', 100);
  const stopped = kinds.map((kind) =>
    subscribe({ name: `stopped ${kind}`, kind, origins, pick, fields: heavyFields }),
  );
  await until('All listen', () => stopped.every(({ heard }) => heard.length > 0), patience);
  for (const subscriber of stopped) subscriber.pause();

  const before = await residentMegabytes(server.pid);
  let most = before;
  let count = 0;
  let measuring = Promise.resolve();
  await writeEach('Editor', writes / 8, () => {
    count += 1;
    if (count % 100 === 0)
      measuring = measuring.then(async () => {
        most = Math.max(most, await residentMegabytes(server.pid));
      });
  });
  const began = performance.now();
  const end = 1 + 800 + writes;
  await until(
    'The others hear all',
    () => readers.every(({ heard }) => heard.length >= end),
    patience,
  );
  const behind = Math.round(performance.now() - began);
  await measuring;
  console.info(
    `${stopped.length} stopped to read while ${writes} entries came, FAULTS_SEED=${seed}: ${before.toFixed(0)} MB before, ${most.toFixed(0)} at most; the others had all ${behind} ms after the last`,
  );
  expect(most - before).toBeLessThan(bound);
  expect(readers.map(({ connections }) => connections)).toEqual(readers.map(() => 1));
  expect(stopped.every(({ heard }) => heard.length < writes / 10)).toBe(true);
  expect(behind).toBeLessThan(5_000);
});
