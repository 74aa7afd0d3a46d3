/** A collector of traces that speaks OTLP over HTTP, as OpenTelemetry's own does. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface CollectedSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  kind: number;
  attributes: { readonly [name: string]: unknown };
  /** In milliseconds. */
  took: number;
  failed: boolean;
  resource: { readonly [name: string]: unknown };
}

export interface Collector {
  url: string;
  /** Every body that was posted, with the path and the type that it came under. */
  posts: { path: string; type: string; body: Buffer }[];
  /** The spans of those that were JSON. */
  spans(): CollectedSpan[];
}

export async function startCollector(): Promise<Collector> {
  const posts: Collector['posts'] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    posts.push({ path: request.url ?? '', type: request.headers['content-type'] ?? '', body });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    posts,
    spans: () => posts.flatMap(({ body }) => spansIn(JSON.parse(body.toString()))),
  };
}

interface Attribute {
  key: string;
  value: { [kind: string]: unknown };
}

interface Export {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: { spans: (Omit<CollectedSpan, 'attributes'> & Sent)[] }[];
  }[];
}

interface Sent {
  attributes: Attribute[];
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  status: { code?: number };
}

function spansIn({ resourceSpans }: Export): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        ...span,
        attributes: readable(span.attributes),
        took: Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6,
        failed: span.status.code === 2,
        resource: readable(resource.attributes),
      })),
    ),
  );
}

function readable(attributes: Attribute[]): { [name: string]: unknown } {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
