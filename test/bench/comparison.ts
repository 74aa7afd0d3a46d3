/** Holding the answers of all servers to those of ours, before anything is timed. */
import { askData, askPrepared, holdAlike, type PreparedAnswer } from './answers.ts';
import type { Dialect, Layout } from './layout.ts';
import { bodiesOf, type OperationName } from './operations.ts';
import type { Server } from './servers.ts';
import { comparable, fromPostgraphile } from './shapes.ts';

/** The index of the variables of hot requests, and the first of those that are compared. */
export const hot = 0;
const compared = 5;

/** Throws DifferentAnswers where one of the servers answers otherwise than the first, which is ours. */
export async function compareAnswers(
  servers: readonly Server[],
  name: OperationName,
  layout: Layout,
): Promise<void> {
  const [first] = servers;
  if (first === undefined) return;
  for (let index = hot; index < compared; index++) {
    const expected = await askData(first.origin, bodyOf(name, layout, first, index));
    for (const other of servers) {
      const isOther = dialectOf(other) === 'postgraphile';
      // The second time, from the cache, where there is one.
      for (const _ of ['first', 'second']) {
        const answer = await askData(other.origin, bodyOf(name, layout, other, index));
        holdAlike(
          `${other.name} (${name})`,
          isOther ? comparable(name, expected) : expected,
          isOther ? fromPostgraphile(name, answer) : answer,
        );
      }
    }
  }
}

/** What a server answers to a hot request, to the byte. */
export async function hotAnswer(
  server: Server,
  { operation, headers }: { operation: OperationName; headers?: Readonly<Record<string, string>> },
  layout: Layout,
): Promise<PreparedAnswer> {
  return await askPrepared(server.origin, bodyOf(operation, layout, server, hot), headers);
}

/** The size of an answer, in bytes. */
export function bytesOf({ body }: PreparedAnswer): number {
  return Buffer.from(body, 'base64').length;
}

export function dialectOf({ key }: Server): Dialect {
  return key === 'postgraphile' ? 'postgraphile' : 'ours';
}

function bodyOf(name: OperationName, layout: Layout, server: Server, index: number): string {
  return bodiesOf(name, layout, dialectOf(server))(index);
}
