/** graphql-ws, as its users use it. */
import { createClient } from 'graphql-ws';
import { expect, onTestFinished, test } from 'vitest';
import { rating } from './desk.ts';
import { Inbox, startRestartable } from './restarts.ts';

interface Entry {
  pledgeUpdates: { cursor: string };
}

test('graphql-ws writes, follows, and goes on where it was when the server was away', async () => {
  const service = await startRestartable();
  const client = createClient({
    url: service.url.replace('http', 'ws'),
    connectionParams: { authorization: `Bearer ${service.desk.token}` },
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: () => new Promise((resolve) => setImmediate(resolve)),
    shouldRetry: () => true,
  });
  onTestFinished(async () => client.dispose());
  const heard = new Inbox<string>();
  const ends: unknown[] = [];
  // Sent again with each new connection, so that it must say where to go on.
  const variables = { after: '0' };
  client.subscribe<Entry>(
    {
      query: 'subscription($after: String) { pledgeUpdates(after: $after) { cursor } }',
      variables,
    },
    {
      next({ data }) {
        variables.after = String(data?.pledgeUpdates.cursor);
        heard.push(variables.after);
      },
      error: (cause) => ends.push(cause),
      complete: () => ends.push('complete'),
    },
  );
  expect(await heard.take(1)).toEqual(['1']);
  const write = client.iterate<{ recordPledgeUpdate: { created: boolean } }>({
    query:
      'mutation($input: RecordPledgeUpdateInput!) { recordPledgeUpdate(input: $input) { ... on PledgeUpdateRecorded { created } } }',
    variables: { input: rating() },
  });
  const answers = [];
  for await (const { data } of write) answers.push(data?.recordPledgeUpdate);
  expect(answers).toEqual([{ created: true }]);
  expect(await heard.take(1)).toEqual(['2']);

  await service.stop();
  await service.start();
  await service.desk.write();
  await service.desk.write();
  expect(await heard.take(2)).toEqual(['3', '4']);
  expect(ends).toEqual([]);
});

test('graphql-ws with a token that is not valid is told that it is forbidden', async () => {
  const { url } = await startRestartable();
  const client = createClient({
    url: url.replace('http', 'ws'),
    connectionParams: { authorization: 'Bearer a.b.c' },
    retryAttempts: 0,
  });
  onTestFinished(async () => client.dispose());
  const read = client.iterate({ query: '{ record { version } }' });
  await expect(read.next()).rejects.toMatchObject({ code: 4403, reason: 'Forbidden' });
});
