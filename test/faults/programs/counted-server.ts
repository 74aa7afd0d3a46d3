/**
 * Serves a folder's store on a port, which it prints, and counts what it holds each time that it is
 * sent a line: one line of JSON. Run with `--expose-gc`.
 */
import { ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { queryObjects } from 'node:v8';
import { WebSocket } from 'ws';
import { RecordContext } from '../../../src/graphql/context.ts';
import { buildRecordSchema } from '../../../src/graphql/schema.ts';
import { fillIfEmpty } from '../../../src/intake/fill.ts';
import { LogFollower } from '../../../src/server/log-follower.ts';
import { LogTail } from '../../../src/server/log-tail.ts';
import { createRecordServer } from '../../../src/server/record-server.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Holdings } from '../counted-server.ts';

const [, , dataDir = ''] = process.argv;
const store = await openStore({ dataDir });
await fillIfEmpty(store, new URL('../../../fixtures', import.meta.url).pathname);
const server = createRecordServer({ store, schema: buildRecordSchema() });
process.stdout.write(`${await server.listen(0, '127.0.0.1')}\n`);

for await (const _ of createInterface(process.stdin)) {
  process.stdout.write(`${JSON.stringify(holdings())}\n`);
}

function holdings(): Holdings {
  // Counting objects collects the garbage first.
  const count = (kind: new (...parts: never[]) => object) =>
    queryObjects(kind, { format: 'count' });
  const active = process.getActiveResourcesInfo();
  return {
    followers: count(LogFollower),
    tails: count(LogTail),
    contexts: count(RecordContext),
    responses: count(ServerResponse as never),
    webSockets: count(WebSocket),
    sockets: count(Socket),
    timers: active.filter((name) => name === 'Timeout').length,
    connections: active.filter((name) => name === 'TCPSocketWrap').length,
    heapMegabytes: process.memoryUsage().heapUsed / 1024 / 1024,
    residentMegabytes: process.memoryUsage().rss / 1024 / 1024,
  };
}
