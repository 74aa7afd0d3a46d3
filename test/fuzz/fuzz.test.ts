/**
 * Operations that nobody has thought of, valid and broken at every level, against a server on a port.
 * `npm run test:fuzz` runs 10,000 over three seeds. A failure names its seed: FUZZ_SEED repeats it.
 */
import { connect } from 'node:net';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { buildRecordSchema } from '../../src/graphql/schema.ts';
import { importSet } from '../../src/store/import.ts';
import type { DatabaseKind } from '../../src/store/store.ts';
import { emptyDatabase, emptyFolder, openEmpty } from '../databases.ts';
import { madeUp } from '../graphql/made-up.ts';
import { openSocket } from '../log/sockets.ts';
import { type Served, serveOnPort } from '../server/served.ts';
import { eachTransport } from '../server/transports.ts';
import type { Answer } from '../service.ts';
import { misfits } from './fitting.ts';
import { anyJson, brokenAt, edits, hostileText } from './hostile.ts';
import { drawOperation } from './operations.ts';

const schema = buildRecordSchema();

/** What a run may be told by whoever wants more, or the same once more. */
const env = process.env;
const trials = Number(env.FUZZ_TRIALS ?? 500);
const seeds = env.FUZZ_SEED
  ? [Number(env.FUZZ_SEED)]
  : env.FUZZ_SEEDS
    ? Array.from({ length: Number(env.FUZZ_SEEDS) }, () => Math.floor(Math.random() * 2 ** 31))
    : [1];

/** The longest that anything may take, in milliseconds. */
const patience = 10_000;

vi.setConfig({ testTimeout: 60_000 + trials * 100 });

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];

/** A share of all trials, for one property on one database and with one seed. */
const share = (part: number) => Math.ceil((trials * part) / kinds.length / seeds.length);

const serve = async (kind: DatabaseKind): Promise<Served> => {
  const store = await openEmpty(await (kind === 'sqlite' ? emptyFolder() : emptyDatabase()));
  await importSet(store, [madeUp]);
  return serveOnPort(store);
};

/** Faults have a code, tell nothing of what is within, and are the caller's. */
function expectDecent({ errors }: Answer, what: string): void {
  for (const { message, extensions } of errors ?? []) {
    expect(extensions?.code, `${what}\n${message}`).toMatch(/^[A-Z_]+$/);
    expect(extensions?.code, `${what}\n${message}`).not.toBe('INTERNAL_SERVER_ERROR');
    expect(message).not.toMatch(/node_modules|\.ts:\d|select \S+ from|SQLITE|pg_|Unexpected error/);
  }
}

const within = <Value>(promise: Promise<Value>, what: string): Promise<Value> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`No answer: ${what}`)), patience);
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer));
};

describe.each(kinds)('on %s', (kind) => {
  describe.each(seeds)('with FUZZ_SEED=%i', (seed) => {
    const run = async <Values extends [unknown, ...unknown[]]>(
      part: number,
      property: fc.IAsyncPropertyWithHooks<Values>,
      served: Served,
    ) => {
      await fc.assert(property, { seed, numRuns: share(part), endOnFailure: true });
      expect(served.reports).toEqual([]);
    };

    test('what is valid is answered, and the answer fits', async () => {
      const served = await serve(kind);
      let answered = 0;
      const property = fc.asyncProperty(
        fc.gen(),
        fc.constantFrom(...eachTransport),
        async (draw, [transport, ask]) => {
          const operation = drawOperation(schema, (arbitrary) => draw(() => arbitrary));
          const document = parse(operation.query);
          // Members of a union may have fields of one name and two types.
          if (validate(schema, document).length > 0) return;
          // An address holds less than a body.
          if (transport === 'GET' && JSON.stringify(operation).length > 2_000) return;
          const answer = await within(ask(served.origin, operation), operation.query);
          expectDecent(answer, JSON.stringify(operation));
          if (answer.data) {
            answered += 1;
            expect(misfits(schema, document, answer.data), operation.query).toEqual([]);
          } else expect(answer.errors?.length, operation.query).toBeGreaterThan(0);
        },
      );
      await run(0.5, property, served);
      expect(answered).toBeGreaterThan(share(0.5) / 4);
    });

    test('what is broken is the caller’s fault, by whatever way it comes', async () => {
      const served = await serve(kind);
      const property = fc.asyncProperty(
        fc.gen(),
        edits,
        fc.option(anyJson),
        fc.constantFrom(...eachTransport),
        async (draw, at, variables, [transport, ask]) => {
          const operation = drawOperation(schema, (arbitrary) => draw(() => arbitrary));
          const query = brokenAt(operation.query, at);
          const asked = { query, variables: (variables ?? operation.variables) as object };
          if (transport === 'GET' && JSON.stringify(asked).length > 2_000) return;
          try {
            expectDecent(await within(ask(served.origin, asked), query), JSON.stringify(asked));
          } catch (cause) {
            // What is no message of the protocol ends a WebSocket: variables are an object.
            if (!(cause instanceof Error && /closed with 4400/.test(cause.message))) throw cause;
          }
        },
      );
      await run(0.25, property, served);
    });

    test('no bytes, headers or targets break the server', async () => {
      const served = await serve(kind);
      const line = fc.string({ unit: 'binary', maxLength: 60 });
      const header = fc.tuple(
        fc.constantFrom(
          ...['Accept', 'Content-Type', 'Content-Encoding', 'Authorization', 'Last-Event-ID'],
          ...['Host', 'Origin', 'X-Forwarded-For', 'If-None-Match', 'Accept-Encoding', 'Expect'],
        ),
        fc.oneof(
          fc.constantFrom(
            'application/json',
            '*/*',
            'gzip',
            'Bearer x.y.z',
            'text/event-stream;q=0',
          ),
          line,
        ),
      );
      const target = fc.oneof(
        fc.constantFrom('/graphql', '/', '/graphql?query=', '*', '//', '/export/', '/pledges.atom'),
        line.map((one) => `/graphql?query=${one}`),
        line,
      );
      const body = fc.oneof(
        fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
        anyJson.map((json) => Buffer.from(JSON.stringify(json) ?? '')),
        fc
          .record({
            query: hostileText,
            variables: anyJson,
            extensions: anyJson,
            operationName: anyJson,
          })
          .map((json) => Buffer.from(JSON.stringify(json))),
      );
      const property = fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'OPTIONS', 'HEAD', 'PUT', 'BREW'),
        target,
        fc.array(header, { maxLength: 4 }),
        body,
        async (method, path, headers, bytes) => {
          const head = [
            `${method} ${path} HTTP/1.1`,
            'Host: x',
            'Content-Type: application/json',
            ...headers.map(([name, value]) => `${name}: ${value}`),
            `Content-Length: ${bytes.length}`,
            'Connection: close',
          ];
          const sent = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]);
          const answer = await within(answerTo(served.port, sent), head.join('\n'));
          expect(answer, head.join('\n')).toMatch(/^(HTTP\/1\.1 [1-4]\d\d |$)/);
          expect(answer, head.join('\n')).not.toMatch(/INTERNAL_SERVER_ERROR|node_modules/);
        },
      );
      await run(0.15, property, served);
      expect((await served.post({ query: '{ __typename }' })).status).toBe(200);
    });

    test('no message over a WebSocket breaks the server', async () => {
      const served = await serve(kind);
      const message = fc.record(
        {
          type: fc.constantFrom(
            'connection_init',
            'subscribe',
            'complete',
            'ping',
            'pong',
            'next',
            'x',
          ),
          id: fc.constantFrom('1', '2', ''),
          payload: fc.oneof(
            anyJson,
            fc.record({ query: hostileText, variables: anyJson, operationName: anyJson }),
            fc.constant({ query: '{ __typename }' }),
          ),
        },
        { requiredKeys: ['type'] },
      );
      const property = fc.asyncProperty(
        fc.array(fc.oneof(message, anyJson), { minLength: 1, maxLength: 6 }),
        async (messages) => {
          const socket = await openSocket(`${served.origin}/graphql`);
          socket.send({ type: 'connection_init' });
          for (const each of messages) socket.send(each as object);
          socket.close();
          const { code } = await within(socket.closed, JSON.stringify(messages));
          // What is wrong with it is the client's: 1011 and 4500 would be ours.
          expect([1005, 1006, 1000, 4400, 4401, 4409, 4429]).toContain(code);
        },
      );
      await run(0.1, property, served);
      expect((await served.post({ query: '{ __typename }' })).status).toBe(200);
    });
  });
});

/** All that comes back until the connection ends; what breaks it off is an answer too. */
function answerTo(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString('latin1');
      // Nobody waits for the end of the log.
      if (/content-type: text\/event-stream/i.test(answer)) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
    socket.write(bytes);
    onTestFinished(() => void socket.destroy());
  });
}
