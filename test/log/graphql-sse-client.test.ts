/** graphql-sse, as its users use it. */
import { createClient } from 'graphql-sse';
import { expect, onTestFinished, test } from 'vitest';
import { rating } from './desk.ts';
import { Inbox, startRestartable } from './restarts.ts';

interface Entry {
  pledgeUpdates: { cursor: string };
}

const follow = 'subscription($after: String) { pledgeUpdates(after: $after) { cursor } }';

test('graphql-sse writes, follows, and goes on where it was when the server was away', async () => {
  const service = await startRestartable();
  let last: string | undefined;
  const client = createClient({
    url: service.url,
    headers: () => ({
      authorization: `Bearer ${service.desk.token}`,
      ...(last === undefined ? {} : { 'last-event-id': last }),
    }),
    retryAttempts: Number.POSITIVE_INFINITY,
    // No pause between the attempts.
    retry: () => new Promise((resolve) => setImmediate(resolve)),
  });
  onTestFinished(() => client.dispose());
  const heard = new Inbox<string>();
  const ends: unknown[] = [];
  client.subscribe<Entry>(
    { query: follow, variables: { after: '0' } },
    {
      next({ data }) {
        last = data?.pledgeUpdates.cursor;
        heard.push(String(last));
      },
      error: (cause) => ends.push(cause),
      complete: () => ends.push('complete'),
    },
  );
  expect(await heard.take(1)).toEqual(['1']);
  const write = client.iterate<{ recordPledgeUpdate: { update: { cursor: string } } }>({
    query:
      'mutation($input: RecordPledgeUpdateInput!) { recordPledgeUpdate(input: $input) { ... on PledgeUpdateRecorded { update { cursor } } } }',
    variables: { input: rating() },
  });
  const answers = [];
  for await (const { data } of write) answers.push(data?.recordPledgeUpdate.update.cursor);
  expect(answers).toEqual(['2']);
  expect(await heard.take(1)).toEqual(['2']);

  await service.stop();
  await service.start();
  await service.desk.write();
  await service.desk.write();
  expect(await heard.take(2)).toEqual(['3', '4']);
  expect(ends).toEqual([]);
});

test('graphql-sse is told what is wrong', async () => {
  const { url } = await startRestartable();
  const client = createClient({ url, retryAttempts: 0 });
  onTestFinished(() => client.dispose());
  const results = [];
  for await (const result of client.iterate({ query: follow, variables: { after: 'x' } })) {
    results.push(result.errors?.[0]?.extensions);
  }
  expect(results).toEqual([{ code: 'BAD_CURSOR' }]);
  const forged = createClient({
    url,
    headers: { authorization: 'Bearer a.b.c' },
    retryAttempts: 0,
  });
  onTestFinished(() => forged.dispose());
  const refused = forged.iterate({ query: follow });
  await expect(refused.next()).rejects.toMatchObject({ response: { status: 401 } });
});
