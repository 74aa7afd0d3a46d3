/** Mercurius, with its compiler from the first request on: https://github.com/mercurius-js/mercurius */
import fastify, { type FastifyPluginAsync } from 'fastify';
import mercurius from 'mercurius';
import mercuriusCache, { type MercuriusCacheOptions } from 'mercurius-cache';
import { contextOf, isCached, kept, schema, tellPort } from './record.ts';

const app = fastify();
await app.register(mercurius, { schema, context: contextOf, jit: 1 });
if (isCached) {
  // Its types tell of a default export within what it exports, which is the plugin itself.
  const cache = mercuriusCache as unknown as FastifyPluginAsync<MercuriusCacheOptions>;
  const roots = { allTalks: true, pledge: true, pledges: true } as const;
  await app.register(cache, { ttl: kept, policy: { Query: roots } });
}
await app.listen({ port: 0, host: '127.0.0.1' });
tellPort((app.server.address() as { port: number }).port);
