/** Rows at hand in a server: never older than what it has acknowledged, and nobody's in particular. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { StoreLocation } from '../../src/store/open.ts';
import { emptyFolder, onEachDatabase, openAstana, openEmpty } from '../databases.ts';
import { bombardment, detainees, ghouta, rating, recordUpdate } from '../log/desk.ts';
import { listen, type Service, serve, tokenOf } from '../service.ts';

interface Keeping extends Service {
  /** The same question by way of its port. */
  askAtPort(query: string, variables: object): ReturnType<Service['ask']>;
  write(pledge: string): Promise<Entry>;
}

interface Entry {
  pledge: string;
  version: number;
  place: number;
}

async function serveKeeping(location: StoreLocation, open = openAstana): Promise<Keeping> {
  const statements: string[] = [];
  const store = await open(location, { onStatement: (sql) => statements.push(sql) });
  const service = serve(store, statements);
  const port = await listen(service);
  const token = await tokenOf('The desk');
  return {
    ...service,
    async askAtPort(query, variables) {
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return await response.json();
    },
    async write(pledge) {
      const variables = { input: rating({ pledge }) };
      const { recordPledgeUpdate } = await service.read(recordUpdate, variables, token);
      const { version, cursor } = recordPledgeUpdate.update;
      return { pledge, version, place: Number(cursor) };
    },
  };
}

const pledgeQuery = `query ($slug: String!) {
  pledge(slug: $slug) {
    version
    updates(last: 1) { totalCount nodes { version } }
    talks { pledges(first: 50) { nodes { slug version } } }
  }
  record { version cursor }
}`;

const pledges: readonly string[] = [bombardment, ghouta, detainees];

/** The versions that one answer gives of a pledge, by each way that leads to it. */
function versionsIn({ data }: Awaited<ReturnType<Service['ask']>>, slug: string): number[] {
  const { version, updates, talks } = data.pledge;
  const listed = talks.pledges.nodes.find((each: { slug: string }) => each.slug === slug);
  return [version, updates.totalCount, updates.nodes[0]?.version ?? 0, listed.version];
}

onEachDatabase('rows at hand', (place) => {
  test('are read once, and once more after each write', async () => {
    const service = await serveKeeping(await place());
    const variables = { slug: ghouta };
    const first = await service.read(pledgeQuery, variables);
    service.takeStatements();
    expect(await service.read(pledgeQuery, variables)).toEqual(first);
    expect(service.takeStatements()).toEqual([]);
    const { version } = await service.write(ghouta);
    const second = await service.ask(pledgeQuery, variables);
    expect(versionsIn(second, ghouta)).toEqual([version, version, version, version]);
    expect(second.data.record.version).toBe(first.record.version + 1);
  });

  test('are never older than what the process has acknowledged, nor than the cursor beside them', async () => {
    const location = await place();
    const one = await serveKeeping(location);
    const two = await serveKeeping(location, openEmpty);
    const written: Entry[] = [];
    const acknowledged = new Map(pledges.map((slug) => [slug, { version: 0, place: 0 }]));
    const answers: { slug: string; versions: number[]; cursor: number }[] = [];
    let writing = true;
    const reader = async (ask: Service['ask'], keeps: boolean) => {
      for (let count = 0; writing; count += 1) {
        // What is at hand is answered without waiting for anything: the writers need a turn.
        await nextTurn();
        const slug = pledges[count % pledges.length] ?? ghouta;
        const least = { ...acknowledged.get(slug) };
        const answer = await ask(pledgeQuery, { slug });
        const versions = versionsIn(answer, slug);
        const cursor = Number(answer.data.record.cursor);
        answers.push({ slug, versions, cursor });
        if (!keeps) continue;
        expect(Math.min(...versions)).toBeGreaterThanOrEqual(least.version ?? 0);
        expect(cursor).toBeGreaterThanOrEqual(least.place ?? 0);
      }
    };
    const writer = async (service: Keeping, rounds: number) => {
      for (let count = 0; count < rounds; count += 1) {
        const entry = await service.write(pledges[count % pledges.length] ?? ghouta);
        written.push(entry);
        // What the other one acknowledges is heard of here somewhat later.
        if (service === one) acknowledged.set(entry.pledge, entry);
      }
    };
    const readers = [reader(one.ask, true), reader(one.askAtPort, true), reader(two.ask, false)];
    await Promise.all([writer(one, 8), writer(one, 8), writer(two, 6)]).finally(() => {
      writing = false;
    });
    await Promise.all(readers);
    expect(answers.length).toBeGreaterThan(written.length);
    for (const { slug, versions, cursor } of answers) {
      const before = written.filter((entry) => entry.pledge === slug && entry.place <= cursor);
      const least = Math.max(0, ...before.map(({ version }) => version));
      expect(Math.min(...versions)).toBeGreaterThanOrEqual(least);
    }
  });

  test('of what another server writes are given within a second', async () => {
    const location = await place();
    const one = await serveKeeping(location);
    const two = await serveKeeping(location, openEmpty);
    for (let count = 0; count < 5; count += 1) {
      // At hand from here on.
      await two.read(pledgeQuery, { slug: ghouta });
      const { version } = await one.write(ghouta);
      await vi.waitFor(
        async () => {
          const answer = await two.ask(pledgeQuery, { slug: ghouta });
          expect(Math.min(...versionsIn(answer, ghouta))).toBe(version);
        },
        { timeout: 1_000, interval: 5 },
      );
    }
  });
});

test('the same rows answer every caller, in each language', async () => {
  const service = await serveKeeping(await emptyFolder());
  const names = `query ($l: Locale!) {
    talks(slug: "astana-2") { name(locale: $l) delegations { name(locale: $l) party { name(locale: $l) } } }
  }`;
  const tokens = [undefined, await tokenOf('A reader', 'reader'), await tokenOf('An editor')];
  const given = new Map<string, unknown>();
  for (const token of [...tokens, ...tokens])
    for (const l of ['en', 'ar', 'fr']) {
      const answer = await service.read(names, { l }, token);
      expect(answer).toEqual(given.get(l) ?? answer);
      given.set(l, answer);
    }
  expect(given.get('ar')).not.toEqual(given.get('en'));
});

test('what a list holds by the day is read anew on the next', async () => {
  const service = await serveKeeping(await emptyFolder());
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2017-03-15T23:59:59Z') });
  onTestFinished(() => void vi.useRealTimers());
  const lapsed = `{
    pledges(first: 50, filter: { schedule: [LAPSED] }) { totalCount nodes { slug schedule } }
    talks(slug: "astana-2") { pledges(filter: { schedule: [LAPSED] }) { totalCount } }
  }`;
  const before = await service.read(lapsed);
  expect(await service.read(lapsed)).toEqual(before);
  vi.setSystemTime(new Date('2017-03-16T00:00:00Z'));
  const after = await service.read(lapsed);
  expect(after.pledges.totalCount).toBe(before.pledges.totalCount + 1);
  expect(after.pledges.nodes).toContainEqual({ slug: 'next-meeting', schedule: 'LAPSED' });
  expect(after.talks.pledges.totalCount).toBe(before.talks.pledges.totalCount + 1);
});
