/** How many SQL statements an answer of ours takes, with nothing kept from before. */
import { buildRecordSchema } from '../../src/graphql/schema.ts';
import { createRecordServer } from '../../src/server/record-server.ts';
import { openStore, type StoreLocation } from '../../src/store/open.ts';

/** Answers the counts in the order of the bodies. Throws where one of them is refused. */
export async function statementsOf(
  location: StoreLocation,
  bodies: readonly string[],
): Promise<number[]> {
  const schema = buildRecordSchema();
  const counts: number[] = [];
  for (const body of bodies) {
    let count = 0;
    const store = await openStore(location, { onStatement: () => void count++ });
    const server = createRecordServer({ store, schema, rateLimit: null });
    try {
      count = 0;
      const response = await server.fetch('http://127.0.0.1/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const text = await response.text();
      if (response.status !== 200 || text.includes('"errors"'))
        throw new Error(`The statements of an answer cannot be counted: ${text.slice(0, 500)}`);
      counts.push(count);
    } finally {
      await server.close();
    }
  }
  return counts;
}
