/** Decides what becomes of a request to the pledge log, by what is on record. */
import { randomUUID } from 'node:crypto';
import { paragraphAt } from '../record/passages.ts';
import type { Citation, Update } from '../record/set.ts';
import { type Known, passageName, requestName } from './log-known.ts';
import type {
  Issue,
  LogRequest,
  LogResult,
  NamedPassage,
  RateRequest,
  RetractRequest,
} from './log-request.ts';

/** An entry to be written; or the one that the request repeats, at an index of the batch; or what the caller is told. */
export type Decision = { entry: Update } | { repeats: number } | { result: LogResult };

/**
 * Decides requests one after the other, each as if those before it were in the log already:
 * `known` is kept up to date. `now` is the instant that entries are recorded at.
 */
export function decideAll(requests: readonly LogRequest[], known: Known, now: string): Decision[] {
  return requests.map((request, index) => {
    const decision = repeated(request, known) ?? decide(request, known, now);
    if ('entry' in decision) take(request, decision.entry, known, index);
    return decision;
  });
}

/** The same key from the same editor gives the same entry back; with other content it is refused. */
function repeated(request: LogRequest, known: Known): Decision | null {
  const { editor, idempotency } = request;
  const sent = idempotency && known.sent.get(requestName(editor, idempotency.key));
  if (!sent) return null;
  if (sent.sha256 !== idempotency.sha256) {
    return invalid([
      {
        path: ['idempotencyKey'],
        message:
          'Expected a key that you have not used, or all that you sent with it before; this is other content. Take a new key for a new entry.',
      },
    ]);
  }
  if (typeof sent.entry === 'number') return { repeats: sent.entry };
  return { result: { kind: 'recorded', update: sent.entry, created: false } };
}

function decide(request: LogRequest, known: Known, now: string): Decision {
  return 'retracts' in request
    ? decideRetraction(request, known, now)
    : decideRating(request, known, now);
}

function decideRating(request: RateRequest, known: Known, now: string): Decision {
  const { pledge, supersededBy, passage } = request;
  if (!known.versions.has(pledge)) return unknown(['pledge'], 'pledge', pledge);
  if (supersededBy !== null && !known.versions.has(supersededBy)) {
    return unknown(['supersededBy'], 'pledge', supersededBy);
  }
  if (passage && !known.sources.has(passage.source)) {
    return unknown(['evidence', 'citation', 'source'], 'source', passage.source);
  }
  const issues = passage ? passageIssues(passage, known) : [];
  if (issues.length > 0) return invalid(issues);
  const conflict = conflictOf(request, pledge, known);
  if (conflict) return conflict;
  const { status, occurredOn, url } = request;
  const citations = passage ? [citationOf(passage, known)] : [];
  return {
    entry: { ...entryOf(request, pledge, now), status, occurredOn, supersededBy, citations, url },
  };
}

function decideRetraction(request: RetractRequest, known: Known, now: string): Decision {
  const target = request.retracts === null ? undefined : known.targets.get(request.retracts);
  if (!target) {
    return {
      result: {
        kind: 'unknown',
        path: ['update'],
        message: 'No entry of the pledge log has this ID. Take the `id` of a PledgeUpdate.',
      },
    };
  }
  if (target.kind === 'RETRACTED') {
    return invalid([
      {
        path: ['update'],
        message:
          'Expected an entry that rates a pledge; this one is a retraction, which cannot be taken back. Record the rating anew.',
      },
    ]);
  }
  if (known.retracted.has(target.key)) {
    return invalid([
      {
        path: ['update'],
        message: 'Expected an entry that stands; this one is taken back already.',
      },
    ]);
  }
  const conflict = conflictOf(request, target.pledge, known);
  if (conflict) return conflict;
  return { entry: { ...entryOf(request, target.pledge, now), retracts: target.key } };
}

function entryOf(request: LogRequest, pledge: string, now: string) {
  const { rationale, locale, recordedBy } = request;
  return { key: randomUUID(), pledge, rationale, locale, recordedAt: now, recordedBy };
}

function passageIssues(passage: NamedPassage, known: Known): Issue[] {
  const { source, start, end } = passage;
  const layout = known.sources.get(source);
  if (!layout) return [];
  const at = (field: string, message: string) => [
    { path: ['evidence', 'citation', field], message },
  ];
  if (end > layout.length) {
    return at('end', `Expected at most ${layout.length}, the length of ${source}, got ${end}.`);
  }
  const paragraph = paragraphAt(layout.paragraphs, start);
  const next = layout.paragraphs[paragraph + 1];
  if (next !== undefined && end >= next) {
    return at(
      'end',
      `Expected at most ${next - 1}, the end of paragraph ${paragraph} of ${source}, got ${end}. Cite a passage within one paragraph.`,
    );
  }
  const cited = known.digests.get(passageName(passage));
  if (cited !== undefined && cited !== passage.sha256) {
    return at(
      'sha256',
      `Expected ${cited}, the digest on record of this passage of ${source}, got ${passage.sha256}.`,
    );
  }
  return [];
}

function citationOf({ source, start, end, sha256 }: NamedPassage, known: Known): Citation {
  const paragraphs = known.sources.get(source)?.paragraphs ?? [];
  return { source, paragraph: paragraphAt(paragraphs, start), start, end, sha256 };
}

function conflictOf(request: LogRequest, pledge: string, known: Known): Decision | null {
  const { expectedVersion } = request;
  const actualVersion = known.versions.get(pledge) ?? 0;
  return expectedVersion === null || expectedVersion === actualVersion
    ? null
    : { result: { kind: 'conflict', expectedVersion, actualVersion } };
}

/** What an entry changes for the requests behind it. */
function take(request: LogRequest, entry: Update, known: Known, index: number): void {
  known.versions.set(entry.pledge, (known.versions.get(entry.pledge) ?? 0) + 1);
  if ('retracts' in entry) known.retracted.add(entry.retracts);
  if ('passage' in request && request.passage) {
    known.digests.set(passageName(request.passage), request.passage.sha256);
  }
  const { editor, idempotency } = request;
  if (idempotency) {
    known.sent.set(requestName(editor, idempotency.key), {
      sha256: idempotency.sha256,
      entry: index,
    });
  }
}

function unknown(path: string[], kind: string, slug: string): Decision {
  const shown = JSON.stringify(slug.slice(0, 100));
  const message = `No ${kind} on record has the slug ${shown}.`;
  return { result: { kind: 'unknown', path, message } };
}

function invalid(issues: Issue[]): Decision {
  return { result: { kind: 'invalid', issues } };
}
