/** A small set of the record with every kind of entry, and folders to put sets in. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { citePassage, describeSource } from '../../src/record/passages.ts';

/** What the small set was read from. */
export const text = [
  'Talks at Lund end',
  'Norway hosted the talks of Arda and Brim at Lund on 3 May 2010.',
  'Ada Lind of Arda said: "We shall open the bridge within a week".',
  'Brim promised to count the prisoners, and has begun to.',
].join('\n');

/** The citation of these words, which stand in the text once. */
export function cited(words: string) {
  const [passage] = citePassage(text, words);
  if (!passage) throw new Error(`The text does not have: ${words}`);
  return { source: 'lund-news', ...passage };
}

const names = (value: string) => [{ value, locale: 'en', preferred: true }];

/** A new copy of a set without faults, which a test may spoil. */
export function smallSet() {
  const hosted = [cited('Norway hosted the talks of Arda and Brim at Lund on 3 May 2010')];
  const said = [cited('Ada Lind of Arda')];
  const promise = [cited('We shall open the bridge within a week')];
  const counting = [cited('Brim promised to count the prisoners')];
  return {
    'sources.json': [
      {
        slug: 'lund-news',
        publisher: 'Lund News',
        headline: 'Talks at Lund end',
        locale: 'en',
        publishedOn: '2010-05-04',
        url: 'https://news.example/lund',
        ...describeSource(text),
      },
    ],
    'processes.json': [{ slug: 'lund', name: { en: 'Lund process' }, citations: hosted }],
    'parties.json': [
      { slug: 'arda', kind: 'STATE', names: names('Arda'), citations: hosted },
      { slug: 'brim', kind: 'OPPOSITION', names: names('Brim'), citations: hosted },
      { slug: 'norway', kind: 'STATE', names: names('Norway'), citations: hosted },
    ],
    'people.json': [{ slug: 'ada-lind', names: names('Ada Lind'), citations: said }],
    'talks.json': [
      {
        slug: 'lund-1',
        name: { en: 'First round at Lund' },
        process: 'lund',
        startsOn: '2010-05-03',
        status: 'CONCLUDED',
        closingDocument: 'UNKNOWN',
        sessions: [{ kind: 'PLENARY', citations: hosted }],
        outcomes: [
          {
            kind: 'PROGRESS',
            summary: { en: 'Both sides promised something.' },
            claimedBy: ['arda'],
            citations: promise,
          },
        ],
        citations: hosted,
      },
    ],
    'delegations.json': [
      {
        talks: 'lund-1',
        party: 'arda',
        name: { en: 'Delegation of Arda' },
        seats: [{ person: 'ada-lind', role: 'MEMBER', citations: said }],
        citations: hosted,
      },
    ],
    'sponsors.json': [
      {
        talks: 'lund-1',
        party: 'norway',
        roles: ['HOST'],
        alliedWith: ['arda'],
        citations: hosted,
      },
    ],
    'quotes.json': [
      {
        slug: 'lund-bridge',
        speaker: 'ada-lind',
        delegation: 'arda',
        talks: 'lund-1',
        form: 'DIRECT',
        text: 'We shall open the bridge within a week',
        locale: 'en',
        citations: promise,
      },
    ],
    'pledges.json': [
      {
        slug: 'open-the-bridge',
        summary: { en: 'Arda opens the bridge.' },
        act: 'PLEDGE',
        talks: 'lund-1',
        parties: [
          { party: 'arda', role: 'MAKER' },
          { party: 'brim', role: 'ADDRESSEE' },
        ],
        attestation: 'CONFIRMED_BY_MAKER',
        quotes: ['lund-bridge'],
        deadline: { phrase: 'within a week', locale: 'en', latest: '2010-05-10' },
        citations: promise,
      },
      {
        slug: 'count-the-prisoners',
        summary: { en: 'Brim counts the prisoners.' },
        act: 'PLEDGE',
        talks: 'lund-1',
        parties: [{ party: 'brim', role: 'MAKER' }],
        reportedBy: ['ada-lind'],
        attestation: 'STATED',
        citations: counting,
      },
    ],
    'updates.json': [
      {
        key: 'count-begun',
        pledge: 'count-the-prisoners',
        status: 'IN_PROGRESS',
        rationale: 'The source says that it has begun.',
        locale: 'en',
        occurredOn: '2010-05-04',
        recordedAt: '2010-05-04T00:00:00.000Z',
        recordedBy: 'the desk',
        citations: [cited('has begun to')],
      },
      {
        key: 'bridge-kept',
        pledge: 'open-the-bridge',
        status: 'KEPT',
        rationale: 'Seen open.',
        locale: 'en',
        recordedAt: '2010-05-08T10:00:00.000Z',
        recordedBy: 'the desk',
        url: 'https://news.example/bridge',
      },
      {
        key: 'bridge-kept-back',
        pledge: 'open-the-bridge',
        retracts: 'bridge-kept',
        rationale: 'It was another bridge.',
        locale: 'en',
        recordedAt: '2010-05-09T10:00:00.000Z',
        recordedBy: 'the desk',
      },
    ],
    'set-aside.json': [{ ...cited('Talks at Lund end'), reason: { en: 'It is the headline.' } }],
  };
}

/** What stands in the files of a folder: JSON to be, or text or bytes as they are. */
export type Files = { readonly [name: string]: unknown };

/** Makes folders with these files, side by side; they go when the test ends. Gives where they are. */
export async function foldersOf(folders: { readonly [name: string]: Files }): Promise<string> {
  const outer = await mkdtemp(join(tmpdir(), 'talks-sets-'));
  onTestFinished(() => rm(outer, { recursive: true, force: true }));
  for (const [folder, files] of Object.entries(folders)) {
    await mkdir(join(outer, folder), { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      const asIs = typeof content === 'string' || Buffer.isBuffer(content);
      await writeFile(join(outer, folder, name), asIs ? content : JSON.stringify(content));
    }
  }
  return outer;
}
