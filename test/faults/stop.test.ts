/** A server that is asked to stop while subscribers are connected. */
import { expect, test } from 'vitest';
import { emptyFolder } from '../databases.ts';
import { randomly } from '../random.ts';
import { until } from './deadline.ts';
import { followEvents } from './event-subscription.ts';
import { faultsSeed } from './log-run.ts';
import { startServer } from './server-process.ts';
import { followSocket } from './socket-subscription.ts';
import { following, heardFields, heavyFields } from './subscriber.ts';
import { write } from './writer.ts';

/** How long it may take until all listen, in milliseconds. */
const patience = 30_000;

test('SIGTERM ends every stream so that clients come back, and the process within 5 s, whoever does not listen', async () => {
  const server = await startServer(await emptyFolder());
  const { origin } = server;
  const pick = randomly(faultsSeed());
  await write({ name: 'Editor', origins: [origin], share: 60, longest: 2_000, pick });

  const heard = [0, 0, 0, 0];
  const open = [
    { follow: followEvents(false), fields: heardFields },
    { follow: followSocket, fields: heardFields },
    // These two stop to read while there is more than fits on the way.
    { follow: followEvents(false), fields: heavyFields },
    { follow: followSocket, fields: heavyFields },
  ].map(({ follow, fields }, index) => {
    const asked = { operation: following(fields), after: '0' };
    const connection = follow(origin, asked, () => {
      heard[index] = (heard[index] ?? 0) + 1;
      if (fields === heavyFields) connection.pause();
    });
    return connection;
  });
  await until(
    'All listen',
    () => heard.slice(0, 2).every((count) => count === 61) && heard.every((count) => count > 0),
    patience,
  );
  const stopped = server.stop();
  expect(await Promise.all(open.slice(0, 2).map(({ ended }) => ended))).toEqual([
    'whole',
    'closed 1001',
  ]);
  const { code, milliseconds } = await stopped;
  console.info(`SIGTERM: ended with status ${code} after ${Math.round(milliseconds)} ms`);
  expect(code).toBe(0);
  expect(milliseconds).toBeLessThan(5_000);
  expect(server.errors).toBe('');
  for (const { cut } of open) cut();
});
