/** The traces that a server sends to a collector, where the usual variables name one. */
import { expect, test, vi } from 'vitest';
import { emptyDatabase, emptyFolder } from '../databases.ts';
import { initSocket } from '../log/sockets.ts';
import { type Settings, startServer } from './processes.ts';
import { type CollectedSpan, startCollector } from './trace-collector.ts';

vi.setConfig({ testTimeout: 60_000 });

const json = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';
const query =
  'query WhoSat($slug: String!) { talks(slug: $slug) { delegations { party { slug } } } }';

function post(origin: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables: { slug: 'astana-2' } }),
  });
}

function childrenOf(spans: CollectedSpan[], parent: CollectedSpan): CollectedSpan[] {
  return spans.filter(({ parentSpanId }) => parentSpanId === parent.spanId);
}

test.each<[string, () => Promise<Settings>]>([
  ['sqlite', async () => ({ DATA_DIR: (await emptyFolder()).dataDir })],
  [
    'postgresql',
    async () => ({
      DATABASE_URL: (await emptyDatabase()).databaseUrl,
      JWT_SECRET: 'a secret of more than thirty-two characters',
    }),
  ],
])('an operation is a span, and in it each SQL statement is one (%s)', async (system, store) => {
  const collector = await startCollector();
  const server = await startServer({
    ...(await store()),
    ...json,
    TRUST_PROXY: 'loopback',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_SERVICE_NAME: 'the-record',
  });
  const response = await post(server.origin, { traceparent: `00-${traceId}-${spanId}-01` });
  await response.text();
  const socket = await initSocket(`${server.origin}/graphql`);
  await socket.ask('query Version { parties { totalCount } }');
  server.process.kill('SIGTERM');
  // What is left is sent before it ends.
  expect(await server.ended).toMatchObject({ status: 0, error: '' });
  expect(new Set(collector.posts.map(({ path }) => path))).toEqual(new Set(['/v1/traces']));

  const spans = collector.spans();
  const named = (name: string) => {
    const found = spans.find((span) => span.name === name);
    if (!found) throw new Error(`No span ${name} among ${spans.map((span) => span.name)}`);
    return found;
  };
  const asked = named('query WhoSat');
  expect(asked).toMatchObject({
    traceId,
    parentSpanId: spanId,
    attributes: {
      'talks.request_id': response.headers.get('x-request-id'),
      'http.route': '/graphql',
      'http.response.status_code': 200,
      'graphql.operation.name': 'WhoSat',
      'graphql.operation.type': 'query',
    },
    resource: { 'service.name': 'the-record' },
    failed: false,
  });
  const statements = childrenOf(spans, asked);
  expect(statements).toHaveLength(3);
  for (const { name, attributes, took } of statements) {
    expect([name, attributes['db.system.name']]).toEqual(['SELECT', system]);
    expect(took).toBeGreaterThan(0);
    expect(took).toBeLessThanOrEqual(asked.took);
  }
  const overSocket = named('query Version');
  expect(overSocket.attributes['talks.transport']).toBe('websocket');
  expect(childrenOf(spans, overSocket)).toHaveLength(1);
  expect(collector.posts.map(({ body }) => body.toString()).join()).not.toContain('astana-2');
});

test('a trace of somebody who is not trusted is not gone on with', async () => {
  const collector = await startCollector();
  const { dataDir: DATA_DIR } = await emptyFolder();
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  const server = await startServer({ DATA_DIR, ...json, ...endpoint });
  await (await post(server.origin, { traceparent: `00-${traceId}-${spanId}-01` })).text();
  server.process.kill('SIGTERM');
  await server.ended;
  const [asked] = collector.spans().filter(({ name }) => name === 'query WhoSat');
  expect(asked?.traceId).toMatch(/^[\da-f]{32}$/);
  expect(asked?.traceId).not.toBe(traceId);
});

test('without a protocol of their own they go as protobuf, and none where the share is 0', async () => {
  const collector = await startCollector();
  const { dataDir: DATA_DIR } = await emptyFolder();
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  const server = await startServer({ DATA_DIR, ...endpoint });
  await (await post(server.origin)).text();
  server.process.kill('SIGTERM');
  await server.ended;
  expect(collector.posts[0]).toMatchObject({ path: '/v1/traces', type: 'application/x-protobuf' });
  expect(collector.posts[0]?.body.toString('latin1')).toContain('query WhoSat');

  collector.posts.length = 0;
  const sampler = { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' };
  const silent = await startServer({ DATA_DIR, ...endpoint, ...sampler });
  await (await post(silent.origin)).text();
  silent.process.kill('SIGTERM');
  await silent.ended;
  expect(collector.posts).toEqual([]);
});

test('a collector that is away is told of in the log, and holds up neither answers nor the stop', async () => {
  const { dataDir: DATA_DIR } = await emptyFolder();
  const server = await startServer({
    DATA_DIR,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
    OTEL_BSP_SCHEDULE_DELAY: '10',
  });
  expect((await post(server.origin)).status).toBe(200);
  const began = performance.now();
  server.process.kill('SIGTERM');
  const { status, error } = await server.ended;
  expect(status).toBe(0);
  expect(performance.now() - began).toBeLessThan(4_000);
  expect(error).toMatch(/"level":"warn".*traces could not be sent/);
});
