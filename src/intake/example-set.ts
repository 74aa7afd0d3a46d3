/** One example of an entry for each file of a set, all read from one invented text. */
import { citePassage, describeSource, sha256 } from '../record/passages.ts';
import type { RecordFile } from './files.ts';

/** Invented, like everything in it. */
export const exampleText = [
  'Arda and Brim meet at Lund',
  'Norway received delegations of Arda and Brim at Lund on 3 May 2010.',
  'Ada Lind of Arda said: "We shall open the bridge within a week".',
  'Brim has begun to count the prisoners, as it had promised.',
].join('\n');

const source = 'example-news';

function cited(words: string) {
  const [passage] = citePassage(exampleText, words);
  if (!passage) throw new Error(`The example does not have the words ${sha256(words)}.`);
  return { source, ...passage };
}

function named(value: string) {
  return [{ value, locale: 'en', preferred: true }];
}

/** What goes into each file, in a sentence, and the entries of the example. */
export function exampleEntries(): Record<RecordFile, { goes: string; entries: object[] }> {
  const met = [cited('Norway received delegations of Arda and Brim at Lund on 3 May 2010')];
  const said = [cited('Ada Lind of Arda')];
  const bridge = [cited('We shall open the bridge within a week')];
  const party = (slug: string, value: string) => {
    return { slug, kind: 'STATE', names: named(value), citations: met };
  };
  return {
    'sources.json': {
      goes: 'The texts that you read, by digest; the text itself is not kept. `talks cite FILE` prints `sha256`, `length` and `paragraphs`.',
      entries: [
        {
          slug: source,
          publisher: 'Example News',
          headline: 'Arda and Brim meet at Lund',
          locale: 'en',
          publishedOn: '2010-05-04',
          ...describeSource(exampleText),
        },
      ],
    },
    'processes.json': {
      goes: 'Series of talks that belong together.',
      entries: [
        { slug: 'lund', name: { en: 'Lund process', fr: 'Processus de Lund' }, citations: met },
      ],
    },
    'parties.json': {
      goes: 'Whoever takes part as a body. Every spelling of a name may stand here, one of each language preferred.',
      entries: [party('arda', 'Arda'), party('brim', 'Brim'), party('norway', 'Norway')],
    },
    'people.json': {
      goes: 'Whoever sits or speaks there. People and parties share their slugs.',
      entries: [{ slug: 'ada-lind', names: named('Ada Lind'), citations: said }],
    },
    'talks.json': {
      goes: 'Rounds of talks, with their sessions and outcomes where the text tells of any.',
      entries: [
        {
          slug: 'lund-1',
          name: { en: 'First round at Lund' },
          process: 'lund',
          round: 1,
          startsOn: '2010-05-03',
          status: 'CONCLUDED',
          closingDocument: 'UNKNOWN',
          citations: met,
        },
      ],
    },
    'delegations.json': {
      goes: 'Who sat at which talks for which party.',
      entries: [
        {
          talks: 'lund-1',
          party: 'arda',
          name: { en: 'Delegation of Arda' },
          seats: [{ person: 'ada-lind', role: 'MEMBER', citations: said }],
          citations: met,
        },
      ],
    },
    'sponsors.json': {
      goes: 'Who stood behind which talks, and how; only who the text calls a guarantor is one.',
      entries: [{ talks: 'lund-1', party: 'norway', roles: ['HOST'], citations: met }],
    },
    'quotes.json': {
      goes: 'What was said: `DIRECT` is the passage between the quotation marks, letter for letter; `INDIRECT` is in your words.',
      entries: [
        {
          slug: 'lind-bridge',
          speaker: 'ada-lind',
          delegation: 'arda',
          talks: 'lund-1',
          form: 'DIRECT',
          text: 'We shall open the bridge within a week',
          locale: 'en',
          translations: { fr: 'Nous ouvrirons le pont dans la semaine' },
          citations: bridge,
        },
      ],
    },
    'pledges.json': {
      goes: 'Who undertook, proposed or expected what towards whom, by whose account, and until when.',
      entries: [
        {
          slug: 'open-the-bridge',
          summary: { en: 'Arda opens the bridge.' },
          act: 'PLEDGE',
          talks: 'lund-1',
          parties: [{ party: 'arda', role: 'MAKER' }],
          attestation: 'CONFIRMED_BY_MAKER',
          quotes: ['lind-bridge'],
          deadline: { phrase: 'within a week', locale: 'en', latest: '2010-05-10' },
          citations: bridge,
        },
      ],
    },
    'updates.json': {
      goes: 'The log of what became of pledges. Nothing in it is ever changed: an entry with `retracts` takes another back.',
      entries: [
        {
          key: 'bridge-opened',
          pledge: 'open-the-bridge',
          status: 'KEPT',
          rationale: 'It was seen open.',
          locale: 'en',
          occurredOn: '2010-05-08',
          recordedAt: '2010-05-08T10:00:00.000Z',
          recordedBy: 'The example desk',
          url: 'https://news.example/bridge',
        },
      ],
    },
    'set-aside.json': {
      goes: 'Passages that you leave out on purpose, each with the reason.',
      entries: [
        {
          ...cited('Arda and Brim meet at Lund'),
          reason: { en: 'The headline says nothing that the text does not.' },
        },
      ],
    },
  };
}
