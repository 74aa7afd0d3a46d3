/** What an editor may record, as far as the input alone tells. */
import type { DateString } from './set.ts';
import type { PledgeStatus, Rating } from './terms.ts';

export interface InputIssue {
  /** The way to the field. */
  path: string[];
  message: string;
}

export interface RatingInput {
  pledge: string;
  status: PledgeStatus;
  rationale: string;
  occurredOn: DateString | null;
  supersededBy: string | null;
  passage: { start: number; end: number; sha256: string } | null;
  url: string | null;
  idempotencyKey: string | null;
}

/** In code points. */
const longestWords = 2_000;
const longestKey = 200;
const longestUrl = 2_000;

export function isRating(status: PledgeStatus): status is Rating {
  return status !== 'NOT_YET_RATED';
}

/** Every rule of `RecordPledgeUpdateInput` that is broken; `today` is in UTC. */
export function ratingIssues(input: RatingInput, today: DateString): InputIssue[] {
  const { pledge, status, occurredOn, supersededBy, passage, url } = input;
  return [
    ...(isRating(status)
      ? []
      : [
          issue(
            ['status'],
            'Expected a rating, got NOT_YET_RATED, which is only ever found. To take a rating back, use retractPledgeUpdate.',
          ),
        ]),
    ...wordsIssues(['rationale'], input.rationale),
    ...(occurredOn !== null && occurredOn > today
      ? [issue(['occurredOn'], `Expected a day up to today in UTC, ${today}, got ${occurredOn}.`)]
      : []),
    ...(status === 'SUPERSEDED' && supersededBy === null
      ? [
          issue(
            ['supersededBy'],
            'Expected the slug of the pledge that takes its place, as the status is SUPERSEDED, got nothing.',
          ),
        ]
      : []),
    ...(status !== 'SUPERSEDED' && supersededBy !== null
      ? [
          issue(
            ['supersededBy'],
            `Expected nothing, as the status is ${status} and not SUPERSEDED, got ${shown(supersededBy)}.`,
          ),
        ]
      : []),
    ...(supersededBy === pledge
      ? [issue(['supersededBy'], `Expected another pledge, got ${shown(pledge)} itself.`)]
      : []),
    ...(passage === null ? [] : passageIssues(passage)),
    ...(url === null || isUrl(url)
      ? []
      : [
          issue(
            ['evidence', 'url'],
            `Expected an http or https address of at most ${longestUrl} characters, got ${shown(url)}.`,
          ),
        ]),
    ...keyIssues(input.idempotencyKey),
  ];
}

/** Every rule of `RetractPledgeUpdateInput` that is broken. */
export function retractionIssues(input: {
  reason: string;
  idempotencyKey: string | null;
}): InputIssue[] {
  return [...wordsIssues(['reason'], input.reason), ...keyIssues(input.idempotencyKey)];
}

function passageIssues({ start, end, sha256 }: NonNullable<RatingInput['passage']>): InputIssue[] {
  const at = (field: string, message: string) => issue(['evidence', 'citation', field], message);
  return [
    ...(start < 0 ? [at('start', `Expected 0 or more, got ${start}.`)] : []),
    ...(end <= start ? [at('end', `Expected more than the start, ${start}, got ${end}.`)] : []),
    ...(/^[0-9a-f]{64}$/i.test(sha256)
      ? []
      : [at('sha256', `Expected a SHA-256 digest, 64 of 0-9 and a-f, got ${shown(sha256)}.`)]),
  ];
}

function wordsIssues(path: string[], words: string): InputIssue[] {
  const length = [...words].length;
  if (words.trim() === '')
    return [issue(path, `Expected 1 to ${longestWords} characters, got none that can be seen.`)];
  if (length > longestWords)
    return [issue(path, `Expected 1 to ${longestWords} characters, got ${length}.`)];
  return isText(words)
    ? []
    : [issue(path, 'Expected text, got control characters or half a character.')];
}

function keyIssues(key: string | null): InputIssue[] {
  const length = key === null ? 1 : [...key].length;
  if (length < 1 || length > longestKey) {
    return [issue(['idempotencyKey'], `Expected 1 to ${longestKey} characters, got ${length}.`)];
  }
  return key === null || isText(key)
    ? []
    : [issue(['idempotencyKey'], 'Expected text, got control characters or half a character.')];
}

/** Well-formed, and without control characters but tabs and line ends. */
function isText(words: string): boolean {
  return words.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(words);
}

function isUrl(text: string): boolean {
  return (
    text.length <= longestUrl &&
    /^https?:\/\/[^\s\p{Cc}]+$/u.test(text) &&
    text.isWellFormed() &&
    URL.canParse(text)
  );
}

function issue(path: string[], message: string): InputIssue {
  return { path, message };
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 100).toWellFormed());
}
