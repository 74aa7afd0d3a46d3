/** Subscribers who stop to read, beside others who do not. */
import { expect, test } from 'vitest';
import { emptyFolder } from '../databases.ts';
import { collecting, heldMegabytes } from '../held-memory.ts';
import { randomly } from '../random.ts';
import { startOptions } from '../start-options.ts';
import { until } from './deadline.ts';
import { faultsSeed } from './log-run.ts';
import { startServer } from './server-process.ts';
import { heavyFields, subscribe } from './subscriber.ts';
import { write } from './writer.ts';

const earlyWrites = 3_000;
const writes = 5_000;
const patience = 60_000;

/** Held for everyone who stopped, were it not bounded: some 150 kB for each entry. */
const bound = 60;

test('subscribers who stop to read cost the server little, and the others nothing', async () => {
  const seed = faultsSeed();
  const server = await startServer(await emptyFolder(), { node: [...startOptions, ...collecting] });
  const held = () => heldMegabytes(server.pid, () => server.errors);
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
  /** The most memory that the server holds while so many write, in MB. */
  const mostWhile = async (name: string, count: number) => {
    let most = 0;
    let written = 0;
    let measuring = Promise.resolve();
    await writeEach(name, count / 8, () => {
      written += 1;
      if (written % 250 !== 0) return;
      measuring = measuring.then(async () => {
        most = Math.max(most, await held());
      });
    });
    await measuring;
    return most;
  };
  // As long as nobody stops, so that what the server takes for the writing itself is known.
  const early = await mostWhile('Early editor', earlyWrites);
  const stopped = kinds.map((kind) =>
    subscribe({
      name: `stopped ${kind}`,
      kind,
      origins,
      pick,
      fields: heavyFields,
      stopsAfter: 1,
    }),
  );
  await until('All stop', () => stopped.every(({ heard }) => heard.length > 0), patience);
  // What was on the way when they stopped counts as before: it was told to those who listened.
  const before = Math.max(early, await held());
  const heardBefore = stopped.map(({ heard }) => heard.length);
  const most = await mostWhile('Editor', writes);

  const began = performance.now();
  const end = 1 + earlyWrites + writes;
  await until(
    'The others hear all',
    () => readers.every(({ heard }) => heard.length >= end),
    patience,
  );
  const behind = Math.round(performance.now() - began);
  console.info(
    `${stopped.length} stopped to read while ${writes} entries came, FAULTS_SEED=${seed}: ${before.toFixed(0)} MB at most before, ${most.toFixed(0)} then; the others had all ${behind} ms after the last`,
  );
  expect(most - before).toBeLessThan(bound);
  expect(readers.map(({ connections }) => connections)).toEqual(readers.map(() => 1));
  // All that they hear more is what the buffers of both systems hold.
  const more = stopped.map(({ heard }, index) => heard.length - (heardBefore[index] ?? 0));
  expect(Math.max(...more)).toBeLessThan(100);
  expect(behind).toBeLessThan(5_000);
});
