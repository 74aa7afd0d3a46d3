import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultText } from '../../src/intake/faults.ts';
import type { OnRecord } from '../../src/intake/names.ts';
import { readSets } from '../../src/intake/read.ts';
import { sha256 } from '../../src/record/passages.ts';
import type { RecordSet } from '../../src/record/set.ts';
import { readWhole } from '../whole-sets.ts';
import { cited, type Files, foldersOf, smallSet } from './sets.ts';

/** The faults of one folder, called `lund`, as lines. */
async function faultsOf(files: Files, onRecord?: OnRecord): Promise<string[]> {
  const outer = await foldersOf({ lund: files });
  const { faults } = await readWhole([join(outer, 'lund')], onRecord);
  return faults.map((fault) => faultText(fault).replaceAll(`${outer}/`, ''));
}

type Small = ReturnType<typeof smallSet>;
type Entry = { [key: string]: unknown };

/** The small set, with one entry of a file changed; a key that is undefined is left out. */
function spoilt(file: keyof Small, change: Entry, index = 0): Files {
  const set: { [name: string]: Entry[] } = smallSet();
  const entries = set[file] ?? [];
  return { ...set, [file]: entries.map((one, at) => (at === index ? { ...one, ...change } : one)) };
}

function grown(file: keyof Small, ...more: unknown[]): Files {
  const set = smallSet();
  return { ...set, [file]: [...set[file], ...more] };
}

const digest = sha256('We shall open the bridge within a week');

describe('a set without faults', () => {
  test('is read whole, with null, nothing or false for what is left out', async () => {
    const outer = await foldersOf({ lund: smallSet() });
    const { set, faults } = await readWhole([join(outer, 'lund')]);
    expect(faults).toEqual([]);
    expect(Object.entries(set).map(([list, entries]) => [list, entries.length])).toEqual([
      ['sources', 1],
      ['processes', 1],
      ['parties', 3],
      ['people', 1],
      ['talks', 1],
      ['delegations', 1],
      ['sponsors', 1],
      ['quotes', 1],
      ['pledges', 2],
      ['updates', 3],
      ['setAside', 1],
    ]);
    expect(set.talks[0]).toEqual({
      ...smallSet()['talks.json'][0],
      round: null,
      city: null,
      country: null,
      endsOn: null,
      format: null,
      aim: null,
      sessions: [
        { kind: 'PLENARY', durationMinutes: null, note: null, citations: set.talks[0]?.citations },
      ],
    });
    expect(set.quotes[0]).toMatchObject({ translations: {}, saidOn: null });
    expect(set.pledges[0]?.deadline).toEqual({
      phrase: 'within a week',
      locale: 'en',
      immediate: false,
      earliest: null,
      latest: '2010-05-10',
    });
    expect(set.updates[1]).toMatchObject({ citations: [], occurredOn: null, supersededBy: null });
    expect(Object.keys(set.updates[2] ?? {})).not.toContain('status');
  });

  test('may lack files, and may begin with a byte order mark', async () => {
    const { 'sources.json': sources, 'processes.json': processes } = smallSet();
    const files = {
      'sources.json': `\ufeff${JSON.stringify(sources)}`,
      'processes.json': processes,
    };
    expect(await faultsOf(files)).toEqual([]);
  });

  test('may have other files beside it', async () => {
    expect(
      await faultsOf({ ...smallSet(), 'README.md': 'About this set', 'notes.txt': '' }),
    ).toEqual([]);
  });
});

describe('several sets', () => {
  test('may rest on each other both ways', async () => {
    const { 'talks.json': talks, 'people.json': people, ...rest } = smallSet();
    const outer = await foldersOf({
      one: rest,
      other: { 'talks.json': talks, 'people.json': people },
    });
    expect((await readWhole([join(outer, 'one'), join(outer, 'other')])).faults).toEqual([]);
  });

  test('are read as one, in order, and may rest on each other', async () => {
    const { 'updates.json': updates, ...rest } = smallSet();
    const outer = await foldersOf({ rest, later: { 'updates.json': updates } });
    const { set, faults } = await readWhole([join(outer, 'later'), join(outer, 'rest')]);
    expect(faults).toEqual([]);
    expect([set.updates.length, set.pledges.length]).toEqual([3, 2]);
  });

  test('may not hold the same thing, and the first place is named', async () => {
    const { 'processes.json': processes, 'sources.json': sources } = smallSet();
    const outer = await foldersOf({
      one: { 'processes.json': processes, 'sources.json': sources },
      other: { 'processes.json': processes },
    });
    const { faults } = await readWhole([join(outer, 'one'), join(outer, 'other')]);
    expect(faults.map((fault) => faultText(fault).replaceAll(`${outer}/`, ''))).toEqual([
      'other/processes.json $[0].slug: expected a slug of its own, but got "lund"; it is taken by one/processes.json $[0].slug',
    ]);
  });
});

describe('a set that is larger than what is read at once', () => {
  /** The small set with many quotations, of letters of two bytes. */
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...smallSet()['quotes.json'][0],
      slug: `quote-${index}`,
      form: 'INDIRECT',
      text: `سنفتح الجسر خلال ${index} أسبوع`,
    }));

  test('is read whole, in parts, and the way is told', async () => {
    const outer = await foldersOf({ lund: { ...smallSet(), 'quotes.json': many(1000) } });
    const heard: [number, number][] = [];
    const reading = await readSets([join(outer, 'lund')], {
      onProgress: (done, total) => heard.push([done, total]),
    });
    const parts: RecordSet[] = [];
    for await (const part of reading.parts()) parts.push(part);
    const quotes = parts.flatMap((part) => part.quotes);
    expect(quotes.map(({ slug, text }) => [slug, text])).toEqual(
      many(1000).map(({ slug, text }) => [slug, text]),
    );
    expect(Math.max(...parts.map((part) => part.quotes.length))).toBeLessThan(300);
    // The small set has 13 entries besides its quotation, and pledges that mention it.
    expect(heard.at(-1)).toEqual([1015, 1015]);
    expect(heard.map(([done]) => done)).toEqual(
      heard.map(([done]) => done).toSorted((a, b) => a - b),
    );
    expect(reading.faults.map(({ place }) => place)).toEqual(['$[0].quotes[0]']);
  });

  test('has each fault told with its place, and the first place of what stands twice', async () => {
    const quotes = many(1000);
    const spoiltQuotes = quotes.map((quote, index) =>
      index === 900 ? { ...quote, slug: 'quote-3', speaker: 'nobody' } : quote,
    );
    const files = { ...grown('pledges.json'), 'quotes.json': spoiltQuotes };
    expect((await faultsOf(files)).slice(0, 2)).toEqual([
      'lund/quotes.json $[900].slug: expected a slug of its own, but got "quote-3"; it is taken by lund/quotes.json $[3].slug',
      'lund/quotes.json $[900].speaker: expected the slug of a person or a party, but got "nobody", which names none',
    ]);
  });

  test('that is broken near its end is one fault', async () => {
    const text = JSON.stringify([{ slug: 'no slug' }, ...many(1000)]);
    const files = { ...smallSet(), 'quotes.json': text.replace(/\}\]$/, ']') };
    expect(await faultsOf(files)).toEqual([
      `lund/quotes.json line 1, column ${text.length - 1}: expected "," or "}", but got "]"`,
    ]);
  });

  test('that has a key twice near its end is read all the same', async () => {
    const text = JSON.stringify([...many(999), { slug: 'no slug' }]);
    const files = {
      ...smallSet(),
      'quotes.json': text.replace(/\}\]$/, ', "slug": "lund-bridge"}]'),
    };
    expect((await faultsOf(files)).slice(0, 2)).toEqual([
      'lund/quotes.json $[999].slug: expected each key only once, but got "slug" again in line 1',
      'lund/quotes.json $[999].speaker: expected a text, but got nothing',
    ]);
  });
});

describe('folders and files', () => {
  test('a folder that is missing', async () => {
    const { faults } = await readWhole(['/nowhere/lund']);
    expect(faults.map(faultText)).toEqual([
      '/nowhere/lund: expected a folder, but got nothing: there is no such folder',
    ]);
  });

  test('a file that is too large', async () => {
    const outer = await foldersOf({ lund: { 'talks.json': '' } });
    // Its size alone, and nothing on the disk.
    await truncate(join(outer, 'lund', 'talks.json'), 512_000_001);
    const { faults } = await readWhole([join(outer, 'lund')]);
    expect(faults.map(({ expected, came }) => [expected, came])).toEqual([
      ['a file of at most 512000000 bytes', 'one of 512000001'],
    ]);
  });

  test('a whole record in one file, and faults with the way from its top', async () => {
    const outer = await foldersOf({ lund: { 'r.json': '' } });
    const file = join(outer, 'lund', 'r.json');
    const lists = Object.entries(smallSet()).map(([name, list]) => [
      name === 'set-aside.json' ? 'setAside' : name.replace('.json', ''),
      list,
    ]);
    await writeFile(file, JSON.stringify(Object.fromEntries(lists)));
    const whole = await readWhole([file]);
    expect(whole.faults).toEqual([]);
    const folder = await foldersOf({ lund: smallSet() });
    expect(whole.set).toEqual((await readWhole([join(folder, 'lund')])).set);
    await writeFile(file, '{"people": [{"slug": "a b"}], "talk": [], "quotes": {}}');
    expect((await readWhole([file])).faults.map(faultText)).toEqual([
      `${file} $.talk: expected only the keys sources, processes, parties, people, talks, delegations, sponsors, quotes, pledges, updates, setAside, but got the key "talk"; did you mean "talks"?`,
      `${file} $.quotes: expected a list of entries, but got an empty object`,
      `${file} $.people[0].slug: expected a slug of its own: at most 100 of a-z and 0-9, in parts joined by single hyphens, but got "a b"`,
      `${file} $.people[0].names: expected a list, but got nothing`,
      `${file} $.people[0].citations: expected a list, but got nothing`,
    ]);
  });

  test('a whole record in one file, with its lists in any order', async () => {
    const lists = Object.entries(smallSet()).map(([name, list]) => [
      name === 'set-aside.json' ? 'setAside' : name.replace('.json', ''),
      list,
    ]);
    const text = JSON.stringify(Object.fromEntries(lists.toReversed()), null, 2);
    const outer = await foldersOf({ lund: { 'r.json': `\ufeff${text}\n` } });
    const { set, faults } = await readWhole([join(outer, 'lund', 'r.json')]);
    expect(faults).toEqual([]);
    const folder = await foldersOf({ lund: smallSet() });
    expect(set).toEqual((await readWhole([join(folder, 'lund')])).set);
  });

  test('a whole record in one file that is broken in one list, or has one twice, is one fault', async () => {
    const outer = await foldersOf({
      lund: {
        'broken.json': '{"people": [{"slug": "a b"}], "talks": [{]}',
        'twice.json': '{"people": [{"slug": "a b"}],\n"people": []}',
        'latin.json': Buffer.from('{"people": ["\xe9"]}', 'latin1'),
      },
    });
    const faultsIn = async (name: string) => {
      const { faults } = await readWhole([join(outer, 'lund', name)]);
      return faults.map((fault) => faultText(fault).replaceAll(`${outer}/lund/`, ''));
    };
    expect(await faultsIn('broken.json')).toEqual([
      'broken.json line 1, column 42: expected a key in "" or "}", but got "]"',
    ]);
    expect(await faultsIn('twice.json')).toEqual([
      'twice.json $.people: expected each key only once, but got "people" again in line 2',
    ]);
    expect(await faultsIn('latin.json')).toEqual([
      'latin.json byte 13: expected UTF-8, but got byte 0xe9; save the file as UTF-8',
    ]);
  });

  test('a file in place of a folder', async () => {
    const outer = await foldersOf({ lund: smallSet() });
    const { faults } = await readWhole([join(outer, 'lund', 'talks.json')]);
    expect(faults.map(({ expected, came }) => [expected, came])).toEqual([
      [
        expect.stringMatching(/^a folder, or one file with an object of the lists sources, /),
        'a list',
      ],
    ]);
  });

  const all =
    'sources.json, processes.json, parties.json, people.json, talks.json, delegations.json, sponsors.json, quotes.json, pledges.json, updates.json, set-aside.json';

  test.each([
    ['an empty folder', {}, [`lund: expected at least one of ${all}, but got an empty folder`]],
    [
      'a folder of other files',
      { 'a.md': '' },
      [`lund: expected at least one of ${all}, but got none of them`],
    ],
    [
      'a file with another name',
      { ...smallSet(), 'quote.json': [] },
      [
        `lund/quote.json: expected one of ${all}, but got the name "quote.json"; did you mean "quotes.json"?`,
      ],
    ],
    [
      'a file that is not UTF-8',
      { 'talks.json': Buffer.from('["caf\xe9 au lait"]', 'latin1') },
      ['lund/talks.json byte 5: expected UTF-8, but got byte 0xe9; save the file as UTF-8'],
    ],
    [
      'a file that ends within a letter',
      { 'talks.json': Buffer.from('["ы', 'utf8').subarray(0, 3) },
      ['lund/talks.json byte 2: expected UTF-8, but got byte 0xd1; save the file as UTF-8'],
    ],
    [
      'an empty file',
      { 'talks.json': '' },
      ['lund/talks.json line 1, column 1: expected a JSON value, but got the end of the file'],
    ],
    [
      'broken JSON',
      { 'talks.json': '[\n  {"slug": "lund",}\n]' },
      ['lund/talks.json line 2, column 19: expected a key in "" after the comma, but got "}"'],
    ],
    [
      'no list',
      { 'talks.json': '{}' },
      ['lund/talks.json $: expected a list of entries, but got an empty object'],
    ],
    [
      'a key that stands twice',
      {
        'processes.json':
          '[{"slug": "lund",\n"slug": "lund", "name": {"en": "Lund"}, "citations": []}]',
      },
      [
        'lund/processes.json $[0].slug: expected each key only once, but got "slug" again in line 2',
        'lund/processes.json $[0].citations: expected at least one citation, but got an empty list',
      ],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await faultsOf(files)).toEqual(expected);
  });
});

describe('each kind of fault is told with file, path, what was expected and what came', () => {
  const slugRule = 'at most 100 of a-z and 0-9, in parts joined by single hyphens';
  const wrong: [string, Files, ...string[]][] = [
    // Shapes
    [
      'no object',
      grown('talks.json', 'lund-2'),
      'talks.json $[1]: expected an object, but got "lund-2"',
    ],
    [
      'nothing at all',
      grown('talks.json', null),
      'talks.json $[1]: expected an object, but got null',
    ],
    [
      'an unknown key',
      spoilt('processes.json', { nmae: 1 }),
      'processes.json $[0].nmae: expected only the keys slug, name, citations, but got the key "nmae"',
    ],
    [
      'a key that is missing',
      spoilt('processes.json', { name: undefined }),
      'processes.json $[0].name: expected an object with a text for each language, but got nothing',
    ],
    [
      'a wrong type',
      spoilt('sources.json', { publisher: 7 }),
      'sources.json $[0].publisher: expected a text, but got 7',
    ],
    [
      'a value that is none of its list',
      spoilt('quotes.json', { form: 'direct' }),
      'quotes.json $[0].form: expected one of DIRECT, INDIRECT, but got "direct"',
    ],
    [
      'a number in a text',
      spoilt('sources.json', { length: '224' }),
      'sources.json $[0].length: expected a whole number from 1 on, but got "224"',
    ],
    [
      'half a number',
      spoilt('talks.json', { round: 1.5 }),
      'talks.json $[0].round: expected a whole number from 1 on, but got 1.5',
    ],
    [
      'no slug',
      spoilt('people.json', { slug: 'Ada Lind' }),
      `people.json $[0].slug: expected a slug of its own: ${slugRule}, but got "Ada Lind"`,
      'delegations.json $[0].seats[0].person: expected the slug of a person, but got "ada-lind", which names none',
      'quotes.json $[0].speaker: expected the slug of a person or a party, but got "ada-lind", which names none',
      'pledges.json $[1].reportedBy[0]: expected the slug of a person or a party, but got "ada-lind", which names none',
    ],
    [
      'a blank text',
      spoilt('sources.json', { headline: '  ' }),
      'sources.json $[0].headline: expected words on one line, without control characters, but got "  "',
    ],
    [
      'a control character',
      spoilt('sources.json', { headline: 'Talks\u0000' }),
      'sources.json $[0].headline: expected words on one line, without control characters, but got "Talks\\u0000"',
    ],
    [
      'half a surrogate pair',
      spoilt('sources.json', { headline: 'Talks \ud83d' }),
      'sources.json $[0].headline: expected words on one line, without control characters, but got "Talks \\ud83d"',
    ],
    [
      'a text that is too long',
      spoilt('updates.json', { rationale: 'a'.repeat(2001) }),
      'updates.json $[0].rationale: expected at most 2,000 characters, but got 2,001 characters',
    ],
    [
      'words in no language',
      spoilt('processes.json', { name: {} }),
      'processes.json $[0].name: expected words in at least one language, but got an empty object',
    ],
    [
      'a language that is none',
      spoilt('processes.json', { name: { english: 'Lund process', en_GB: 'Lund process' } }),
      'processes.json $[0].name.en_GB: expected a language as a BCP 47 tag in its usual form, such as "ar" or "en-GB", but got the key "en_GB"',
    ],
    [
      'a language in another form',
      spoilt('sources.json', { locale: 'EN-gb' }),
      'sources.json $[0].locale: expected a language as a BCP 47 tag in its usual form, such as "ar" or "en-GB", but got "EN-gb"',
    ],
    [
      'a day that is in no calendar',
      spoilt('quotes.json', { saidOn: '2010-02-29' }),
      'quotes.json $[0].saidOn: expected a day of the calendar, such as "2017-02-16", but got "2010-02-29"',
    ],
    [
      'a year that never was',
      spoilt('quotes.json', { saidOn: '0000-02-28' }),
      'quotes.json $[0].saidOn: expected a year from 0001 on, but got "0000-02-28"',
    ],
    [
      'an instant without its zone',
      spoilt('updates.json', { recordedAt: '2010-05-04T00:00:00' }),
      'updates.json $[0].recordedAt: expected an instant in UTC to the millisecond, such as "2017-02-16T15:04:05.000Z", but got "2010-05-04T00:00:00"',
    ],
    [
      'an address of another kind',
      spoilt('sources.json', { url: 'javascript:alert(1)' }),
      'sources.json $[0].url: expected an address that begins with http:// or https://, but got "javascript:alert(1)"',
    ],
    [
      'a country in small letters',
      spoilt('talks.json', { country: 'se' }),
      'talks.json $[0].country: expected a country by its two letters, such as "KZ", but got "se"',
    ],
    [
      'a digest that is no digest',
      spoilt('sources.json', { sha256: digest.toUpperCase() }),
      `sources.json $[0].sha256: expected a SHA-256 digest: 64 of 0-9 and a-f, but got "${digest.toUpperCase()}"`,
    ],
    [
      'no names',
      spoilt('parties.json', { names: [] }),
      'parties.json $[0].names: expected at least one name, but got an empty list',
    ],
    [
      'two preferred names and none',
      spoilt('parties.json', {
        names: [
          { value: 'Arda', locale: 'en', preferred: true },
          { value: 'The Arda', locale: 'en', preferred: true },
          { value: 'أردا', locale: 'ar' },
        ],
      }),
      'parties.json $[0].names: expected exactly one preferred name in each language, but got 2 in "en"',
      'parties.json $[0].names: expected exactly one preferred name in each language, but got none in "ar"',
    ],
    [
      'a role that stands twice',
      spoilt('sponsors.json', { roles: ['HOST', 'HOST'] }),
      'sponsors.json $[0].roles[1]: expected each only once, but got "HOST"',
    ],
    [
      'no role',
      spoilt('sponsors.json', { roles: [] }),
      'sponsors.json $[0].roles: expected at least one role, but got an empty list',
    ],
    [
      'a part that stands twice',
      spoilt('pledges.json', { parties: Array(2).fill({ party: 'brim', role: 'MAKER' }) }, 1),
      'pledges.json $[1].parties[1]: expected each only once, but got an object',
    ],
    // Days in order
    [
      'an end before the start',
      spoilt('talks.json', { endsOn: '2010-05-02' }),
      'talks.json $[0].endsOn: expected a day that is not before startsOn, but got "2010-05-02"',
    ],
    [
      'a last day before the first',
      spoilt('pledges.json', {
        deadline: { phrase: 'soon', locale: 'en', earliest: '2010-05-04', latest: '2010-05-03' },
      }),
      'pledges.json $[0].deadline.latest: expected a day that is not before earliest, but got "2010-05-03"',
    ],
    // Names
    [
      'a slug that is taken',
      grown('parties.json', { ...smallSet()['parties.json'][0] }),
      'parties.json $[3].slug: expected a slug of its own, but got "arda"; it is taken by lund/parties.json $[0].slug',
    ],
    [
      'a slug that a person shares with a party',
      grown('people.json', { ...smallSet()['people.json'][0], slug: 'brim' }),
      'people.json $[1].slug: expected a slug of its own, but got "brim"; it is taken by lund/parties.json $[1].slug',
    ],
    [
      'a party that has two delegations',
      grown('delegations.json', { ...smallSet()['delegations.json'][0] }),
      'delegations.json $[1]: expected one entry for each party at the same talks, but got "lund-1/arda" again; it is taken by lund/delegations.json $[0]',
    ],
    [
      'a key that is taken',
      spoilt('updates.json', { key: 'count-begun' }, 1),
      'updates.json $[1].key: expected a key of its own, but got "count-begun"; it is taken by lund/updates.json $[0].key',
      'updates.json $[2].retracts: expected the key of an earlier entry of the same pledge that stands, but got "bridge-kept", which names no earlier entry',
    ],
    [
      'a slug that nobody has',
      spoilt('sponsors.json', { alliedWith: ['ada'] }),
      'sponsors.json $[0].alliedWith[0]: expected the slug of a party, but got "ada", which names none; did you mean "arda"?',
    ],
    [
      'talks that are not known',
      spoilt('pledges.json', { madeAt: 'geneva-7' }),
      'pledges.json $[0].madeAt: expected the slug of talks, but got "geneva-7", which names none',
    ],
    [
      'a person where a party is needed',
      spoilt('sponsors.json', { party: 'ada-lind' }),
      'sponsors.json $[0].party: expected the slug of a party, but got "ada-lind", which names none',
    ],
    [
      'a quotation that is not there',
      spoilt('pledges.json', { quotes: ['lund-brigde'] }),
      'pledges.json $[0].quotes[0]: expected the slug of a quotation, but got "lund-brigde", which names none; did you mean "lund-bridge"?',
    ],
    [
      'an update of no pledge',
      spoilt('updates.json', { pledge: 'prisoners' }),
      'updates.json $[0].pledge: expected the slug of a pledge, but got "prisoners", which names none; did you mean "count-the-prisoners"?',
    ],
    // Citations
    [
      'no citation',
      spoilt('processes.json', { citations: [] }),
      'processes.json $[0].citations: expected at least one citation, but got an empty list',
    ],
    [
      'a citation of an unknown source',
      spoilt('processes.json', { citations: [{ ...cited('Lund'), source: 'lund-newz' }] }),
      'processes.json $[0].citations[0].source: expected the slug of a source, but got "lund-newz", which names none; did you mean "lund-news"?',
    ],
    [
      'a citation that ends before it starts',
      spoilt('processes.json', { citations: [{ ...cited('Lund'), end: 9 }] }),
      'processes.json $[0].citations[0].end: expected an end after the start, but got 9',
    ],
    [
      'a citation past the end of its source',
      spoilt('set-aside.json', { start: 200, end: 300, paragraph: 3 }),
      'set-aside.json $[0].end: expected at most 202, the length of "lund-news", but got 300',
    ],
    [
      'a citation that goes on into the next paragraph',
      spoilt('quotes.json', {
        form: 'INDIRECT',
        citations: [{ ...cited('We shall open the bridge within a week'), end: 150 }],
      }),
      'quotes.json $[0].citations[0].end: expected at most 146, the end of paragraph 2 of "lund-news", but got 150',
    ],
    [
      'paragraphs that do not rise',
      spoilt('sources.json', { paragraphs: [0, 18, 18] }),
      'sources.json $[0].paragraphs: expected numbers that rise from paragraph to paragraph, but got a list',
    ],
    [
      'a citation in another paragraph than its place',
      spoilt('updates.json', { citations: [{ ...cited('has begun to'), paragraph: 1 }] }),
      'updates.json $[0].citations[0].paragraph: expected 3, the paragraph of "lund-news" that 189 lies in, but got 1',
    ],
    [
      'a citation in a paragraph behind its place',
      spoilt('pledges.json', {
        citations: [{ ...cited('We shall open the bridge within a week'), paragraph: 3 }],
      }),
      'pledges.json $[0].citations[0].paragraph: expected 2, the paragraph of "lund-news" that 106 lies in, but got 3',
    ],
    [
      'the same place with two digests',
      spoilt('pledges.json', {
        citations: [{ ...cited('We shall open the bridge within a week'), sha256: sha256('') }],
      }),
      'pledges.json $[0].citations[0].sha256: expected the digest that lund/talks.json $[0].outcomes[0].citations[0] has for the same passage, but got another',
    ],
    // Quotations
    [
      'a direct quotation that is not verbatim',
      spoilt('quotes.json', { text: 'We shall open the bridge within a day' }),
      `quotes.json $[0].text: expected exactly the words of one of its citations, since the form is DIRECT, but got a text with the digest ${sha256('We shall open the bridge within a day')}; copy the passage between the quotation marks, or cite it anew`,
    ],
    [
      'a delegation that is not at the talks',
      spoilt('quotes.json', { delegation: 'brim' }),
      'quotes.json $[0].delegation: expected the slug of a party that has a delegation at "lund-1", but got "brim"; did you mean "lund-1/arda"?',
    ],
    [
      'a speaker without a seat',
      spoilt('delegations.json', { seats: [] }),
      'quotes.json $[0].speaker: expected someone with a seat in the delegation "lund-1/arda", but got "ada-lind"',
    ],
    // The log
    [
      'an update without evidence',
      spoilt('updates.json', { url: null }, 1),
      'updates.json $[1]: expected citations or a url as evidence, but got neither',
    ],
    [
      'an update with both kinds of evidence',
      spoilt('updates.json', { url: 'https://news.example/count' }),
      'updates.json $[0]: expected citations or a url as evidence, but got both',
    ],
    [
      'a rating that is only ever found',
      spoilt('updates.json', { status: 'NOT_YET_RATED' }),
      'updates.json $[0].status: expected one of IN_PROGRESS, STALLED, PARTIALLY_KEPT, KEPT, BROKEN, DECLINED, WITHDRAWN, SUPERSEDED, UNVERIFIABLE, but got "NOT_YET_RATED"',
    ],
    [
      'a pledge that is superseded by none',
      spoilt('updates.json', { status: 'SUPERSEDED' }),
      'updates.json $[0].supersededBy: expected the slug of another pledge where the status is SUPERSEDED, and none elsewhere, but got nothing',
    ],
    [
      'a pledge that is superseded and is not',
      spoilt('updates.json', { supersededBy: 'open-the-bridge' }),
      'updates.json $[0].supersededBy: expected the slug of another pledge where the status is SUPERSEDED, and none elsewhere, but got "open-the-bridge"',
    ],
    [
      'a pledge that supersedes itself',
      spoilt('updates.json', { status: 'SUPERSEDED', supersededBy: 'count-the-prisoners' }),
      'updates.json $[0].supersededBy: expected another pledge than the one that it takes the place of, but got "count-the-prisoners"',
    ],
    [
      'a retraction of what is not there',
      spoilt('updates.json', { retracts: 'bridge' }, 2),
      'updates.json $[2].retracts: expected the key of an earlier entry of the same pledge that stands, but got "bridge", which names no earlier entry',
    ],
    [
      'a retraction of what another pledge has',
      spoilt('updates.json', { retracts: 'count-begun' }, 2),
      'updates.json $[2].retracts: expected the key of an earlier entry of the same pledge that stands, but got "count-begun", which is of the pledge "count-the-prisoners"',
    ],
    [
      'a retraction of a retraction',
      grown('updates.json', {
        ...smallSet()['updates.json'][2],
        key: 'again',
        retracts: 'bridge-kept-back',
      }),
      'updates.json $[3].retracts: expected the key of an earlier entry of the same pledge that stands, but got "bridge-kept-back", which is a retraction',
    ],
    [
      'a second retraction',
      grown('updates.json', { ...smallSet()['updates.json'][2], key: 'again' }),
      'updates.json $[3].retracts: expected the key of an earlier entry of the same pledge that stands, but got "bridge-kept", which "bridge-kept-back" has taken back',
    ],
    [
      'a retraction that rates',
      spoilt('updates.json', { status: 'KEPT' }, 2),
      'updates.json $[2].status: expected only the keys key, pledge, rationale, locale, recordedAt, recordedBy, retracts, but got the key "status"',
    ],
  ];

  test.each(wrong)('%s', async (_, files, ...expected) => {
    expect(await faultsOf(files)).toEqual(expected.map((fault) => `lund/${fault}`));
  });
});

test('every fault is listed, whatever else is wrong with the same entry', async () => {
  const files = {
    ...spoilt('talks.json', {
      process: 'lunt',
      status: 'OVER',
      endsOn: '2010-05-02',
      colour: 'red',
      citations: [{ ...cited('Lund'), sha256: 'none', end: 1000 }],
    }),
    'quotes.json': '[',
  };
  expect(await faultsOf(files)).toEqual([
    'lund/talks.json $[0].status: expected one of ANNOUNCED, UNDER_WAY, CONCLUDED, POSTPONED, CANCELLED, but got "OVER"',
    'lund/talks.json $[0].citations[0].sha256: expected a SHA-256 digest: 64 of 0-9 and a-f, but got "none"',
    'lund/talks.json $[0].colour: expected only the keys slug, name, process, round, city, country, startsOn, endsOn, status, format, aim, closingDocument, sessions, outcomes, citations, but got the key "colour"',
    'lund/talks.json $[0].endsOn: expected a day that is not before startsOn, but got "2010-05-02"',
    'lund/talks.json $[0].process: expected the slug of a process, but got "lunt", which names none; did you mean "lund"?',
    'lund/talks.json $[0].citations[0].end: expected at most 202, the length of "lund-news", but got 1000',
    'lund/quotes.json line 1, column 2: expected a value or "]", but got the end of the file',
  ]);
});

test('a file that cannot be read is one fault, and not one for each mention of what it holds', async () => {
  const broken = { 'people.json': '[', 'delegations.json': '{}', 'sources.json': '' };
  expect(await faultsOf({ ...smallSet(), ...broken })).toEqual([
    'lund/sources.json line 1, column 1: expected a JSON value, but got the end of the file',
    'lund/people.json line 1, column 2: expected a value or "]", but got the end of the file',
    'lund/delegations.json $: expected a list of entries, but got an empty object',
  ]);
});

describe('resting on what is on record', () => {
  const { 'updates.json': updates, 'quotes.json': quotes } = smallSet();
  let takenBackBy: string | null = null;
  const onRecord: OnRecord = {
    has: (kind, name) =>
      [
        'pledge open-the-bridge',
        'pledge count-the-prisoners',
        'source lund-news',
        'person ada-lind',
        'talks lund-1',
        'delegation lund-1/arda',
        'seat lund-1/arda/ada-lind',
      ].includes(`${kind} ${name}`),
    layout: () => ({ length: 100, paragraphs: [0, 18] }),
    update: (key) =>
      key === 'bridge-kept'
        ? { pledge: 'open-the-bridge', retraction: false, retractedBy: takenBackBy }
        : undefined,
  };

  test('a set may name what it does not hold', async () => {
    const some = [...updates.slice(1)];
    expect(await faultsOf({ 'updates.json': some }, onRecord)).toEqual([]);
    expect(await faultsOf({ 'updates.json': some.slice(1) }, onRecord)).toEqual([]);
  });

  test('an entry on record is taken back once, and the same import may be repeated', async () => {
    const [again] = updates.slice(2);
    takenBackBy = 'bridge-kept-back';
    expect(await faultsOf({ 'updates.json': [again] }, onRecord)).toEqual([]);
    takenBackBy = 'another';
    expect(await faultsOf({ 'updates.json': [again] }, onRecord)).toEqual([
      'lund/updates.json $[0].retracts: expected the key of an earlier entry of the same pledge that stands, but got "bridge-kept", which "another" has taken back',
    ]);
  });

  test('a citation is held against the length on record', async () => {
    expect(await faultsOf({ 'quotes.json': quotes }, onRecord)).toEqual([
      `lund/quotes.json $[0].citations[0].end: expected at most 100, the length of "lund-news", but got ${quotes[0]?.citations[0]?.end}`,
    ]);
  });

  test('the record is asked only for what the sets do not hold', async () => {
    const asked: string[] = [];
    const listening: OnRecord = {
      has: () => false,
      ask: async (mentions) => {
        asked.push(...mentions.map(({ kind, name }) => `${kind} ${name}`));
      },
    };
    const { 'talks.json': talks, 'people.json': people, ...rest } = smallSet();
    await faultsOf(rest, listening);
    // A party may not be a person, an entry of the log may take back one that is there.
    expect([...new Set(asked)].sort()).toEqual([
      'party ada-lind',
      'person ada-lind',
      'person arda',
      'person brim',
      'person norway',
      'talks lund-1',
      'update bridge-kept',
    ]);
  });

  test('a party may not take the slug of a person on record', async () => {
    const party = {
      ...smallSet()['parties.json'][0],
      slug: 'ada-lind',
      citations: [cited('Norway')],
    };
    expect(await faultsOf({ 'parties.json': [party] }, onRecord)).toEqual([
      'lund/parties.json $[0].slug: expected a slug of its own, but got "ada-lind"; it is taken by a person on record',
    ]);
  });
});
