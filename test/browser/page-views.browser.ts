/** Each kind of page, in both languages: what it shows, and that anyone can read it. */
import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { axeFindings, openSite, recordUpdate, sidewaysScroll } from './record-page.ts';

const views = [
  {
    path: '/',
    en: ['Time line of the talks', 'Second round of the Astana talks on Syria', 'Kept'],
    ar: ['الخط الزمني للمحادثات', 'الجولة الثانية من محادثات أستانا بشأن سوريا', 'نُفّذ'],
  },
  {
    path: '/talks/astana-2',
    en: [
      'Second round of the Astana talks on Syria',
      'Chief negotiator',
      'The source, in its own voice',
      'no practical achievement was reached',
      'Closing meeting',
    ],
    ar: [
      'الجولة الثانية من محادثات أستانا بشأن سوريا',
      'كبير المفاوضين',
      'المصدر نفسه',
      'لم يتم التوصل إلى إنجاز عملي',
      'اجتماع ختامي',
    ],
  },
  {
    path: '/talks/geneva-2017-02',
    en: ['Talks on Syria in Geneva, February 2017', 'The source does not say', 'Announced'],
    ar: ['محادثات جنيف بشأن سوريا، شباط/فبراير 2017', 'المصدر لا يذكر ذلك', 'معلن عنها'],
  },
  {
    path: '/pledges',
    en: ['Pledges, and what became of them', 'Past its day, not yet rated', '15 March 2017'],
    ar: ['التعهّدات وما آلت إليه', 'انقضى أجله ولم يُقيَّم', '15 آذار/مارس 2017'],
  },
  {
    path: '/pledges?by=schedule',
    en: ['Pledges, and what became of them', 'Deadline without a day', 'Witness'],
    ar: ['التعهّدات وما آلت إليه', 'أجل غير محدد', 'شاهد'],
  },
  {
    path: '/pledges/joint-monitoring-group',
    en: ['Russia, Iran and Turkey undertook', 'Entry 1', 'Stated by the source'],
    ar: ['تعهّدت روسيا وإيران وتركيا', 'التحديث 1', 'بحسب المصدر'],
  },
  {
    path: '/people/alexander-lavrentiev',
    en: ['Alexander Lavrentiev', 'الكسندر لافرينتييف', 'We hope', 'Mediator'],
    ar: ['ألكسندر لافرنتييف', 'Alexander Lavrentiev', 'وسيط'],
  },
  {
    path: '/parties/syrian-opposition',
    en: ['Syrian opposition factions', 'Beneficiary', 'Opposition'],
    ar: ['فصائل المعارضة السورية', 'المستفيد', 'معارضة'],
  },
  {
    path: '/processes/astana',
    en: ['Astana process', 'First round of the Astana talks on Syria', 'Rounds'],
    ar: ['مسار أستانا', 'الجولة الأولى من محادثات أستانا بشأن سوريا', 'الجولات'],
  },
  {
    path: '/quotes/alloush-russian-pledge-on-bombardment',
    en: ['Mohammed Alloush', 'تلقينا تعهداً روسياً', 'We received a Russian pledge', 'paragraph 7'],
    ar: ['محمد علوش', 'تلقينا تعهداً روسياً', 'نص حرفي', 'الفقرة 7'],
  },
  {
    path: '/talks',
    en: ['Talks', 'Talks on Syria in Geneva, February 2017', '16 February 2017'],
    ar: ['المحادثات', 'محادثات جنيف بشأن سوريا', '16 شباط/فبراير 2017'],
  },
  {
    path: '/people',
    en: ['People', 'Bashar al-Jaafari', 'Syrian government'],
    ar: ['الأشخاص', 'بشار الجعفري', 'الحكومة السورية'],
  },
  {
    path: '/parties',
    en: ['Parties', 'Kazakhstan', 'State'],
    ar: ['الأطراف', 'كازاخستان', 'دولة'],
  },
  {
    path: '/quotes',
    en: ['Quotations', 'We received a Russian pledge', 'Reported speech'],
    ar: ['الاقتباسات', 'تلقينا تعهداً روسياً', 'منقول بالمعنى'],
  },
  {
    path: '/sources',
    en: ['Sources', 'لا تقدم في محادثات استانا حول سوريا', '16 February 2017'],
    ar: ['المصادر', 'لا تقدم في محادثات استانا حول سوريا', 'Agence France-Presse'],
  },
  { path: '/search?q=astana', en: ['Search: astana', 'Talks'], ar: ['بحث: astana', 'محادثات'] },
  {
    path: '/sources/afp-2017-02-16-astana',
    en: ['SHA-256 of the whole text', 'Agence France-Presse'],
    ar: ['بصمة SHA-256 للنص كاملاً', 'Agence France-Presse'],
  },
] as const;

/** Which of these words the page does not show, in whatever case. */
async function missing(page: Page, words: readonly string[]): Promise<string[]> {
  const shown = ((await page.locator('body').textContent()) ?? '').toLowerCase();
  return words.filter((word) => !shown.includes(word.toLowerCase()));
}

describe.each(['en', 'ar'] as const)('in %s', (language) => {
  test('every kind of page shows what is on record, and axe finds nothing at any width or light', {
    // Fifty times axe, on a machine that may be busy.
    timeout: 400_000,
  }, async () => {
    const { open, server } = await openSite();
    // With evidence at an address that is longer than a phone is wide.
    await recordUpdate(server.origin, 'detainee-names', 'IN_PROGRESS');
    for (const view of views) {
      const path = language === 'en' ? view.path : `/ar${view.path}`.replace(/\/$/, '');
      const { page, complaints } = await open(path);
      // The heading is there before what is on record.
      await vi.waitFor(async () => expect(await missing(page, view[language])).toEqual([]), {
        timeout: 20_000,
      });
      const found: string[] = [];
      expect(await page.locator('html').getAttribute('dir')).toBe(
        language === 'ar' ? 'rtl' : 'ltr',
      );
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      for (const [width, colorScheme] of [
        [1280, 'light'],
        [1280, 'dark'],
        [390, 'light'],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        found.push(...(await axeFindings(page)).map((one) => `${width} ${colorScheme}: ${one}`));
        const sideways = await sidewaysScroll(page);
        if (sideways > 0) found.push(`${sideways} pixels too wide at ${width}`);
      }
      expect({ path, found, complaints }).toEqual({ path, found: [], complaints: [] });
      await page.close();
    }
  });
});

test('an address with nothing there says so, in the language of the address', async () => {
  const { open, server } = await openSite();
  for (const [path, status, words] of [
    ['/nothing', 404, 'Not on record'],
    ['/ar/nothing/at/all', 404, 'غير موجود في السجلّ'],
    ['/talks/none', 404, 'Not on record'],
    ['/ar/people/none', 404, 'غير موجود في السجلّ'],
  ] as const) {
    const { page } = await open(path);
    expect(await page.locator('h1').textContent()).toBe(words);
    expect(await axeFindings(page)).toEqual([]);
    const response = await fetch(server.origin + path, { headers: { accept: 'text/html' } });
    expect([path, response.status]).toEqual([path, status]);
    await page.close();
  }
});

test('a page whose record is out of reach says so, and tries again when asked', async () => {
  const { open } = await openSite();
  const { page } = await open('/');
  await page.route('**/graphql', (route) => route.abort());
  const menu = page.getByRole('navigation', { name: 'Main' });
  await menu.getByRole('link', { name: 'Pledges' }).click();
  await page.getByRole('heading', { name: 'This could not be loaded.' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.unroute('**/graphql');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Not yet rated' }).waitFor();
});

test('a citation leads to the passage: publisher, headline, paragraph, place and digest', async () => {
  const { open } = await openSite();
  const { page } = await open('/talks/astana-2');
  const claim = page.locator('article', {
    hasText: 'The meeting led to no practical achievement.',
  });
  await claim.getByText('Agence France-Presse, paragraph 6').click();
  await claim.getByText('Characters 884 to 973').waitFor();
  await claim
    .getByText('b2f3e10dae4c51c1ad18cef56d57606917313270abe276ea251fb7a1c8b27114')
    .waitFor();
  await claim.locator('details a').click();
  await page.getByText('The text is not kept here').waitFor();
  expect(new URL(page.url()).pathname).toBe('/sources/afp-2017-02-16-astana');
});
