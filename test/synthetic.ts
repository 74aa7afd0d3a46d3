/** Records of any size, made up: the same seed gives the same record. */
import { createHash } from 'node:crypto';
import type { Citation, Pledge, Quote, RecordSet, Talks } from '../src/record/set.ts';

/** Of each set of talks: the delegations, each with two seats, and quotations and pledges. */
export interface Size {
  talks: number;
  delegations?: number;
  quotes?: number;
  pledges?: number;
}

const source = 'synthetic';

/** People and parties come again from talks to talks, so that loaders have something to share. */
const people = 40;
const parties = 12;

/** A record of so many talks in processes of ten rounds each. Only the store's rules hold for it. */
export function syntheticSet({ talks, delegations = 2, quotes = 4, pledges = 2 }: Size): RecordSet {
  const rounds = Array.from({ length: talks }, (_, index) => index);
  const at = (index: number) => ({ slug: `talks-${pad(index)}`, first: index % parties });
  const partyAt = (index: number, n: number) => `party-${pad((index + n) % parties)}`;
  const personAt = (index: number, n: number) => `person-${pad((index * 3 + n) % people)}`;
  return {
    sources: [
      {
        slug: source,
        publisher: 'Nobody',
        headline: 'Made up',
        locale: 'en',
        publishedOn: null,
        url: null,
        sha256: digest('text'),
        length: 10_000_000,
        paragraphs: [0],
      },
    ],
    processes: Array.from({ length: Math.ceil(talks / 10) }, (_, index) => ({
      slug: `process-${pad(index)}`,
      name: { en: `Process ${index}` },
      citations: [citation(index)],
    })),
    parties: Array.from({ length: parties }, (_, index) => ({
      slug: `party-${pad(index)}`,
      kind: 'STATE',
      names: [{ value: `Party ${index}`, locale: 'en', preferred: true }],
      citations: [citation(index)],
    })),
    people: Array.from({ length: people }, (_, index) => ({
      slug: `person-${pad(index)}`,
      names: [{ value: `Person ${index}`, locale: 'en', preferred: true }],
      citations: [citation(index)],
    })),
    talks: rounds.map((index): Talks => {
      const startsOn = new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10);
      return {
        slug: at(index).slug,
        name: { en: `Talks ${index}`, ar: `محادثات ${index}` },
        process: `process-${pad(Math.floor(index / 10))}`,
        round: (index % 10) + 1,
        city: { en: 'Somewhere' },
        country: null,
        startsOn,
        endsOn: null,
        status: 'CONCLUDED',
        format: null,
        aim: null,
        closingDocument: 'UNKNOWN',
        sessions: [],
        outcomes: [],
        citations: [citation(index)],
      };
    }),
    delegations: rounds.flatMap((index) =>
      Array.from({ length: delegations }, (_, n) => ({
        talks: at(index).slug,
        party: partyAt(index, n),
        name: { en: `Delegation ${n} to talks ${index}` },
        seats: [0, 1].map((seat) => ({
          person: personAt(index, n * 2 + seat),
          role: seat === 0 ? ('HEAD' as const) : ('MEMBER' as const),
          title: null,
          citations: [citation(index)],
        })),
        citations: [citation(index)],
      })),
    ),
    sponsors: rounds.map((index) => ({
      talks: at(index).slug,
      party: partyAt(index, delegations),
      roles: ['SPONSOR' as const],
      alliedWith: [partyAt(index, 0)],
      citations: [citation(index)],
    })),
    quotes: rounds.flatMap((index) =>
      Array.from(
        { length: quotes },
        (_, n): Quote => ({
          slug: `quote-${pad(index)}-${n}`,
          speaker: personAt(index, (n % delegations) * 2),
          delegation: partyAt(index, n % delegations),
          talks: at(index).slug,
          form: n % 2 === 0 ? 'DIRECT' : 'INDIRECT',
          text: `What was said, number ${n} at talks ${index}, of peace and its terms`,
          locale: 'en',
          translations: { ar: `ما قيل رقم ${n} في محادثات ${index}` },
          saidOn: null,
          citations: [citation(index * quotes + n)],
        }),
      ),
    ),
    pledges: rounds.flatMap((index) =>
      Array.from(
        { length: pledges },
        (_, n): Pledge => ({
          slug: `pledge-${pad(index)}-${n}`,
          summary: { en: `To do thing ${n} of talks ${index}`, ar: `تنفيذ الأمر ${n}` },
          act: 'PLEDGE',
          talks: at(index).slug,
          madeAt: at(index).slug,
          madeOn: null,
          parties: [
            { party: partyAt(index, 0), role: 'MAKER' },
            { party: partyAt(index, 1), role: 'BENEFICIARY' },
          ],
          reportedBy: [],
          attestation: 'STATED',
          quotes: quotes > n ? [`quote-${pad(index)}-${n}`] : [],
          deadline: null,
          citations: [citation(index * pledges + n)],
        }),
      ),
    ),
    updates: [],
    setAside: [],
  };
}

/** Slugs in the order of their numbers. */
function pad(index: number): string {
  return String(index).padStart(6, '0');
}

function citation(index: number): Citation {
  return {
    source,
    paragraph: 0,
    start: index * 10,
    end: index * 10 + 5,
    sha256: digest(String(index)),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
