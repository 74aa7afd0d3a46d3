/** What a page's HTML says of itself, in a browser that holds it to the policy. */
import { expect, test } from 'vitest';
import { syntheticSet } from '../synthetic.ts';
import { openSite } from './record-page.ts';

const hostile = '</script><script>document.title = "taken"</script><!--<script>';

test('no policy refuses the data, no text on record gets out of it, and scripts of others read it', async () => {
  const set = syntheticSet({ talks: 1, quotes: 2, pledges: 1 });
  const talks = set.talks.map((one) => ({ ...one, name: { en: hostile } }));
  const quotes = set.quotes.map((one) => ({ ...one, text: hostile }));
  const { open } = await openSite({ set: { ...set, talks, quotes } });
  for (const path of ['/talks/talks-000000', '/quotes/quote-000000-0']) {
    const { page, complaints } = await open(path);
    const graph = await page.evaluate(() => {
      const block = document.querySelector('script[type="application/ld+json"]');
      return JSON.parse(block?.textContent ?? 'null')['@graph'];
    });
    expect(graph[0].name ?? graph[0].text).toBe(hostile);
    expect(await page.title()).toContain('</script>');
    expect(await page.locator('script').count()).toBe(2);
    expect(complaints).toEqual([]);
    await page.close();
  }
});

test('every kind of page has the title that it then gives itself, and the feed in its language', async () => {
  const { open, server } = await openSite();
  for (const [path, language] of [
    ['/', 'en'],
    ['/talks/astana-2', 'en'],
    ['/ar/quotes/alloush-russian-pledge-on-bombardment', 'ar'],
    ['/people/bashar-al-jaafari', 'en'],
    ['/ar/pledges/next-meeting', 'ar'],
    ['/processes/astana', 'en'],
    ['/ar/sources/afp-2017-02-16-astana', 'ar'],
  ] as const) {
    const response = await fetch(server.origin + path, { headers: { accept: 'text/html' } });
    const [, title] = /<title>(.*?)<\/title>/.exec(await response.text()) ?? [];
    const { page } = await open(path);
    expect(await page.title()).toBe(title);
    const feed = page.locator('head link[type="application/atom+xml"]');
    expect(await feed.getAttribute('href')).toBe(`/pledges.atom?lang=${language}`);
    await page.close();
  }
});

test('what was said of the first address is gone once the page shows another', async () => {
  const { open } = await openSite();
  const { page } = await open('/talks/astana-2');
  const canonical = page.locator('head link[rel=canonical]');
  expect(await canonical.getAttribute('href')).toBe(page.url());
  await page.getByRole('link', { name: 'Astana process' }).click();
  await page.getByRole('heading', { level: 1, name: 'Astana process' }).waitFor();
  expect(await canonical.count()).toBe(0);
  expect(await page.locator('head script[type="application/ld+json"]').count()).toBe(0);
});
