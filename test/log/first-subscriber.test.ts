/** What another process commits at the very moment that a server gets its first subscriber. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { emptyFolder, openAstana } from '../databases.ts';
import { deskAt } from './desk.ts';
import { openStream } from './streams.ts';

/** As `talks import` does in a process of its own: an entry behind the newest. */
const another = `
  begin immediate;
  insert into pledge_update
    select place + 1, 'from-elsewhere', kind, pledge, version + 1, status, status, rationale, locale,
      occurred_on, recorded_at, recorded_by, url, superseded_by, retracts
    from pledge_update order by place desc limit 1;
  update record_state set version = version + 1, log_end = log_end + 1;
  commit;
`;

test('it hears of an entry that comes between the end that it follows from and its doorbell', async () => {
  const location = await emptyFolder();
  const elsewhere = new DatabaseSync(join(location.dataDir, 'record.sqlite'));
  let armed = false;
  const store = await openAstana(location, {
    onStatement(sql) {
      if (!armed || !sql.includes('from "record_state"')) return;
      armed = false;
      elsewhere.exec(another);
    },
  });
  const { server } = await deskAt(store);
  armed = true;
  const stream = await openStream(
    server.fetch,
    'http://127.0.0.1/graphql',
    'subscription { pledgeUpdates { cursor } }',
  );
  expect(armed).toBe(false);
  expect((await stream.next()).data).toEqual({ data: { pledgeUpdates: { cursor: '2' } } });
  elsewhere.close();
}, 3000);
