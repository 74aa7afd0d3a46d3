/** A history that every filter has something to do with, and what each filter lets through. */
import { bombardment, type Desk, detainees, ghouta, meeting, ratedPledge } from './desk.ts';

/** An entry, with what a filter can ask for of it. */
export interface Heard {
  cursor: string;
  previousStatus: string;
  status: string;
  pledge: { slug: string; talks: { slug: string }; makers: { slug: string }[] };
  retracts: { previousStatus: string; status: string } | null;
}

export const heard = `
  cursor previousStatus status
  pledge { slug talks { slug } makers { slug } }
  retracts { previousStatus status }
`;

type Expected = (entry: Heard) => boolean;

const has = (statuses: string[]) => (entry: { previousStatus: string; status: string } | null) =>
  entry !== null && (statuses.includes(entry.previousStatus) || statuses.includes(entry.status));

/** Who heard an entry hears of its retraction, whatever that makes of the pledge. */
const ofStatus =
  (...statuses: string[]): Expected =>
  (entry) =>
    has(statuses)(entry) || has(statuses)(entry.retracts);

const ofMaker =
  (...makers: string[]): Expected =>
  ({ pledge }) =>
    pledge.makers.some(({ slug }) => makers.includes(slug));

/** Filters, each with what it should let through, worked out from the entries themselves. */
export const filters: [filter: object | null, expected: Expected][] = [
  [null, () => true],
  [{}, () => true],
  [{ pledge: null, talks: null, maker: null, status: null }, () => true],
  [{ pledge: [ghouta] }, ({ pledge }) => pledge.slug === ghouta],
  [
    { pledge: [ghouta, meeting, 'nothing'] },
    ({ pledge }) => pledge.slug === ghouta || pledge.slug === meeting,
  ],
  [{ pledge: [] }, () => false],
  [{ pledge: ['nul\0', '\ud800'] }, () => false],
  [{ talks: ['astana-2'] }, ({ pledge }) => pledge.talks.slug === 'astana-2'],
  [{ talks: ['astana-1'] }, ({ pledge }) => pledge.talks.slug === 'astana-1'],
  [{ maker: ['iran'] }, ofMaker('iran')],
  [{ maker: ['russia', 'turkey'] }, ofMaker('russia', 'turkey')],
  // A witness, and no maker.
  [{ maker: ['kazakhstan'] }, () => false],
  [{ status: ['STALLED'] }, ofStatus('STALLED')],
  [{ status: ['BROKEN', 'SUPERSEDED'] }, ofStatus('BROKEN', 'SUPERSEDED')],
  [{ status: ['NOT_YET_RATED'] }, ofStatus('NOT_YET_RATED')],
  [{ status: [] }, () => false],
  [
    {
      status: ['STALLED'],
      maker: ['russia'],
      talks: ['astana-2'],
      pledge: [bombardment, detainees],
    },
    (entry) => ofStatus('STALLED')(entry) && entry.pledge.slug === bombardment,
  ],
];

/** Writes it, and answers the newest place. */
export async function writeHistory(desk: Desk): Promise<number> {
  const stalled = await desk.write({ pledge: bombardment, status: 'STALLED' });
  await desk.write({ pledge: ghouta, status: 'IN_PROGRESS' });
  const broken = await desk.write({ pledge: bombardment, status: 'BROKEN' });
  await desk.write({ pledge: bombardment, status: 'KEPT' });
  // What it leaves as it was: KEPT before and after.
  await desk.retract({ update: stalled.id });
  await desk.write({ pledge: meeting, status: 'KEPT' });
  await desk.retract({ update: broken.id });
  await desk.write({ pledge: detainees, status: 'SUPERSEDED', supersededBy: ghouta });
  await desk.write({ pledge: ratedPledge, status: 'PARTIALLY_KEPT' });
  const last = await desk.write({ pledge: 'ceasefire-mechanism', status: 'STALLED' });
  const { update } = await desk.retract({ update: last.id });
  return Number(update.cursor);
}

/** The places of the whole log that are expected, by what the log itself says of each entry. */
export async function placesOf(desk: Desk, expected: Expected): Promise<number[]> {
  const { pledgeUpdates } = await desk.read(`{ pledgeUpdates(first: 100) { nodes { ${heard} } } }`);
  const nodes: Heard[] = pledgeUpdates.nodes;
  return nodes.filter(expected).map(({ cursor }) => Number(cursor));
}
