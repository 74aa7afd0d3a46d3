/** The rules that hold between entries: quotations and their delegations, the log and what it takes back. */
import { sha256 } from '../record/passages.ts';
import type { Claims } from './claims.ts';
import { type Entry, faultAt, patternOf, textOf, visitAt } from './entries.ts';
import type { Fault } from './faults.ts';
import type { OnRecord, UpdateOnRecord } from './names.ts';

/** Checks entries one after the other. */
export function createRules(claims: Claims, onRecord: OnRecord): (entry: Entry) => Fault[] {
  const retractionFaults = createRetractionRule(onRecord);
  return (entry) => {
    const { list } = entry.place.section;
    if (list === 'quotes') return [...spokenForFaults(entry, claims), ...verbatimFaults(entry)];
    if (list === 'updates') return [...successorFaults(entry), ...retractionFaults(entry)];
    return [];
  };
}

/** A quotation is spoken for a delegation at the same talks, by someone who sits in it. */
function spokenForFaults(quote: Entry, claims: Claims): Fault[] {
  const talks = textOf(quote.raw, 'talks');
  const party = textOf(quote.raw, 'delegation');
  const speaker = textOf(quote.raw, 'speaker');
  if (talks === undefined || party === undefined) return [];
  const delegation = `${talks}/${party}`;
  if (!claims.known('delegation', delegation)) {
    return [
      faultAt(quote, ['delegation'], {
        expected: `the slug of a party that has a delegation at ${JSON.stringify(talks)}`,
        came: JSON.stringify(party),
        advice: claims.nearest(['delegation'], delegation),
      }),
    ];
  }
  const person = speaker !== undefined && claims.known('person', speaker);
  if (!person || claims.known('seat', `${delegation}/${speaker}`)) return [];
  return [
    faultAt(quote, ['speaker'], {
      expected: `someone with a seat in the delegation ${JSON.stringify(delegation)}`,
      came: JSON.stringify(speaker),
    }),
  ];
}

const citedDigests = patternOf('citations.*.sha256');

/** What stands between quotation marks is the passage itself, letter for letter. */
function verbatimFaults(quote: Entry): Fault[] {
  const text = textOf(quote.raw, 'text');
  if (textOf(quote.raw, 'form') !== 'DIRECT' || text === undefined) return [];
  const digests: unknown[] = [];
  visitAt(quote.raw, citedDigests, (digest) => digests.push(digest));
  const wanted = sha256(text);
  if (digests.length === 0 || digests.includes(wanted)) return [];
  return [
    faultAt(quote, ['text'], {
      expected: 'exactly the words of one of its citations, since the form is DIRECT',
      came: `a text with the digest ${wanted}`,
      advice: 'copy the passage between the quotation marks, or cite it anew',
    }),
  ];
}

function successorFaults(update: Entry): Fault[] {
  const pledge = textOf(update.raw, 'pledge');
  if (pledge === undefined || textOf(update.raw, 'supersededBy') !== pledge) return [];
  return [
    faultAt(update, ['supersededBy'], {
      expected: 'another pledge than the one that it takes the place of',
      came: JSON.stringify(pledge),
    }),
  ];
}

/** An entry takes back an earlier one of the same pledge, that is no retraction and stands. */
function createRetractionRule(onRecord: OnRecord): (update: Entry) => Fault[] {
  const earlier = new Map<string, UpdateOnRecord>();
  return (update) => {
    const key = textOf(update.raw, 'key');
    const pledge = textOf(update.raw, 'pledge') ?? '';
    const retracts = textOf(update.raw, 'retracts');
    if (key !== undefined && !earlier.has(key)) {
      earlier.set(key, { pledge, retraction: retracts !== undefined, retractedBy: null });
    }
    if (retracts === undefined) return [];
    // What the entry at hand says of itself comes later than itself.
    const found =
      retracts === key ? undefined : (earlier.get(retracts) ?? onRecord.update?.(retracts));
    const flaw = flawOf(found, pledge, key);
    if (found) earlier.set(retracts, { ...found, retractedBy: found.retractedBy ?? key ?? null });
    if (flaw === undefined) return [];
    return [
      faultAt(update, ['retracts'], {
        expected: 'the key of an earlier entry of the same pledge that stands',
        came: `${JSON.stringify(retracts)}, which ${flaw}`,
      }),
    ];
  };
}

/** Why an entry cannot be taken back by the one with this key; undefined where it can. */
function flawOf(
  found: UpdateOnRecord | undefined,
  pledge: string,
  by: string | undefined,
): string | undefined {
  if (!found) return 'names no earlier entry';
  if (found.retraction) return 'is a retraction';
  if (found.pledge !== pledge) return `is of the pledge ${JSON.stringify(found.pledge)}`;
  const { retractedBy } = found;
  // An import that is repeated takes back what it took back before.
  return retractedBy === null || retractedBy === by
    ? undefined
    : `${JSON.stringify(retractedBy)} has taken back`;
}
