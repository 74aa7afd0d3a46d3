/** The explorer in a browser without a network. */
import { expect, test, vi } from 'vitest';
import { signToken } from '../../src/server/tokens.ts';
import { asks, openExplorer } from './explorer.ts';

test('every ready tab runs, by its button, and shows what is on record', async () => {
  const { page, complaints, open, run } = await openExplorer();
  expect(await page.getByRole('tab').allInnerTexts()).toEqual([
    'Talks',
    'Pledges',
    'Quotations',
    'Search',
    'Update',
    'Follow',
  ]);
  const shown: { [tab: string]: string } = {
    Talks: 'geneva-2017-02',
    Pledges: 'attestation',
    Quotations: 'arabic',
    Search: '__typename',
  };
  for (const [tab, words] of Object.entries(shown)) {
    await open(tab);
    const button = page.getByRole('button', { name: 'Execute query' });
    const { data, errors } = await run(tab, () => button.click());
    expect(errors).toBeUndefined();
    expect(Object.values(data)).toEqual([expect.objectContaining({ nodes: expect.anything() })]);
    await page.locator('.result-window .view-line', { hasText: words }).first().waitFor();
  }
  expect(complaints).toEqual([]);
});

test('an operation typed in Arabic’s locale runs by keyboard alone', async () => {
  const { page, complaints, open, run } = await openExplorer();
  await open('Talks');
  await page
    .locator('.graphiql-query-editor .inputarea, .graphiql-query-editor .native-edit-context')
    .focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('query City { talks(slug: "astana-2") { city(locale: "ar") } }');
  // The tab takes the operation's name once the explorer has read it.
  await page.getByRole('tab', { name: 'City' }).waitFor();
  const { data } = await run('City', () => page.keyboard.press('Control+Enter'));
  expect(data).toEqual({ talks: { city: 'أستانا' } });
  await page.locator('.result-window .view-line', { hasText: 'أستانا' }).waitFor();
  expect(complaints).toEqual([]);
});

test('the documentation holds the words of the contract', async () => {
  const { page, complaints } = await openExplorer();
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const docs = page.locator('.graphiql-plugin');
  await docs.getByText('The public record of peace talks').waitFor();
  await docs.getByRole('link', { name: 'Query' }).click();
  await docs.getByText('One set of talks by its slug').waitFor();
  expect(complaints).toEqual([]);
});

const secret = 'a secret of this test, long enough to sign with';

test('an entry that is recorded in one tab is heard in another, as it is recorded', async () => {
  const { page, origin, complaints, open, run } = await openExplorer({ JWT_SECRET: secret });
  const shown = (words: string) =>
    page.locator('.result-window .view-line', { hasText: words }).first().waitFor();
  const button = page.getByRole('button', { name: 'Execute query' });

  await open('Update');
  await page.getByRole('button', { name: 'Headers' }).click();
  const headers = page.locator('.graphiql-editor-tool .graphiql-editor:visible');
  await headers.click();
  await page.keyboard.press('Control+A');
  const token = await signToken(secret, { name: 'The desk', role: 'editor', days: 1 });
  await page.keyboard.insertText(JSON.stringify({ Authorization: `Bearer ${token}` }));
  // The editor has closed what it took to be open.
  await page.keyboard.press('Control+Shift+End');
  await page.keyboard.press('Delete');
  const { data } = await run('Update', () => button.click());
  expect(data.recordPledgeUpdate).toMatchObject({ created: true, update: { cursor: '2' } });
  await shown('The desk');

  await open('Follow');
  // While the explorer takes the last operation for running, its button stops that one instead.
  await vi.waitFor(
    async () => {
      const asked = page.waitForRequest((one) => asks(one, 'Follow'), { timeout: 3_000 });
      await Promise.all([asked, button.click()]);
    },
    { timeout: 30_000 },
  );
  await shown('Say here why.');
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: `mutation { recordPledgeUpdate(input: {
        pledge: "next-meeting", status: KEPT, rationale: "They met again.", evidence: { url: "https://example.org/" }
      }) { __typename } }`,
    }),
  });
  expect(await response.json()).toEqual({
    data: { recordPledgeUpdate: { __typename: 'PledgeUpdateRecorded' } },
  });
  await shown('They met again.');
  expect(complaints).toEqual([]);
});
