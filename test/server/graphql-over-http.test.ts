/** The endpoint against the audit that comes with the specification. */
import { serverAudits } from 'graphql-http';
import { expect, test } from 'vitest';
import { serveEmptyToFile } from './served.ts';

const served = serveEmptyToFile();

test('the GraphQL over HTTP audit finds nothing, and has no advice', async () => {
  const audits = serverAudits({ url: () => `${served.origin}/graphql`, fetchFn: fetch });
  const results = await Promise.all(audits.map((audit) => audit.fn()));
  const found = results.filter(({ status }) => status !== 'ok');
  expect(found.map(({ status, id, name }) => `${status} ${id}: ${name}`)).toEqual([]);
  expect(results).toHaveLength(61);
});
