/** Our server as `talks serve` makes it, but that it keeps no rows: each answer is read from the database. */
import { buildRecordSchema } from '../../../src/graphql/schema.ts';
import { createRecordServer } from '../../../src/server/record-server.ts';
import { openStore } from '../../../src/store/open.ts';

const { DATABASE_URL = '' } = process.env;

/** Less than any row takes. */
const bounds = { cacheBytes: 0 };

const server = createRecordServer({
  store: await openStore({ databaseUrl: DATABASE_URL }),
  schema: buildRecordSchema(),
  rateLimit: null,
  suggestions: false,
  ...bounds,
});
console.log(`http://127.0.0.1:${await server.listen(0, '127.0.0.1')}/graphql`);
process.on('disconnect', () => process.exit());
