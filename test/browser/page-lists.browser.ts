/** Lists that are longer than what is read at once, and the way back to where the reader was in them. */
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { syntheticSet } from '../synthetic.ts';
import { axeFindings, openSite } from './record-page.ts';

/** One set of talks with more of everything than two pages hold. */
const long = syntheticSet({ talks: 1, quotes: 120, pledges: 120 });

function more(page: Page, section: string) {
  return page.getByRole('region', { name: section }).getByRole('button', { name: 'Show more' });
}

function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '');
}

test('talks with 120 pledges and 120 quotations show them all, by keyboard, and say how many', async () => {
  const { open } = await openSite({ set: long });
  const { page, complaints } = await open('/talks/talks-000000');
  const pledges = page.locator('#pledges article');
  expect(await pledges.count()).toBe(50);
  const button = more(page, 'Pledges told of');
  await button.focus();
  await page.keyboard.press('Enter');
  await page.locator('#pledges').getByText('Shown: 100 of 120.').waitFor();
  // The first new one, so that the reader goes on from there.
  expect(await focusedText(page)).toBe(await pledges.nth(50).locator('h3').textContent());
  expect(await page.locator('[aria-live=polite]').textContent()).toBe('Shown: 100 of 120.');

  await button.focus();
  await page.keyboard.press('Space');
  await page.locator('#pledges').getByText('Shown: 120 of 120.').waitFor();
  expect(await button.count()).toBe(0);
  expect(await focusedText(page)).toBe(await pledges.nth(100).locator('h3').textContent());
  const slugs = await pledges.evaluateAll((all) => all.map(({ id }) => id));
  expect(new Set(slugs).size).toBe(120);

  for (const shown of [100, 120]) {
    await more(page, 'What was said').click();
    await page.locator('#quotes').getByText(`Shown: ${shown} of 120.`).waitFor();
  }
  expect(await page.locator('#quotes figure').count()).toBe(120);
  expect(await axeFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a party’s delegations, and a person’s quotations, are read to their end', async () => {
  const { open } = await openSite({ set: syntheticSet({ talks: 720, delegations: 2, quotes: 8 }) });
  const { page: party } = await open('/parties/party-000003');
  await more(party, 'Delegations').click();
  await party.locator('#delegations').getByText('Shown: 100 of 120.').waitFor();
  await more(party, 'Stood behind').click();
  await party.locator('#sponsorships').getByText('Shown: 60 of 60.').waitFor();
  const { page: person } = await open('/people/person-000003');
  await more(person, 'What was said').click();
  await person
    .locator('#quotes')
    .getByText(/Shown: 100 of \d+\./)
    .waitFor();
});

test('a list that cannot be read on says so, and can be asked again', async () => {
  const { open } = await openSite({ set: long });
  const { page } = await open('/talks/talks-000000');
  await page.route('**/graphql', (route) => route.abort());
  await more(page, 'Pledges told of').click();
  await page.locator('#pledges').getByText('This could not be loaded.').waitFor();
  expect(await page.locator('#pledges article').count()).toBe(50);
  await page.unroute('**/graphql');
  await more(page, 'Pledges told of').click();
  await page.locator('#pledges').getByText('Shown: 100 of 120.').waitFor();
  expect(await page.getByText('This could not be loaded.').count()).toBe(0);
});

test('a history of 120 entries is shown whole, newest first, and each entry has an address', async () => {
  const [first] = long.pledges;
  if (first === undefined) throw new Error('The made-up set has no pledge.');
  const updates = Array.from({ length: 120 }, (_, index) => ({
    key: `entry-${index}`,
    pledge: first.slug,
    status: 'IN_PROGRESS' as const,
    rationale: `Seen for the ${index + 1}. time.`,
    locale: 'en',
    recordedAt: new Date(Date.UTC(2020, 0, 1 + index)).toISOString(),
    recordedBy: 'The desk',
    occurredOn: null,
    supersededBy: null,
    citations: [],
    url: 'https://news.example/report',
  }));
  const { open } = await openSite({ set: { ...long, updates } });
  const { page } = await open(`/pledges/${first.slug}#entry-100`);
  const entries = page.locator('.history > li');
  expect(await entries.first().textContent()).toContain('Seen for the 120. time.');
  await expectInView(page, '#entry-100');
  for (const shown of [100, 120]) {
    await more(page, 'History').click();
    await page.locator('#history').getByText(`Shown: ${shown} of 120.`).waitFor();
  }
  expect(await entries.last().textContent()).toContain('Seen for the 1. time.');
  expect(await entries.count()).toBe(120);
});

test('Back comes to the same place in the same list, and so does a reload', async () => {
  const { open } = await openSite({ set: long });
  const { page } = await open('/talks/talks-000000');
  await more(page, 'Pledges told of').click();
  await page.locator('#pledges').getByText('Shown: 100 of 120.').waitFor();
  const link = page.locator('#pledges article').nth(90).locator('h3 a');
  await link.scrollIntoViewIfNeeded();
  const place = await scrolledTo(page);
  expect(place).toBeGreaterThan(5_000);
  await link.click();
  await page.getByRole('heading', { level: 1, name: /^To do thing/ }).waitFor();
  expect(await scrolledTo(page)).toBe(0);

  await page.goBack();
  await link.waitFor();
  expect(await page.locator('#pledges article').count()).toBe(100);
  expect(await scrolledTo(page)).toBe(place);

  await page.goForward();
  await page.getByRole('heading', { level: 1, name: /^To do thing/ }).waitFor();
  expect(await scrolledTo(page)).toBe(0);
  await page.goBack();
  await link.waitFor();
  // What says so moves what is below, and the reader's place with it.
  await page.getByText('Live: new entries').waitFor();
  // What is loaded anew has the first page of each list again.
  await page.evaluate(() => scrollTo(0, 3_000));
  await page.reload();
  await vi.waitFor(async () => expect(await scrolledTo(page)).toBe(3_000));
});

test('Back from a citation’s source to a board grouped by deadline is where it was', async () => {
  const { open } = await openSite();
  const { page } = await open('/pledges?by=schedule', { width: 390, height: 800 });
  const link = page.locator('#to-pledge-next-meeting');
  // On a narrow page this line may take another row once it is there.
  await page.getByText('Live: new entries').waitFor();
  await link.scrollIntoViewIfNeeded();
  const place = await scrolledTo(page);
  expect(place).toBeGreaterThan(300);
  await link.click();
  await page.locator('#history').waitFor();
  await page.goBack();
  await link.waitFor();
  await page.getByText('Live: new entries').waitFor();
  await expect.poll(() => scrolledTo(page)).toBe(place);
});

function scrolledTo(page: Page): Promise<number> {
  return page.evaluate(() => scrollY);
}

async function expectInView(page: Page, selector: string): Promise<void> {
  const box = await page.locator(selector).boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(-1);
  expect(box?.y).toBeLessThan(900);
}
