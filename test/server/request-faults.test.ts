/** What a client gets for requests that are wrong as HTTP, or wrong as GraphQL. */
import { expect, test } from 'vitest';
import { sendRaw, serveEmptyToFile } from './served.ts';

const served = serveEmptyToFile();

const json = { 'content-type': 'application/json' };
const strict = { accept: 'application/graphql-response+json' };
const typename = '{"query":"{__typename}"}';

interface Fault {
  name: string;
  request: RequestInit;
  status: number;
  code: string;
  message: string;
}

const typeFault = (came: string) =>
  `The Content-Type: expected "application/json" in UTF-8, but got ${came}.`;

const faults: Fault[] = [
  ...['text/plain', 'application/x-www-form-urlencoded', 'application/graphql'].map((type) => ({
    name: `a body of ${type}`,
    request: { body: typename, headers: { 'content-type': type } },
    status: 415,
    code: 'BAD_REQUEST',
    message: typeFault(`"${type}"`),
  })),
  {
    name: 'a body of no type',
    request: { body: new TextEncoder().encode(typename) },
    status: 415,
    code: 'BAD_REQUEST',
    message: typeFault('none'),
  },
  {
    name: 'a body in another charset',
    request: { body: typename, headers: { 'content-type': 'application/json; charset=utf-16' } },
    status: 415,
    code: 'BAD_REQUEST',
    message: typeFault('"application/json; charset=utf-16"'),
  },
  {
    name: 'a compressed body',
    request: { body: typename, headers: { ...json, 'content-encoding': 'gzip' } },
    status: 415,
    code: 'BAD_REQUEST',
    message: 'The Content-Encoding: expected none, but got "gzip".',
  },
  {
    name: 'a body that is not UTF-8',
    request: { body: Buffer.from('{"query":"{__typename} # \xe9"}', 'latin1'), headers: json },
    status: 400,
    code: 'BAD_REQUEST',
    message: 'The body: expected JSON in UTF-8, but got bytes that are not UTF-8.',
  },
  {
    name: 'a body that breaks off',
    request: { body: '{"query":', headers: json },
    status: 400,
    code: 'BAD_REQUEST',
    message: 'The body: expected JSON, but could not read it: Unexpected end of JSON input.',
  },
  {
    name: 'a batch',
    request: { body: `[${typename}]`, headers: json },
    status: 400,
    code: 'BAD_REQUEST',
    message: 'Batching is not supported.',
  },
  {
    name: 'a body over 100 kB',
    request: {
      body: JSON.stringify({ query: `{__typename} #${'-'.repeat(100_000)}` }),
      headers: json,
    },
    status: 413,
    code: 'BAD_REQUEST',
    message: 'The body: expected at most 100000 bytes, but got 100026.',
  },
  {
    name: 'an operation that does not parse',
    request: { body: '{"query":"{"}', headers: { ...json, ...strict } },
    status: 400,
    code: 'GRAPHQL_PARSE_FAILED',
    message: 'Syntax Error: Expected Name, found <EOF>.',
  },
  {
    name: 'an operation nested 20,000 deep',
    request: {
      body: JSON.stringify({ query: '{a'.repeat(20_000) }),
      headers: { ...json, ...strict },
    },
    status: 400,
    code: 'OPERATION_TOO_COMPLEX',
    message:
      'Expected an operation of at most 2000 tokens, got more. Split it, or name fewer fields.',
  },
  {
    name: 'a field that does not exist',
    request: { body: '{"query":"{nothing}"}', headers: { ...json, ...strict } },
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'Cannot query field "nothing" on type "Query".',
  },
  {
    name: 'a variable of another type',
    request: {
      body: '{"query":"query ($slug: String!) { talks(slug: $slug) { slug } }","variables":{"slug":1}}',
      headers: { ...json, ...strict },
    },
    status: 400,
    code: 'BAD_USER_INPUT',
    message: 'Variable "$slug" got invalid value 1; String cannot represent a non string value: 1',
  },
  {
    name: 'null for an argument that has a default',
    request: {
      body: '{"query":"query ($by: TalksOrder) { allTalks(orderBy: $by) { totalCount } }","variables":{"by":null}}',
      headers: { ...json, ...strict },
    },
    status: 200,
    code: 'BAD_USER_INPUT',
    message: 'Argument "orderBy" of non-null type "TalksOrder!" must not be null.',
  },
];

test.each(faults)('$name: $status $code', async ({ request, status, code, message }) => {
  const response = await fetch(`${served.origin}/graphql`, { method: 'POST', ...request });
  expect(response.status).toBe(status);
  const { errors, data } = await response.json();
  expect(errors).toMatchObject([{ message, extensions: { code } }]);
  expect(data ?? null).toBeNull();
  expect(served.reports).toEqual([]);
});

test('a form with files runs nothing', async () => {
  const body = new FormData();
  body.set('operations', typename);
  body.set('map', '{}');
  const response = await fetch(`${served.origin}/graphql`, { method: 'POST', body });
  expect(response.status).toBe(415);
  expect(await response.json()).not.toHaveProperty('data');
});

test('the media type may be written in any case and with a charset', async () => {
  const headers = { 'content-type': 'Application/JSON; charset="UTF-8"' };
  const request = { method: 'POST', headers, body: typename };
  const response = await fetch(`${served.origin}/graphql`, request);
  expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
});

test('a body over 100 kB of no told length is refused too', async () => {
  const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
  const head =
    'POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n';
  const answer = await sendRaw(
    served.port,
    `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(3)}0\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1.1 413 /);
});

test('parameters in an address that are no JSON are the caller’s fault', async () => {
  const response = await fetch(`${served.origin}/graphql?query={__typename}&variables={`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    errors: [
      {
        message: expect.stringMatching(
          /^The parameter "variables": expected JSON, but could not read it: /,
        ),
      },
    ],
  });
});

test.each([
  ['a Host header with a space', 'GET /graphql?query={__typename} HTTP/1.1\r\nHost: a b'],
  [
    'a Host header that no address can hold',
    'GET /graphql?query={__typename} HTTP/1.1\r\nHost: [::',
  ],
  ['a Host header with a path', 'GET /graphql?query={__typename} HTTP/1.1\r\nHost: a/b'],
  ['an absolute target that is no address', 'GET http://[/graphql HTTP/1.1\r\nHost: x'],
  ['a target that is an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: x'],
])('%s: 400, and no stack', async (_, head) => {
  const answer = await sendRaw(served.port, `${head}\r\nConnection: close\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
  expect(answer).toMatch(/\r\n\r\nThe request target or the Host header is malformed\.\n$/);
  expect(served.reports).toEqual([]);
});

test.each([
  [
    'an absolute target',
    'GET http://elsewhere.example:99/graphql?query={__typename} HTTP/1.1\r\nHost: x',
  ],
  ['HTTP/1.0 without a Host header', 'GET /graphql?query={__typename} HTTP/1.0'],
  [
    'an address that ends like another',
    'GET /graphql?query={__typename}&x=/health HTTP/1.1\r\nHost: x',
  ],
])('%s is answered as any other', async (_, head) => {
  const answer = await sendRaw(served.port, `${head}\r\nConnection: close\r\n\r\n`);
  expect(answer).toMatch(/\r\n\r\n{"data":{"__typename":"Query"}}$/);
});

test('methods that mean nothing here are refused with those that do', async () => {
  for (const method of ['PUT', 'DELETE', 'HEAD']) {
    const response = await fetch(`${served.origin}/graphql`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST, OPTIONS']);
  }
});
