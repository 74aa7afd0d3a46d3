/** A service that answers as a test says, where ours cannot be brought to it. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface ScriptedAnswer {
  status?: number;
  headers?: { [name: string]: string };
  body?: string;
  /** Leaves the answer open behind its body. */
  open?: boolean;
  /** Cuts the connection in place of an answer. */
  cut?: boolean;
}

export interface ScriptedService {
  url: string;
  port: number;
  /** When each request came, in milliseconds, its headers, and what it asked. */
  requests: { at: number; headers: IncomingHttpHeaders; body: string }[];
}

export const eventStream = { 'content-type': 'text/event-stream; charset=utf-8' };

/** Gives each request the next answer, and the last to all that follow. */
export async function serveScript(...answers: ScriptedAnswer[]): Promise<ScriptedService> {
  const requests: ScriptedService['requests'] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const answer = answers[Math.min(requests.length, answers.length - 1)] ?? {};
    requests.push({ at: performance.now(), headers: request.headers, body });
    if (answer.cut) return void response.destroy();
    // No connection is kept for the next request, so that one that is open is one that is in use.
    const headers = { connection: 'close', ...(answer.headers ?? eventStream) };
    response.writeHead(answer.status ?? 200, headers);
    response.write(answer.body ?? '');
    if (!answer.open) response.end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  // It listens on a port, as long as the test runs.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/graphql`, port, requests };
}
