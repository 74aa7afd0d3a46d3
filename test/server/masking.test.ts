/** What a caller and the operator learn when something breaks that the caller has no part in. */
import { expect, test } from 'vitest';
import { onEachDatabase, openAstana } from '../databases.ts';
import { serveOnPort } from './served.ts';

const people = '{ delegations(first: 1) { nodes { party { slug } seats { person { slug } } } } }';

onEachDatabase('a table is lost under the running server', (place) => {
  test('the caller learns where it broke, and nothing of how', async () => {
    const store = await openAstana(await place());
    const served = await serveOnPort(store);
    await store.db.schema.alterTable('seat').renameTo('elsewhere').execute();

    const response = await served.post({ query: `query WhoSat ${people}` });
    const text = await response.text();
    expect(text).not.toMatch(/select|seat\b|no such|exist|\.ts|node_modules|stack/);
    expect(JSON.parse(text).errors).toEqual([
      {
        message: 'Internal error',
        locations: [{ line: 1, column: 63 }],
        path: ['delegations', 'nodes', 0, 'seats'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
  });

  test('the operator learns the operation, the field and the cause, once', async () => {
    const store = await openAstana(await place());
    const served = await serveOnPort(store);
    await store.db.schema.alterTable('seat').renameTo('elsewhere').execute();

    await served.post({ query: `query WhoSat ${people}` });
    await served.post({ query: people });
    expect(served.reports).toEqual([
      expect.stringMatching(
        /^Internal error in operation WhoSat, at delegations.nodes.0.seats: .*seat/,
      ),
      expect.stringMatching(
        /^Internal error in an unnamed operation, at delegations.nodes.0.seats: /,
      ),
    ]);
    expect(served.reports[0]).toContain('\n    at ');
  });

  test('what does not need the table is still answered', async () => {
    const store = await openAstana(await place());
    const served = await serveOnPort(store);
    await store.db.schema.alterTable('seat').renameTo('elsewhere').execute();

    const query = '{ person(slug: "bashar-al-jaafari") { slug } }';
    const response = await served.post({ query });
    expect(await response.json()).toEqual({ data: { person: { slug: 'bashar-al-jaafari' } } });
  });

  test('a store that cannot be read makes the server unready, and alive', async () => {
    const store = await openAstana(await place());
    const served = await serveOnPort(store);
    await store.db.schema.alterTable('record_state').renameTo('elsewhere').execute();

    const ready = await fetch(`${served.origin}/ready`);
    expect([ready.status, await ready.text()]).toEqual([503, 'The store cannot be read.\n']);
    expect(served.reports).toContainEqual(
      expect.stringMatching(/^Internal error in \/ready: .*record_state/),
    );
    expect((await fetch(`${served.origin}/health`)).status).toBe(200);
  });
});
