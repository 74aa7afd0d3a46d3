/** Apollo Client, with its WebSocket link for subscriptions and its HTTP link for the rest. */
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import { expect, onTestFinished, test } from 'vitest';
import { bombardment, rating } from './desk.ts';
import { Inbox, startRestartable } from './restarts.ts';

interface Entry {
  pledgeUpdates: { cursor: string; pledge: { status: string } };
}

test('Apollo Client hears what was and what comes, and its cache keeps up with it', async () => {
  const { url, desk } = await startRestartable();
  const socket = createClient({ url: url.replace('http', 'ws') });
  const headers = { authorization: `Bearer ${desk.token}` };
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === 'subscription',
      new GraphQLWsLink(socket),
      new HttpLink({ uri: url, headers }),
    ),
  });
  onTestFinished(async () => {
    client.stop();
    await socket.dispose();
  });
  const pledge = gql`query Pledge($slug: String!) { pledge(slug: $slug) { id status } }`;
  const read = () =>
    client.query<{ pledge: { status: string } }>({
      query: pledge,
      variables: { slug: bombardment },
    });
  expect((await read()).data?.pledge.status).toBe('NOT_YET_RATED');

  const heard = new Inbox<Entry | undefined>();
  const subscription = client
    .subscribe<Entry>({
      query: gql`subscription Follow($after: String) {
        pledgeUpdates(after: $after) { id cursor pledge { id status } }
      }`,
      variables: { after: '0' },
    })
    .subscribe(({ data }) => heard.push(data));
  onTestFinished(() => subscription.unsubscribe());
  expect((await heard.take(1))[0]?.pledgeUpdates.cursor).toBe('1');
  const written = await client.mutate({
    mutation: gql`mutation Write($input: RecordPledgeUpdateInput!) {
      recordPledgeUpdate(input: $input) { ... on PledgeUpdateRecorded { created } }
    }`,
    variables: { input: rating({ status: 'STALLED' }) },
  });
  expect(written.data).toEqual({
    recordPledgeUpdate: { __typename: 'PledgeUpdateRecorded', created: true },
  });
  const [entry] = await heard.take(1);
  expect(entry?.pledgeUpdates).toMatchObject({ cursor: '2', pledge: { status: 'STALLED' } });
  // From the cache, which the subscription has told.
  expect((await read()).data?.pledge.status).toBe('STALLED');
});

test('Apollo Client is told with a code what is wrong', async () => {
  const { url } = await startRestartable();
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: new HttpLink({ uri: url }),
  });
  onTestFinished(() => client.stop());
  const writing = client.mutate({
    mutation: gql`mutation Write($input: RecordPledgeUpdateInput!) {
      recordPledgeUpdate(input: $input) { __typename }
    }`,
    variables: { input: rating() },
  });
  const error = await writing.catch((cause: unknown) => cause);
  if (!CombinedGraphQLErrors.is(error)) throw new Error(String(error));
  expect(error.errors[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
});
