/** What a server holds of subscribers who have left: nothing. */
import { test } from 'vitest';
import { emptyFolder } from '../databases.ts';
import { startCountedServer } from './counted-server.ts';
import { runThroughLeaving } from './leaving.ts';
import { faultsSeed } from './log-run.ts';

test('10,000 subscribers who come and leave, each at another moment, leave nothing behind', async () => {
  const { dataDir } = await emptyFolder();
  await runThroughLeaving(await startCountedServer(dataDir), 10_000, faultsSeed());
});
