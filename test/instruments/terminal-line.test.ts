/** What the log looks like where somebody looks at it. */
import { expect, test } from 'vitest';
import { terminalLine } from '../../src/server/instruments/terminal-line.ts';

const time = '2026-02-16T15:04:05.000Z';

test.each<[object, string]>([
  [
    {
      level: 'info',
      msg: 'request',
      requestId: 'x',
      transport: 'http',
      method: 'POST',
      path: '/graphql',
      kind: 'query',
      operation: 'WhoSat',
      status: 200,
      outcome: 'ok',
      ms: 3.2,
    },
    '15:04:05 info POST /graphql query WhoSat 200 ok, 3.2 ms\n',
  ],
  [
    {
      level: 'info',
      msg: 'request',
      transport: 'websocket',
      kind: 'query',
      outcome: 'error',
      codes: ['BAD_CURSOR', 'RATE_LIMITED'],
      ms: 1,
    },
    '15:04:05 info websocket query BAD_CURSOR, RATE_LIMITED, 1 ms\n',
  ],
  [
    { level: 'warn', msg: 'a connection to the database was lost', cause: 'gone' },
    '15:04:05 warn a connection to the database was lost (cause=gone)\n',
  ],
  [
    { level: 'error', msg: 'It broke:\n    at \u001b[2J\u202enoon' },
    '15:04:05 error It broke:\n    at \ufffd[2J\ufffdnoon\n',
  ],
])('%j', (fields, line) => {
  expect(terminalLine(JSON.stringify({ time, ...fields }), false)).toBe(line);
});
