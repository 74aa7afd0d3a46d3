/** PostgreSQL that is really gone, and comes back. */
import { test } from 'vitest';
import { runThroughLoss } from './lost-database.ts';
import { ownPostgres } from './own-postgres.ts';
import { startServers } from './server-process.ts';

test.each(['stop', 'kill'] as const)(
  'through a %s of PostgreSQL nothing is lost, and nobody is started again',
  async (how) => {
    const postgres = await ownPostgres();
    await runThroughLoss(
      await startServers(3, postgres),
      { name: `PostgreSQL, ${how}`, writes: 600, writers: 8, subscribers: 8 },
      { lose: postgres[how], restore: postgres.start },
    );
  },
);
