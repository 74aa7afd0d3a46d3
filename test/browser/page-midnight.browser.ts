/** A page that is left open while the day changes. */
import { readFileSync } from 'node:fs';
import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { openSite } from './record-page.ts';

/** The page asks for its documents by their identifiers. */
const manifest: Record<string, string> = JSON.parse(
  readFileSync(
    new URL('../../src/generated/web/persisted-documents.json', import.meta.url),
    'utf8',
  ),
);

/** Has the page be told that a deadline is still to come, as it would have been the day before. */
async function answerAsYesterday(page: Page): Promise<string[]> {
  const asked: string[] = [];
  await page.route('**/graphql', async (route: Route) => {
    const { query, documentId } = route.request().postDataJSON();
    const text = query ?? manifest[documentId];
    const [, name = ''] = /\b(?:query|subscription) (\w+)/.exec(text) ?? [];
    asked.push(name);
    if (name !== 'Board' && name !== 'PledgePage') return await route.continue();
    const response = await route.fetch();
    const body = (await response.text()).replaceAll('"LAPSED"', '"PENDING"');
    await route.fulfill({ response, body });
  });
  return asked;
}

test.each([
  ['/pledges?by=schedule', '#pledge-halt-bombardment > details.citations'],
  ['/pledges/next-meeting', '.summary > details.citations'],
])(
  '%s reads schedules again at midnight UTC, once, and stays as it is',
  async (path, citations) => {
    const { server, browser } = await openSite();
    const page = await browser.newPage();
    await page.clock.install({ time: new Date('2030-03-15T23:50:00Z') });
    const asked = await answerAsYesterday(page);
    await page.goto(server.origin + path);
    await page.getByText('Not yet due').first().waitFor();
    await page.getByText('Live: new entries').waitFor();
    const details = page.locator(citations);
    await details.locator('summary').click();

    await page.clock.fastForward('09:00');
    expect(asked).not.toContain('SchedulesNow');
    await page.clock.fastForward('02:00');
    await page.getByText('Past its day, not yet rated').first().waitFor();
    expect(await page.getByText('Not yet due').count()).toBe(0);
    expect(asked.filter((name) => name === 'SchedulesNow')).toHaveLength(1);
    expect(await details.getAttribute('open')).not.toBeNull();

    await page.clock.fastForward('20:00:00');
    expect(asked.filter((name) => name === 'SchedulesNow')).toHaveLength(1);
  },
);

test('Back, on the next day, reads the page anew', async () => {
  const { server, browser } = await openSite();
  const page = await browser.newPage();
  await page.clock.install({ time: new Date('2030-03-15T23:50:00Z') });
  const asked = await answerAsYesterday(page);
  await page.goto(`${server.origin}/pledges`);
  const link = page.locator('#to-pledge-next-meeting');
  await link.click();
  await page.locator('#history').waitFor();
  await page.goBack();
  await link.click();
  await page.locator('#history').waitFor();
  expect(asked.filter((name) => name === 'Board')).toHaveLength(1);
  await page.clock.fastForward('12:00');
  await page.goBack();
  await link.waitFor();
  expect(asked.filter((name) => name === 'Board')).toHaveLength(2);
});
