/** How many entries a second are acknowledged; printed, since machines differ. */
import { expect, test } from 'vitest';
import { emptyDatabase, emptyFolder } from '../databases.ts';
import { randomly } from '../random.ts';
import { until } from './deadline.ts';
import { processorMilliseconds } from './process-cost.ts';
import { startServer } from './server-process.ts';
import { subscribe } from './subscriber.ts';
import { placesOf } from './whole-log.ts';
import { write } from './writer.ts';

const writers = 16;
const writes = 6_000;

test.each([
  ['SQLite', 0, emptyFolder],
  ['SQLite', 16, emptyFolder],
  ['PostgreSQL', 0, emptyDatabase],
])('16 editors write as fast as they can (%s, %i subscribers)', async (name, listeners, place) => {
  const server = await startServer(await place());
  const origins = [server.origin];
  const [start = 0] = await placesOf(origins);
  const subscribers = Array.from({ length: listeners }, (_, index) =>
    subscribe({
      name: `subscriber ${index}`,
      kind: index % 2 === 0 ? 'sse' : 'websocket',
      origins,
      pick: randomly(index),
    }),
  );
  const writeEach = (share: number, run: string) =>
    Promise.all(
      Array.from({ length: writers }, (_, index) =>
        write({ name: `${run} ${index}`, origins, share, retractions: 0, pick: randomly(index) }),
      ),
    );
  // What has run for a while is compiled.
  await writeEach(50, 'Early editor');
  const processor = await processorMilliseconds(server.pid);
  const began = performance.now();
  const reports = await writeEach(writes / writers, 'Editor');
  const seconds = (performance.now() - began) / 1000;
  const used = (await processorMilliseconds(server.pid)) - processor;
  const end = start + writers * 50 + writes;
  await until('All is heard', () => subscribers.every(({ heard }) => heard.length === end), 60_000);
  const behind = (performance.now() - began) / 1000 - seconds;
  console.info(
    `${name}, ${writers} editors, ${listeners} subscribers: ${Math.round(writes / seconds)} acknowledged a second;`,
    `${(used / writes).toFixed(2)} ms of processor time each; all heard ${behind.toFixed(1)} s after the last`,
  );
  expect(reports.flatMap(({ acknowledged }) => acknowledged)).toHaveLength(writes);
  expect(await placesOf(origins)).toEqual([end]);
});
