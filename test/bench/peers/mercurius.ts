/** Mercurius, with its compiler from the first request on: https://github.com/mercurius-js/mercurius */
import fastify, { type FastifyPluginAsync } from 'fastify';
import mercurius from 'mercurius';
import mercuriusCache, { type MercuriusCacheOptions } from 'mercurius-cache';
import { contextOf, isCached, kept, schema, tellPort } from './record.ts';

/**
 * All that is read from the store but for the pages of connections: it knows objects by what they
 * hold, and would take one connection for another.
 */
const policy: NonNullable<MercuriusCacheOptions['policy']> = {
  Query: { allTalks: true, pledge: true, pledges: true },
  Talks: { delegations: true, sponsors: true, pledges: true },
  Delegation: { party: true, head: true, quotes: true },
  Sponsor: { party: true },
  Quote: { speaker: true },
  Pledge: {
    talks: true,
    makers: true,
    parties: true,
    quotes: true,
    updates: true,
    citations: true,
  },
  PledgeParty: { party: true },
  Citation: { source: true },
};

const app = fastify();
await app.register(mercurius, { schema, context: contextOf, jit: 1 });
if (isCached) {
  // Its types tell of a default export within what it exports, which is the plugin itself.
  const cache = mercuriusCache as unknown as FastifyPluginAsync<MercuriusCacheOptions>;
  await app.register(cache, { ttl: kept, policy });
}
await app.listen({ port: 0, host: '127.0.0.1' });
tellPort((app.server.address() as { port: number }).port);
