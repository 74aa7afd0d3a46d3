/** Yoga with nothing of ours around it: https://github.com/graphql-hive/graphql-yoga */
import { createServer } from 'node:http';
import { useResponseCache } from '@graphql-yoga/plugin-response-cache';
import { createYoga } from 'graphql-yoga';
import { contextOf, isCached, kept, schema, tellPort } from './record.ts';

const yoga = createYoga({
  schema,
  context: contextOf,
  logging: false,
  plugins: isCached ? [useResponseCache({ session: () => null, ttl: kept * 1000 })] : [],
});
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => tellPort((server.address() as { port: number }).port));
