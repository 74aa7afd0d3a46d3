/** What operations ask for at one time is read together: as it is, and without one holding up the others. */
import { expect, onTestFinished, test } from 'vitest';
import { JointReads } from '../../src/graphql/joint-reads.ts';
import { importSet } from '../../src/store/import.ts';
import type { Store } from '../../src/store/store.ts';
import { emptyDatabase, openEmpty } from '../databases.ts';
import { serve } from '../service.ts';
import { syntheticSet } from '../synthetic.ts';

/** One statement that was sent: what it asks for, and how its rows are given. */
interface Sent {
  keys: readonly string[];
  store: Store;
  answer: (rows: string[]) => void;
  fail: (cause: Error) => void;
}

interface Reading {
  stop?: AbortSignal;
  name?: string;
}

/** Reads whose statements end when the test has it so. */
async function heldReads() {
  const sent: Sent[] = [];
  const heard: (() => void)[] = [];
  const joint = new JointReads(await openEmpty(await emptyDatabase()));
  const batch = (store: Store, keys: readonly string[]) =>
    new Promise<string[]>((answer, fail) => {
      sent.push({ keys, store, answer, fail });
      for (const hear of heard.splice(0)) hear();
    });
  return {
    sent,
    read: (keys: readonly string[], { stop, name = 'pledge' }: Reading = {}) =>
      joint.read({ name, keys, batch, stop }),
    /** Waits until so many statements have been sent in all. */
    async sending(count: number) {
      while (sent.length < count) await new Promise<void>((resolve) => void heard.push(resolve));
    },
    answer: (index: number) =>
      sent[index]?.answer(sent[index].keys.map((key) => `the row of ${key}`)),
  };
}

test('what is asked for while a statement is under way goes with the next one, each row once', async () => {
  const { sent, read, answer, sending } = await heldReads();
  const first = read(['a', 'b']);
  await sending(1);
  const second = read(['b', 'c']);
  const third = read(['d', 'c']);
  answer(0);
  await sending(2);
  answer(1);
  expect(await Promise.all([first, second, third])).toEqual([
    ['the row of a', 'the row of b'],
    ['the row of b', 'the row of c'],
    ['the row of d', 'the row of c'],
  ]);
  // What was under way already may be older than whoever asked meanwhile: it is read again.
  expect(sent.map(({ keys }) => keys)).toEqual([
    ['a', 'b'],
    ['b', 'c', 'd'],
  ]);
});

test('rows of different names are apart, three at a time', async () => {
  const { sent, read, answer, sending } = await heldReads();
  const names = ['pledge', 'quote', 'actor', 'talks'];
  const reading = names.map((name) => read(['a'], { name }));
  await sending(3);
  expect(sent).toHaveLength(3);
  answer(1);
  await sending(4);
  for (const index of [0, 2, 3]) answer(index);
  expect(await Promise.all(reading)).toEqual(names.map(() => ['the row of a']));
});

test('a statement that takes long holds up nobody', async () => {
  const { read, answer, sending } = await heldReads();
  void read(['slow']);
  await sending(1);
  const quick = read(['quick']);
  await sending(2);
  answer(1);
  expect(await quick).toEqual(['the row of quick']);
});

test('of very many keys some go ahead', async () => {
  const { sent, read, answer, sending } = await heldReads();
  const keys = Array.from({ length: 1_800 }, (_, index) => `${index}`);
  for (const from of [0, 600, 1_200]) void read(keys.slice(from, from + 600));
  await sending(1);
  answer(0);
  await sending(2);
  expect(sent.map(({ keys }) => keys.length)).toEqual([1_200, 600]);
});

test('a fault is told to those who asked, and to nobody after them', async () => {
  const { sent, read, answer, sending } = await heldReads();
  const first = read(['a']);
  await sending(1);
  const second = read(['a']);
  sent[0]?.fail(new Error('The database is gone.'));
  await expect(first).rejects.toThrow('The database is gone.');
  await sending(2);
  answer(1);
  expect(await second).toEqual(['the row of a']);
});

test('who stops is told so; the others get their rows', async () => {
  const { read, answer, sending } = await heldReads();
  const stop = new AbortController();
  const stopped = read(['a'], { stop: stop.signal });
  const other = read(['a']);
  stop.abort(new Error('It took too long.'));
  await sending(1);
  answer(0);
  await expect(stopped).rejects.toThrow('It took too long.');
  expect(await other).toEqual(['the row of a']);
});

test('when all have stopped, nothing is read for them, and who asks later is not concerned', async () => {
  const { sent, read, answer, sending } = await heldReads();
  const stop = new AbortController();
  const stopped = ['a', 'b'].map((key) => read([key], { stop: stop.signal }));
  stop.abort(new Error('They left.'));
  for (const each of stopped) await expect(each).rejects.toThrow('They left.');
  const later = read(['c']);
  await sending(1);
  answer(0);
  expect(await later).toEqual(['the row of c']);
  expect(sent.map(({ keys }) => keys)).toEqual([['c']]);
});

test('a statement is broken off once all who asked have stopped, and not before', async () => {
  const { sent, read, sending } = await heldReads();
  const [one, other] = [new AbortController(), new AbortController()];
  const reading = [read(['a'], { stop: one.signal }), read(['a'], { stop: other.signal })];
  await sending(1);
  const breaking = sent[0]?.store.breaking;
  expect(breaking).toMatchObject({ inflightQueryAbortStrategy: 'cancel query' });
  one.abort(new Error('One left.'));
  expect(breaking?.signal?.aborted).toBe(false);
  other.abort(new Error('The other left.'));
  expect(breaking?.signal?.aborted).toBe(true);
  for (const each of reading) await expect(each).rejects.toThrow('left.');
});

test('many operations at one time are each answered as if alone, with fewer statements', async () => {
  const statements: string[] = [];
  const store = await openEmpty(await emptyDatabase(), {
    onStatement: (sql) => statements.push(sql),
  });
  await importSet(store, [syntheticSet({ talks: 30, quotes: 3 })]);
  const { server, read, takeStatements } = serve(store, statements);
  onTestFinished(() => server.close());
  const query = /* GraphQL */ `
      query ($party: String!, $first: Int!) {
        party(slug: $party) {
          slug
          delegations(first: $first) {
            nodes { talks { slug name } seats { person { slug } } quotes(first: 2) { nodes { text } } }
          }
        }
      }
    `;
  const { parties } = await read('{ parties { nodes { slug } } }');
  const asked = Array.from({ length: 24 }, (_, index) => ({
    party: parties.nodes[index % parties.nodes.length].slug,
    first: 1 + (index % 5),
  }));
  takeStatements();
  const alone = [];
  for (const variables of asked) alone.push(await read(query, variables));
  const statementsAlone = takeStatements().length;
  expect(await Promise.all(asked.map((variables) => read(query, variables)))).toEqual(alone);
  expect(takeStatements().length).toBeLessThan(statementsAlone / 4);
});
