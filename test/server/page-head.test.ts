/** What a page's HTML says of itself before any script runs, for search engines and feed readers. */
import { expect, onTestFinished, test } from 'vitest';
import type { RecordSet } from '../../src/record/set.ts';
import { importSet } from '../../src/store/import.ts';
import type { Store } from '../../src/store/store.ts';
import { emptyFolder, openAstana, openEmpty } from '../databases.ts';
import { syntheticSet } from '../synthetic.ts';
import { serveOnPort } from './served.ts';

interface Head {
  status: number;
  headers: Headers;
  html: string;
  title: string | undefined;
  description: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: tests read the graph by its fields
  things: any[];
}

type Look = (path: string) => Promise<Head>;

const dataBlock = /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/gs;

async function look(origin: string, path: string): Promise<Head> {
  const response = await fetch(origin + path, { headers: { accept: 'text/html' } });
  const html = await response.text();
  const blocks = Array.from(html.matchAll(dataBlock), ([, json = '']) => JSON.parse(json));
  for (const block of blocks) expect(block['@context']).toBe('https://schema.org');
  return {
    status: response.status,
    headers: response.headers,
    html,
    title: /<title>([^<]*)<\/title>/.exec(html)?.[1],
    description: /<meta name="description" content="([^"]*)"/.exec(html)?.[1],
    things: blocks.flatMap((block) => block['@graph']),
  };
}

async function serveStore(store: Store): Promise<{ origin: string; at: Look }> {
  const { origin } = await serveOnPort(store);
  return { origin, at: (path) => look(origin, path) };
}

async function serveAstana() {
  return serveStore(await openAstana(await emptyFolder()));
}

async function serveSet(set: RecordSet) {
  const store = await openEmpty(await emptyFolder());
  await importSet(store, [set]);
  return serveStore(store);
}

test('talks are an Event, with what the source says and no more, in the language of the page', async () => {
  const { origin, at } = await serveAstana();
  const { title, description, things } = await at('/talks/astana-2');
  expect(title).toBe('Second round of the Astana talks on Syria · The record of peace talks');
  expect(description).toBe(
    'Astana · 16 February 2017 · To consolidate the fragile ceasefire in Syria',
  );
  const [event, ...quotations] = things;
  const { attendee, sponsor, subjectOf, ...rest } = event;
  expect(rest).toEqual({
    '@type': 'Event',
    '@id': `${origin}/talks/astana-2`,
    url: `${origin}/talks/astana-2`,
    name: 'Second round of the Astana talks on Syria',
    description: 'To consolidate the fragile ceasefire in Syria',
    startDate: '2017-02-16',
    location: {
      '@type': 'Place',
      name: 'Astana',
      address: { '@type': 'PostalAddress', addressLocality: 'Astana', addressCountry: 'KZ' },
    },
    superEvent: {
      '@type': 'EventSeries',
      '@id': `${origin}/processes/astana`,
      url: `${origin}/processes/astana`,
      name: 'Astana process',
    },
  });
  expect(sponsor.map(({ name }: { name: string }) => name)).toEqual(['Iran', 'Russia', 'Turkey']);
  expect(attendee).toContainEqual({
    '@type': 'GovernmentOrganization',
    '@id': `${origin}/parties/syrian-government`,
    url: `${origin}/parties/syrian-government`,
    name: 'Syrian government',
  });
  expect(subjectOf).toEqual([
    {
      '@type': 'CreativeWork',
      '@id': `${origin}/sources/afp-2017-02-16-astana`,
      mainEntityOfPage: `${origin}/sources/afp-2017-02-16-astana`,
      headline: 'لا تقدم في محادثات استانا حول سوريا',
      inLanguage: 'ar',
      datePublished: '2017-02-16',
      publisher: { '@type': 'Organization', name: 'Agence France-Presse' },
    },
  ]);
  expect(new Set(quotations.map((one) => one['@type']))).toEqual(new Set(['Quotation']));

  const arabic = await at('/ar/talks/astana-2');
  expect(arabic.title).toBe('الجولة الثانية من محادثات أستانا بشأن سوريا · سجلّ محادثات السلام');
  expect(arabic.things[0]).toMatchObject({
    '@id': `${origin}/talks/astana-2`,
    url: `${origin}/ar/talks/astana-2`,
    name: 'الجولة الثانية من محادثات أستانا بشأن سوريا',
    location: { name: 'أستانا' },
  });
});

test('talks have no day that is not on record', async () => {
  const { at } = await serveAstana();
  const [event] = (await at('/talks/geneva-2017-02')).things;
  expect(event).toHaveProperty('startDate', '2017-02-23');
  expect(event).not.toHaveProperty('endDate');
});

test('talks are called off or put off only where schema.org means the same by it, and then nobody attends', async () => {
  const set = syntheticSet({ talks: 4 });
  const changes = [
    { status: 'CANCELLED' },
    { status: 'POSTPONED', startsOn: null },
    { status: 'POSTPONED' },
    { status: 'CONCLUDED' },
  ] as const;
  const talks = set.talks.map((one, index) => ({ ...one, ...changes[index] }));
  const { at } = await serveSet({ ...set, talks });
  const told = talks.map(async ({ slug }) => {
    const [{ eventStatus, attendee }] = (await at(`/talks/${slug}`)).things;
    return [eventStatus, attendee?.length];
  });
  expect(await Promise.all(told)).toEqual([
    ['https://schema.org/EventCancelled', undefined],
    ['https://schema.org/EventPostponed', undefined],
    [undefined, undefined],
    [undefined, 6],
  ]);
});

test('what was said word for word is the speaker’s, a part of its source, and translated', async () => {
  const { origin, at } = await serveAstana();
  const slug = 'alloush-russian-pledge-on-bombardment';
  const { things, title } = await at(`/quotes/${slug}`);
  expect(title).toMatch(/^Mohammed Alloush: We received a Russian pledge [^·]*… · The record/);
  const speaker = {
    '@type': 'Person',
    '@id': `${origin}/people/mohammed-alloush`,
    url: `${origin}/people/mohammed-alloush`,
    name: 'Mohammed Alloush',
  };
  expect(things).toEqual([
    {
      '@type': 'Quotation',
      '@id': `${origin}/quotes/${slug}`,
      url: `${origin}/quotes/${slug}`,
      text: expect.stringMatching(/^تلقينا تعهداً روسياً/),
      inLanguage: 'ar',
      workTranslation: {
        '@type': 'Quotation',
        text: expect.stringMatching(/^We received a Russian pledge/),
        inLanguage: 'en',
      },
      spokenByCharacter: speaker,
      dateCreated: '2017-02-16',
      creator: speaker,
      isPartOf: [expect.objectContaining({ publisher: expect.anything(), inLanguage: 'ar' })],
    },
  ]);
  expect((await at(`/ar/quotes/${slug}`)).things[0]).not.toHaveProperty('workTranslation');
});

test('reported speech is nobody’s words: an abstract, based on its source', async () => {
  const { at } = await serveSet(syntheticSet({ talks: 1 }));
  const [quotation] = (await at('/quotes/quote-000000-1')).things;
  expect(quotation).toMatchObject({
    abstract: 'What was said, number 1 at talks 0, of peace and its terms',
    isBasedOn: [{ headline: 'Made up' }],
  });
  for (const name of ['text', 'creator', 'isPartOf']) expect(quotation).not.toHaveProperty(name);
});

test('people and parties have every name, and seats are memberships', async () => {
  const { at } = await serveAstana();
  const [person] = (await at('/people/alexander-lavrentiev')).things;
  expect(person).toMatchObject({
    '@type': 'Person',
    name: 'Alexander Lavrentiev',
    alternateName: expect.arrayContaining(['الكسندر لافرينتييف']),
    memberOf: [
      {
        '@type': 'OrganizationRole',
        memberOf: { '@type': 'Organization', name: 'Russian delegation' },
      },
    ],
  });
  const [party] = (await at('/ar/parties/russia')).things;
  expect(party).toMatchObject({ '@type': 'Organization', name: 'روسيا' });
});

test('a process is a series of its rounds', async () => {
  const { at } = await serveAstana();
  const { things } = await at('/processes/astana');
  expect(things).toMatchObject([
    {
      '@type': 'EventSeries',
      subEvent: [
        { '@type': 'Event', startDate: '2017-01-23' },
        { '@type': 'Event', startDate: '2017-02-16' },
      ],
    },
  ]);
});

test('a pledge’s page says where it stands, and since when', async () => {
  const { at } = await serveAstana();
  const { description, things } = await at('/pledges/joint-monitoring-group');
  expect(description).toBe(
    'By: Russia, Iran, Turkey · Status: Kept · Attestation: Stated by the source',
  );
  expect(things[0]).toMatchObject({
    '@type': 'WebPage',
    inLanguage: 'en',
    dateModified: expect.stringMatching(/^\d{4}-.*Z$/),
    citation: [{ '@type': 'CreativeWork' }],
  });
});

test('the front page is a data set, and every file of it is there', async () => {
  const { at } = await serveAstana();
  const [dataset] = (await at('/ar')).things;
  expect(dataset).toMatchObject({ '@type': 'Dataset', name: 'سجلّ محادثات السلام' });
  expect(dataset.distribution).toHaveLength(10);
  for (const { contentUrl, encodingFormat } of dataset.distribution) {
    const response = await fetch(contentUrl, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(encodingFormat);
  }
});

test('every page names itself, itself in the other language, and the feed in its own', async () => {
  const { origin, at } = await serveAstana();
  for (const path of ['/', '/pledges', '/talks/astana-1', '/sources/afp-2017-02-16-astana']) {
    const other = path === '/' ? '/ar' : `/ar${path}`;
    for (const [own, lang] of [
      [path, 'en'],
      [other, 'ar'],
    ] as const) {
      const { html, headers } = await at(`${own}?by=schedule`);
      expect(html).toContain(`<link rel="canonical" href="${origin}${own}"`);
      expect(html).toContain(`<link rel="alternate" hreflang="en" href="${origin}${path}"`);
      expect(html).toContain(`<link rel="alternate" hreflang="ar" href="${origin}${other}"`);
      expect(html).toMatch(
        new RegExp(
          `<link rel="alternate" type="application/atom\\+xml" title="[^"]+" href="/pledges\\.atom\\?lang=${lang}">`,
        ),
      );
      const link = `</pledges.atom?lang=${lang}>; rel="alternate"; type="application/atom+xml"`;
      expect(headers.get('link')).toBe(link);
    }
  }
  const feed = await fetch(`${origin}/pledges.atom?lang=ar`);
  expect(await feed.text()).toContain('xml:lang="ar"');
});

test('no text on record can end the block of data, or anything else of the head', async () => {
  const hostile = `</script><script>alert(1)</script><!--<script>"'&lt; ]]> \u2028 </title>`;
  const set = syntheticSet({ talks: 1, quotes: 1, pledges: 1 });
  const { at } = await serveSet({
    ...set,
    talks: set.talks.map((one) => ({ ...one, name: { en: hostile }, aim: { en: hostile } })),
    people: set.people.map((one) => ({
      ...one,
      names: [{ value: hostile, locale: 'en', preferred: true }],
    })),
    quotes: set.quotes.map((one) => ({ ...one, text: hostile })),
    pledges: set.pledges.map((one) => ({ ...one, summary: { en: hostile } })),
    sources: set.sources.map((one) => ({ ...one, headline: hostile, publisher: hostile })),
  });
  for (const path of [
    '/talks/talks-000000',
    '/people/person-000000',
    '/quotes/quote-000000-0',
    '/pledges/pledge-000000-0',
    '/sources/synthetic',
  ]) {
    const { html, things, title, description } = await at(path);
    // The one that loads the page, and the one of data.
    expect(html.match(/<script/g), path).toHaveLength(2);
    expect(html, path).not.toMatch(/<!--|alert\(1\)<\/script><!--/);
    expect(JSON.stringify(things), path).toContain(JSON.stringify(hostile).slice(1, -1));
    expect(title, path).toContain('&lt;/script&gt;');
    expect(description, path).toBeDefined();
  }
});

test('what is not on record is not found, in the page of its language', async () => {
  const { at } = await serveAstana();
  for (const kind of ['talks', 'processes', 'pledges', 'quotes', 'people', 'parties', 'sources']) {
    const { status, html, things } = await at(`/ar/${kind}/none`);
    expect([kind, status, things]).toEqual([kind, 404, []]);
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).not.toContain('canonical');
  }
  // A party is no person, though both are actors.
  expect((await at('/people/russia')).status).toBe(404);
});

test('the page is there though the record is out of reach, and says that it may be asked again', async () => {
  const store = await openAstana(await emptyFolder());
  const { origin, reports } = await serveOnPort(store);
  onTestFinished(() => void reports.splice(0));
  await store.close();
  const { status, headers, html } = await look(origin, '/talks/astana-2');
  expect([status, headers.get('retry-after')]).toEqual([503, '5']);
  expect(html).toContain('<div id="page"></div>');
  expect(reports.join()).toMatch(/^Internal error in the head of \/talks\/astana-2/);
});

test('a page is sent again only when what it says has changed', async () => {
  const { origin } = await serveAstana();
  const ask = (headers: HeadersInit) => fetch(`${origin}/talks/astana-2`, { headers });
  const first = await ask({ 'accept-encoding': 'gzip' });
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('content-encoding')).toBe('gzip');
  const again = await ask({ 'accept-encoding': 'gzip', 'if-none-match': etag });
  expect(again.status).toBe(304);
  const other = await fetch(`${origin}/talks/astana-1`, { headers: { 'if-none-match': etag } });
  expect(other.status).toBe(200);
});
