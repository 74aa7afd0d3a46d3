/** Apollo Server, as its documentation starts it: https://github.com/apollographql/apollo-server */
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControl } from '@apollo/server/plugin/cacheControl';
import { startStandaloneServer } from '@apollo/server/standalone';
import responseCachePlugin from '@apollo/server-plugin-response-cache';
import { contextOf, isCached, kept, schema, tellPort } from './record.ts';

const server = new ApolloServer({
  schema,
  plugins: isCached
    ? [ApolloServerPluginCacheControl({ defaultMaxAge: kept }), responseCachePlugin()]
    : [],
});
const { url } = await startStandaloneServer(server, {
  context: async () => contextOf(),
  listen: { port: 0, host: '127.0.0.1' },
});
tellPort(Number(new URL(url).port));
