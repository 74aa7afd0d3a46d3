/** The explorer's ready tabs, on the record that the project ships. */
import { expect, test } from 'vitest';
import { tabs } from '../../src/server/graphiql-tabs.ts';
import { emptyFolder } from '../databases.ts';
import { serveAstana } from '../service.ts';

/** Every string and number in an answer, however deep. */
function leavesOf(value: unknown): unknown[] {
  if (value === null || typeof value !== 'object') return [value];
  return Object.values(value).flatMap(leavesOf);
}

async function answerOf(name: string): Promise<{ data: object; leaves: unknown[] }> {
  const tab = tabs.find(({ query }) => query.includes(`query ${name}`));
  if (!tab) throw new Error(`No tab is named ${name}.`);
  const service = await serveAstana(await emptyFolder());
  const data = await service.read(tab.query, tab.variables ? JSON.parse(tab.variables) : {});
  return { data, leaves: leavesOf(data) };
}

test('each says what it is for, in one line that the editor shows whole', () => {
  for (const { query } of tabs)
    expect(query).toMatch(/^# [^\n]{10,50}\n(query|mutation|subscription) [A-Z]/);
});

test('Talks shows who sat at which talks', async () => {
  const { data, leaves } = await answerOf('Talks');
  expect(data).toMatchObject({ allTalks: { totalCount: 3 } });
  expect(leaves).toEqual(expect.arrayContaining(['astana-2', 'Bashar al-Jaafari', 'GUARANTOR']));
});

test('Pledges shows who pledged what, and where it stands', async () => {
  const { leaves } = await answerOf('Pledges');
  expect(leaves).toEqual(
    expect.arrayContaining(['PLEDGE', 'MAKER', 'NOT_YET_RATED', 'في اقل من شهر']),
  );
});

test('Quotations shows the words in both languages, with their passages', async () => {
  const { data } = await answerOf('Quotations');
  const { quotes } = data as { quotes: { nodes: Record<string, unknown>[] } };
  expect(quotes.nodes.length).toBeGreaterThan(0);
  for (const { arabic, english, citations } of quotes.nodes) {
    expect(arabic).toMatch(/\p{Script=Arabic}/u);
    expect(english).toMatch(/[a-z]/);
    expect(citations).not.toEqual([]);
  }
});

test('Search finds things by a spelling that is not theirs', async () => {
  const { data } = await answerOf('Search');
  const { search } = data as { search: { nodes: Record<string, unknown>[] } };
  expect(search.nodes.map(({ slug }) => slug)).toEqual(
    expect.arrayContaining(['astana-1', 'astana-2']),
  );
});
