/** urql, by each way that it can follow. */
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { expect, onTestFinished, test } from 'vitest';
import { rating } from './desk.ts';
import { Inbox, startRestartable } from './restarts.ts';

const follow = 'subscription Follow($after: String) { pledgeUpdates(after: $after) { cursor } }';

const write = `mutation Write($input: RecordPledgeUpdateInput!) {
  recordPledgeUpdate(input: $input) {
    ... on PledgeUpdateRecorded { created update { cursor } }
  }
}`;

type Options = Pick<ConstructorParameters<typeof Client>[0], 'exchanges' | 'fetchSubscriptions'>;

function overEvents(url: string): Options {
  const client = createSseClient({ url, retryAttempts: 0 });
  onTestFinished(() => client.dispose());
  const forward = subscriptionExchange({
    forwardSubscription: ({ query = '', variables = {} }) => ({
      subscribe: (sink) => ({ unsubscribe: client.subscribe({ query, variables }, sink) }),
    }),
  });
  return { exchanges: [fetchExchange, forward] };
}

function overWebSocket(url: string): Options {
  const client = createWsClient({ url: url.replace('http', 'ws'), retryAttempts: 0 });
  onTestFinished(async () => client.dispose());
  const forward = subscriptionExchange({
    forwardSubscription: ({ query = '', variables = {} }) => ({
      // They differ only in how they type an answer without data.
      subscribe: (sink) => ({
        unsubscribe: client.subscribe<never>({ query, variables }, sink as never),
      }),
    }),
  });
  return { exchanges: [fetchExchange, forward] };
}

test.each<[string, (url: string) => Options]>([
  ['graphql-sse', overEvents],
  ['graphql-ws', overWebSocket],
  ['its own fetch', () => ({ exchanges: [fetchExchange], fetchSubscriptions: true })],
])('urql by way of %s hears what was and what comes', async (_, options) => {
  const { url, desk } = await startRestartable();
  const client = new Client({
    url,
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${desk.token}` } },
    ...options(url),
  });
  const heard = new Inbox<unknown>();
  const { unsubscribe } = client
    .subscription(follow, { after: '0' })
    .subscribe(({ data, error }) => {
      heard.push(error ?? data.pledgeUpdates.cursor);
    });
  expect(await heard.take(1)).toEqual(['1']);
  for (const cursor of ['2', '3']) {
    const { data, error } = await client.mutation(write, { input: rating() }).toPromise();
    expect([error, data]).toEqual([
      undefined,
      { recordPledgeUpdate: { created: true, update: { cursor } } },
    ]);
    expect(await heard.take(1)).toEqual([cursor]);
  }
  unsubscribe();
});
