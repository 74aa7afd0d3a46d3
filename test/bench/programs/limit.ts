/** The limit: the same bytes from a buffer, by nothing but node:http, with a head made once. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PreparedAnswer } from '../answers.ts';

const [, , file = ''] = process.argv;
const { status, headers, body }: PreparedAnswer = JSON.parse(readFileSync(file, 'utf8'));
const bytes = Buffer.from(body, 'base64');
const head = headers.flat();

const server = createServer((_, response) => {
  response.writeHead(status, head);
  response.end(bytes);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`http://127.0.0.1:${port}`);
});
process.on('disconnect', () => process.exit());
