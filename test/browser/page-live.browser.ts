/** The board while the record grows, and while the connection comes and goes. */
import { once } from 'node:events';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { onEachDatabase } from '../databases.ts';
import { axeFindings, openSite, recordUpdate, retractUpdate, startRecord } from './record-page.ts';

const live = 'Live: new entries appear by themselves';

/** The card of a pledge under the heading of a status. */
function cardIn(page: Page, status: string, pledge: string) {
  return page.getByRole('region', { name: status }).locator(`#pledge-${pledge}`);
}

onEachDatabase('the board', (place) => {
  test('an entry recorded through the API appears on two open boards within a second', async () => {
    const { open, server } = await openSite({ location: await place() });
    const [english, arabic] = [await open('/pledges'), await open('/ar/pledges')];
    await english.page.getByText(live).waitFor();
    await arabic.page.getByText('بث مباشر').waitFor();

    await recordUpdate(server.origin, 'detainee-names', 'DECLINED');
    const soon = { timeout: 1_000 };
    await Promise.all([
      cardIn(english.page, 'Declined', 'detainee-names').getByText('Just changed').waitFor(soon),
      cardIn(arabic.page, 'رُفض', 'detainee-names').getByText('تغيّر للتو').waitFor(soon),
    ]);
    // A screen reader is told, too.
    expect(await english.page.locator('[aria-live=polite]').textContent()).toMatch(
      /^New entry: Declined\. By Mohammed Alloush/,
    );
    // It is in one group only, and nothing else is marked.
    expect(await english.page.locator('#pledge-detainee-names').count()).toBe(1);
    expect(await english.page.getByText('Just changed').count()).toBe(1);
    expect(await axeFindings(english.page)).toEqual([]);
    expect([...english.complaints, ...arabic.complaints]).toEqual([]);
  });

  test('what was recorded while the connection was lost is caught up with when it is found', async () => {
    const { open, server, location } = await openSite({ location: await place() });
    const { page } = await open('/pledges');
    await page.getByText(live).waitFor();

    server.process.kill('SIGKILL');
    await once(server.process, 'close');
    await page.getByText('Connection lost.').waitFor();
    expect(await axeFindings(page)).toEqual([]);

    // Recorded where the page cannot hear it.
    const elsewhere = await startRecord(location);
    await recordUpdate(elsewhere.origin, 'halt-bombardment', 'BROKEN');
    await recordUpdate(elsewhere.origin, 'ceasefire-mechanism', 'STALLED');
    elsewhere.process.kill('SIGTERM');
    await elsewhere.ended;
    expect(await page.getByText('Just changed').count()).toBe(0);

    const again = await startRecord(location, new URL(server.origin).port);
    await page.getByText('Connection found again.').waitFor();
    await cardIn(page, 'Not kept', 'halt-bombardment').getByText('Just changed').waitFor();
    await cardIn(page, 'Stalled', 'ceasefire-mechanism').getByText('Just changed').waitFor();
    await recordUpdate(again.origin, 'ceasefire-mechanism', 'IN_PROGRESS');
    await cardIn(page, 'In progress', 'ceasefire-mechanism').waitFor();
  });
});

test('the focus stays on a pledge that moves to another group', async () => {
  const { open, server } = await openSite();
  const { page } = await open('/pledges');
  await page.getByText(live).waitFor();
  const link = page.locator('#to-pledge-next-meeting');
  await link.focus();
  await recordUpdate(server.origin, 'next-meeting', 'KEPT');
  await cardIn(page, 'Kept', 'next-meeting').getByText('Just changed').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('to-pledge-next-meeting');
});

test('a pledge’s own page grows its log, and marks what was taken back', async () => {
  const { open, server } = await openSite();
  const { page } = await open('/pledges/eastern-ghouta-agenda');
  await page.getByText(live).waitFor();
  await page.getByText('Nobody has rated it yet.').waitFor();
  const entry = await recordUpdate(server.origin, 'eastern-ghouta-agenda', 'KEPT');
  await page.locator('.history').getByText('Seen to be kept.').waitFor();
  await retractUpdate(server.origin, entry);
  await page.getByText('Taken back by entry 2').waitFor();
  await page.getByText('Takes back entry 1').waitFor();
  expect(await page.locator('.axes .status').textContent()).toBe('Not yet rated');
});

test('the front page shows the newest of the log as it comes', async () => {
  const { open, server } = await openSite();
  const { page, complaints } = await open('/');
  await page.getByText(live).waitFor();
  await recordUpdate(server.origin, 'next-meeting', 'UNVERIFIABLE');
  const newest = page
    .getByRole('region', { name: 'Newest in the pledge log' })
    .locator('li')
    .first();
  await newest.getByText('Cannot be verified').waitFor();
  await newest.getByText('Just changed').waitFor();
  expect(complaints).toEqual([]);
});

test('a page that nobody sees holds no connection, and catches up when it is shown again', async () => {
  const { open, server } = await openSite();
  const { page } = await open('/pledges');
  await page.getByText(live).waitFor();
  const setVisibility = (state: string) =>
    page.evaluate((visibilityState) => {
      Object.defineProperty(document, 'visibilityState', {
        value: visibilityState,
        configurable: true,
      });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await setVisibility('hidden');
  await page.getByText(live).waitFor({ state: 'detached' });
  await recordUpdate(server.origin, 'next-meeting', 'STALLED');
  await recordUpdate(server.origin, 'next-meeting', 'BROKEN');
  await setVisibility('visible');
  await cardIn(page, 'Not kept', 'next-meeting').getByText('Just changed').waitFor();
  await page.getByText('History (2)').waitFor();
});
