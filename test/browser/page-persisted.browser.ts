/** The page of a service that runs nothing else than documents on file. */
import { expect, test } from 'vitest';
import { startServer } from '../cli/processes.ts';
import { emptyFolder } from '../databases.ts';
import { startChromium } from './chromium.ts';

test('it shows and hears everything all the same', async () => {
  const { dataDir: DATA_DIR } = await emptyFolder();
  const { origin } = await startServer({ DATA_DIR, PERSISTED_ONLY: 'true' });
  const page = await (await startChromium()).newPage();
  const texts: string[] = [];
  page.on('request', (request) => {
    if (request.postDataJSON()?.query !== undefined) texts.push(request.postData() ?? '');
  });
  for (const path of ['/', '/talks/astana-2', '/pledges/halt-bombardment', '/search?q=Russia']) {
    await page.goto(origin + path);
    await page.locator('h1').waitFor();
    await page.locator('main a').first().waitFor();
  }
  await page.goto(`${origin}/pledges`);
  await page.getByText('Live: new entries appear by themselves').waitFor();
  expect(texts).toEqual([]);
});
