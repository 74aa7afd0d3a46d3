/**
 * Serves a folder's store on a port, which it prints, and tells what it holds each time that it is
 * asked by a line, in a line of JSON. Run with `--expose-gc`.
 */
import { ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import { queryObjects } from 'node:v8';
import { WebSocket } from 'ws';
import { RecordContext } from '../../../src/graphql/context.ts';
import { buildRecordSchema } from '../../../src/graphql/schema.ts';
import { fillIfEmpty } from '../../../src/intake/fill.ts';
import { LogFollower } from '../../../src/server/log-follower.ts';
import { createRecordServer } from '../../../src/server/record-server.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Activity, Holdings, Memory } from '../counted-server.ts';

const [, , dataDir = ''] = process.argv;
const store = await openStore({ dataDir });
await fillIfEmpty(store, new URL('../../../fixtures', import.meta.url).pathname);
const server = createRecordServer({ rateLimit: null, store, schema: buildRecordSchema() });
process.stdout.write(`${await server.listen(0, '127.0.0.1')}\n`);

const answers = { activity, memory, holdings };
for await (const line of createInterface(process.stdin)) {
  const answer = answers[line as keyof typeof answers];
  process.stdout.write(`${JSON.stringify(answer())}\n`);
}

function activity(): Activity {
  const active = process.getActiveResourcesInfo();
  return {
    connections: active.filter((name) => name === 'TCPSocketWrap').length,
    timers: active.filter((name) => name === 'Timeout').length,
  };
}

function memory(): Memory {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapMegabytes: heapUsed / 1024 / 1024, residentMegabytes: rss / 1024 / 1024 };
}

function holdings(): Holdings {
  const count = (kind: unknown) => queryObjects(kind as new () => object, { format: 'count' });
  return {
    followers: count(LogFollower),
    contexts: count(RecordContext),
    responses: count(ServerResponse),
    webSockets: count(WebSocket),
  };
}
