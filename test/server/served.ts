/** The whole server on a real port of this machine. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { buildRecordSchema } from '../../src/graphql/schema.ts';
import { createRecordServer, type ServerParts } from '../../src/server/record-server.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { scratch } from '../scratch.ts';

export interface Served {
  port: number;
  /** `http://127.0.0.1:PORT`, without a path. */
  origin: string;
  /** What the operator was told, newest last. */
  reports: string[];
  /** Posts JSON to the endpoint. */
  post(body: unknown, headers?: HeadersInit): Promise<Response>;
}

type Options = Omit<Partial<ServerParts>, 'store' | 'schema' | 'report'>;

/** Serves a store until the test ends. */
export async function serveOnPort(store: Store, options: Options = {}): Promise<Served> {
  const { served, close } = await start(store, options);
  onTestFinished(close);
  return served;
}

/** Serves one empty record to all the tests of a file; what comes back is filled before the first. */
export function serveEmptyToFile(options: Options = {}): Served {
  const served: Served = { port: 0, origin: '', reports: [], post: () => Promise.reject() };
  beforeAll(async () => {
    const dataDir = await mkdtemp(join(scratch, 'talks-record-'));
    const started = await start(await openStore({ dataDir }), options);
    Object.assign(served, started.served);
    return async () => {
      await started.close();
      await rm(dataDir, { recursive: true });
    };
  });
  afterAll(() => void served.reports.splice(0));
  return served;
}

/** Sends bytes as they are, and answers all that comes back until the server ends the connection. */
export async function sendRaw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  return await text(socket);
}

async function start(store: Store, options: Options) {
  const reports: string[] = [];
  const report = (line: string) => void reports.push(line);
  const server = createRecordServer({
    store,
    schema: buildRecordSchema(),
    report,
    rateLimit: null,
    ...options,
  });
  const port = await server.listen(0, '127.0.0.1');
  const origin = `http://127.0.0.1:${port}`;
  const post: Served['post'] = (body, headers) =>
    fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return { served: { port, origin, reports, post }, close: () => server.close() };
}
