/** An editor who writes into the pledge log through lost connections, and never gives up. */
import { setTimeout as wait } from 'node:timers/promises';
import { pledgeStatuses } from '../../src/record/terms.ts';
import { type Answer, createPoster, type Poster } from './posting.ts';
import { editorToken } from './server-process.ts';

/** What an editor sends: the same, under the same key, until it is answered. */
export interface Writing {
  /** Unique in the whole run: the idempotency key, and part of the words. */
  key: string;
  pledge: string;
  /** A rating, or the entry of this key that is taken back. */
  status: string | null;
  retracts: { key: string; id: string } | null;
  words: string;
}

/** What a server has said is on disk. */
export interface Acknowledged extends Writing {
  id: string;
  cursor: string;
  version: number;
}

export interface WriterParts {
  name: string;
  origins: readonly string[];
  /** How many entries it writes. */
  share: number;
  /** Whole numbers from 0 up to but without a bound. */
  pick: (below: number) => number;
  /** How long the words of an entry are at the most, in characters; some 200 if not given. */
  longest?: number;
  /** How many of a hundred entries take one of its own back; 10 if not given. */
  retractions?: number;
  /** How many of a hundred requests are cut before their answer; 0 if not given. */
  cuts?: number;
  /** Hears of each entry when it is acknowledged. */
  onAcknowledged?: (entry: Acknowledged) => void;
  /** Where it tells, while it writes, what has come of it. */
  report?: WriterReport;
  /** Ends its patience. */
  signal?: AbortSignal;
}

export interface WriterReport {
  acknowledged: Acknowledged[];
  /** Requests that had no answer. */
  unanswered: number;
  /** Answers with an internal error in place of an entry. */
  refused: number;
}

/** Of the set that the project ships. */
const pledges = [
  'joint-monitoring-group',
  'halt-bombardment',
  'eastern-ghouta-agenda',
  'detainee-names',
  'next-meeting',
  'ceasefire-mechanism',
];

/** SUPERSEDED needs another pledge besides. */
const statuses = pledgeStatuses.filter(
  (status) => status !== 'NOT_YET_RATED' && status !== 'SUPERSEDED',
);

const recorded = `{
  ... on PledgeUpdateRecorded { update { id cursor version rationale } }
  ... on UserError { message }
}`;

export const recordOperation = `mutation Record($input: RecordPledgeUpdateInput!) {
  result: recordPledgeUpdate(input: $input) ${recorded}
}`;

const retractOperation = `mutation Retract($input: RetractPledgeUpdateInput!) {
  result: retractPledgeUpdate(input: $input) ${recorded}
}`;

const internalError = 'INTERNAL_SERVER_ERROR';

/** How long an editor waits after a failure, in milliseconds. */
const waitAfterFailure = 50;

/** Writes so many entries, one after the other, each until it is acknowledged. */
export async function write(parts: WriterParts): Promise<WriterReport> {
  const { share, report = { acknowledged: [], unanswered: 0, refused: 0 } } = parts;
  const poster = createPoster(await editorToken(parts.name));
  const standing: Acknowledged[] = [];
  try {
    while (report.acknowledged.length < share) {
      const writing = nextWriting(parts, report.acknowledged.length, standing);
      const entry = await insist(poster, writing, parts, report);
      report.acknowledged.push(entry);
      if (entry.status !== null) standing.push(entry);
      parts.onAcknowledged?.(entry);
    }
  } finally {
    poster.close();
  }
  return report;
}

function nextWriting(
  { name, pick, longest = 200, retractions = 10 }: WriterParts,
  number: number,
  standing: Acknowledged[],
): Writing {
  const key = `${name} ${number}`;
  const start = `What became of it, as ${name} saw it, number ${number}: `;
  const words = start.padEnd(start.length + pick(longest - start.length), '…');
  const [taken] = pick(100) < retractions ? standing.splice(pick(standing.length || 1), 1) : [];
  if (taken) {
    const { pledge, key: takenKey, id } = taken;
    return { key, pledge, status: null, retracts: { key: takenKey, id }, words };
  }
  const pledge = pledges[pick(pledges.length)] ?? '';
  return { key, pledge, status: statuses[pick(statuses.length)] ?? '', retracts: null, words };
}

/** Sends it to any server until one acknowledges it; now and then to two at the same moment. */
async function insist(
  poster: Poster,
  writing: Writing,
  { origins, pick, cuts = 0, signal }: WriterParts,
  report: WriterReport,
): Promise<Acknowledged> {
  const operation = operationOf(writing);
  for (;;) {
    signal?.throwIfAborted();
    const origin = origins[pick(origins.length)] ?? '';
    const cutAfter = pick(100) < cuts ? pick(8) : undefined;
    const twice = pick(40) === 0;
    const second = createPoster(twice ? await editorToken(editorOf(writing)) : undefined);
    const sent = [
      poster.post(origin, operation, cutAfter),
      ...(twice ? [second.post(origins[pick(origins.length)] ?? '', operation)] : []),
    ];
    const results = await Promise.allSettled(sent);
    second.close();
    const entries: Acknowledged[] = [];
    for (const result of results) {
      if (result.status === 'rejected') {
        report.unanswered += 1;
        continue;
      }
      const entry = acknowledged(writing, result.value);
      if (entry) entries.push(entry);
      else report.refused += 1;
    }
    const [first] = entries;
    if (entries.some(({ cursor }) => cursor !== first?.cursor)) {
      throw new Error(`${writing.key} was acknowledged as two entries: ${JSON.stringify(entries)}`);
    }
    if (first) return first;
    await wait(waitAfterFailure);
  }
}

function editorOf({ key }: Writing): string {
  return key.slice(0, key.lastIndexOf(' '));
}

function operationOf({ key, pledge, status, retracts, words }: Writing) {
  if (retracts) {
    const input = { update: retracts.id, reason: words, idempotencyKey: key };
    return { query: retractOperation, variables: { input } };
  }
  const evidence = { url: 'https://example.org/what-shows-it' };
  const input = { pledge, status, rationale: words, evidence, idempotencyKey: key };
  return { query: recordOperation, variables: { input } };
}

/** The entry that an answer acknowledges; null for an internal error, and nothing else may come. */
function acknowledged(writing: Writing, answer: Answer): Acknowledged | null {
  const internal = answer.errors?.every(({ extensions }) => extensions?.code === internalError);
  if (internal) return null;
  const result: Recorded | undefined = answer.data?.result;
  if (answer.errors || !result?.update || result.update.rationale !== writing.words) {
    throw new Error(`${writing.key}: expected an entry, got ${JSON.stringify(answer)}`);
  }
  const { id, cursor, version } = result.update;
  return { ...writing, id, cursor, version };
}

interface Recorded {
  update?: { id: string; cursor: string; version: number; rationale: string };
}
