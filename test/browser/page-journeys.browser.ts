/** Ways through the page that a reader takes: by keyboard, by search, by links that were sent. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openSite } from './record-page.ts';

/** Presses Tab until the focus is on what has this name. Throws where no press brings it there. */
async function tabTo(page: Page, name: string): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (focused.includes(name)) return;
    seen.push(focused);
  }
  throw new Error(`Tab: expected to come to “${name}”, but came to ${seen.join(' | ')}`);
}

function focusedHeading(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element instanceof HTMLHeadingElement ? element.textContent : '';
  });
}

test('by keyboard alone: past the menu, to a search, a person, a talk, a citation, and back', async () => {
  const { open } = await openSite();
  const { page, complaints } = await open('/');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
    'Skip to the content',
  );
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');

  await page.keyboard.press('Shift+Tab');
  await page.reload();
  await page.locator('h1').waitFor();
  await tabTo(page, 'Search the record');
  await page.keyboard.type('lavrentiev');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Search: lavrentiev' }).waitFor();
  expect(await focusedHeading(page)).toBe('Search: lavrentiev');

  await tabTo(page, 'Alexander Lavrentiev');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Alexander Lavrentiev' }).waitFor();
  expect(await focusedHeading(page)).toBe('Alexander Lavrentiev');
  expect(await page.title()).toBe('Alexander Lavrentiev · The record of peace talks');

  await tabTo(page, 'Second round of the Astana talks on Syria');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Second round' }).waitFor();
  await tabTo(page, 'Agence France-Presse');
  await page.keyboard.press('Enter');
  await page.getByText('SHA-256 of the passage').first().waitFor();

  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Alexander Lavrentiev' }).waitFor();
  expect(complaints).toEqual([]);
});

test('a board’s choices are addresses, and survive a reload', async () => {
  const { open } = await openSite();
  const { page } = await open('/pledges');
  await page.getByRole('link', { name: 'Deadline', exact: true }).click();
  await page.getByRole('heading', { name: 'Past its day, not yet rated' }).waitFor();
  await page.getByLabel('Show only').focus();
  await page.getByLabel('Show only').selectOption('Kept');
  await page
    .getByRole('heading', { name: 'Past its day, not yet rated' })
    .waitFor({ state: 'detached' });
  expect(page.url()).toMatch(/\/pledges\?by=schedule&status=KEPT$/);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('only-status');
  await page.reload();
  await page.getByRole('heading', { name: 'No deadline' }).waitFor();
  expect(await page.locator('article').count()).toBe(1);
});

test('the other language shows the same thing', async () => {
  const { open } = await openSite();
  const { page } = await open('/people/bashar-al-jaafari');
  await page.getByRole('link', { name: 'العربية' }).click();
  await page.getByRole('heading', { name: 'بشار الجعفري' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/ar/people/bashar-al-jaafari');
  expect(await page.locator('html').getAttribute('lang')).toBe('ar');
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Bashar al-Jaafari' }).waitFor();
});

test('a search in Arabic finds any spelling, and a found quotation has a page of its own', async () => {
  const { open } = await openSite();
  const { page } = await open('/ar');
  await page.getByLabel('ابحث في السجلّ').fill('اقل من شهر');
  await page.keyboard.press('Enter');
  await page.locator('.results a[href^="/ar/quotes/"]').first().click();
  const quotation = page.locator('figure.quotation');
  await quotation.getByText('في اقل من شهر').waitFor();
  await quotation.getByRole('link', { name: 'الجولة الثانية' }).click();
  await page.getByRole('heading', { level: 1, name: 'الجولة الثانية' }).waitFor();
});

test('a search that finds nothing says what to try', async () => {
  const { open } = await openSite();
  const { page } = await open('/search?q=zzzzzz');
  await page.getByText('Nothing on record has these words.').waitFor();
});
