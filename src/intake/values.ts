/**
 * What single values of a fixture may be. Each message is the second half of "expected …", so that
 * a fault reads as a sentence.
 */
import { z } from 'zod';
import type { Citation, Localised, Name } from '../record/set.ts';
import { slugPattern } from '../record/slugs.ts';

/** GraphQL's `Int` ends here. */
const LARGEST = 2_147_483_647;

/** For a rule on an object that is to run even where parts of it are at fault: every fault is listed. */
export const always = ({ value }: { value: unknown }) =>
  typeof value === 'object' && value !== null;

/** A slug; `what` says in a fault whose. */
export function slug(what: string) {
  return z.string().regex(slugPattern, {
    error: `${what}: at most 100 of a-z and 0-9, in parts joined by single hyphens`,
  });
}

/** Words to be read: not blank, and without control characters or halves of surrogate pairs. */
export const words = z
  .string()
  .regex(/^(?!\s*$)[^\p{Cc}\p{Cs}]*$/u, {
    error: 'words on one line, without control characters',
  })
  .max(2000, { error: 'at most 2,000 characters' });

/** Words that may go over several lines, as editors may record them; its length counts in code points. */
export const prose = z
  .string()
  .regex(/^(?!\s*$)(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, {
    error: 'words, without control characters other than tabs and line ends',
  })
  .superRefine((text, context) => {
    const length = text.length <= 2000 ? 0 : Array.from(text).length;
    if (length <= 2000) return;
    const came = `${length.toLocaleString('en')} characters`;
    context.addIssue({ code: 'custom', message: 'at most 2,000 characters', params: { came } });
  });

/** A BCP 47 tag in its canonical form, such as `ar` or `en-GB`. */
export const locale = z.string().refine(isCanonicalLocale, {
  error: 'a language as a BCP 47 tag in its usual form, such as "ar" or "en-GB"',
});

/** Known without asking, which takes long where there are many. */
const plainTags: ReadonlySet<string> = new Set([
  'ar',
  'de',
  'en',
  'es',
  'fa',
  'fr',
  'ru',
  'tr',
  'zh',
]);

function isCanonicalLocale(tag: string): boolean {
  if (plainTags.has(tag)) return true;
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}

/** The same words in at least one language. */
export const localised = z
  .record(locale, words)
  .refine((given) => Object.keys(given).length > 0, { error: 'words in at least one language' })
  .meta({ minProperties: 1 }) satisfies z.ZodType<Localised>;

/** A day that is in the calendar, from the year 1 on. */
export const date = z.iso
  .date({ error: 'a day of the calendar, such as "2017-02-16"' })
  .refine((day) => !day.startsWith('0000'), { error: 'a year from 0001 on' });

/** An instant in UTC, to the millisecond. */
export const instant = z.iso.datetime({
  precision: 3,
  error: 'an instant in UTC to the millisecond, such as "2017-02-16T15:04:05.000Z"',
});

export const url = z
  .url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' })
  .regex(/^https?:\/\/[^\s\p{Cc}]+$/u, {
    error: 'an address that begins with http:// or https://',
  })
  .max(2000, { error: 'at most 2,000 characters' });

const DIGEST = /^[0-9a-f]{64}$/;

export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && DIGEST.test(value);
}

/** A SHA-256 in hex. */
export const digest = z.string().regex(DIGEST, {
  error: 'a SHA-256 digest: 64 of 0-9 and a-f',
});

/** A whole number from `least` on. */
export function count(least: number) {
  return z
    .int({ error: `a whole number from ${least} on` })
    .min(least, { error: `a whole number from ${least} on` })
    .max(LARGEST, { error: `a number up to ${LARGEST}` });
}

/** Where the paragraphs of a text begin, one after the other. */
export const offsets = z
  .array(count(0))
  .min(1, { error: 'at least one number: where the first paragraph begins' })
  .refine(
    (given) => given.every((offset, index) => index === 0 || offset > (given[index - 1] ?? 0)),
    {
      error: 'numbers that rise from paragraph to paragraph',
    },
  );

/** Where a passage stands. */
export const passage = {
  source: slug('the slug of a source'),
  paragraph: count(0),
  start: count(0),
  end: count(1),
  sha256: digest,
};

/** Told at once of the place that is wrong, whatever else is. */
export const endsAfterStart = {
  error: 'an end after the start',
  path: ['end'],
  when: always,
};

export function isSpan({ start, end }: { start?: unknown; end?: unknown }): boolean {
  return typeof start !== 'number' || typeof end !== 'number' || start < end;
}

const citation = z
  .strictObject(passage)
  .refine(isSpan, endsAfterStart) satisfies z.ZodType<Citation>;

/** Every fact is read from somewhere. */
export const citations = z.array(citation).min(1, { error: 'at least one citation' });

/** Citations where there need be none. */
export const anyCitations = z.array(citation).default([]);

const name = z.strictObject({
  value: words,
  locale,
  preferred: z.boolean().default(false),
}) satisfies z.ZodType<Name>;

/** The names of an actor: in each language exactly one is preferred. */
export const names = z
  .array(name)
  .min(1, { error: 'at least one name' })
  .superRefine((given, context) => {
    for (const tag of new Set(given.map((one) => one.locale))) {
      const preferred = given.filter((one) => one.locale === tag && one.preferred).length;
      if (preferred === 1) continue;
      context.addIssue({
        code: 'custom',
        message: 'exactly one preferred name in each language',
        params: { came: `${preferred === 0 ? 'none' : preferred} in ${JSON.stringify(tag)}` },
      });
    }
  });

/** A list in which nothing stands twice. `same` tells what makes two items the same. */
export function distinct<Item extends z.ZodType>(
  item: Item,
  same: (item: z.output<Item>) => string = String,
) {
  return z.array(item).superRefine((given, context) => {
    const seen = new Set<string>();
    given.forEach((one, index) => {
      if (seen.has(same(one))) {
        context.addIssue({ code: 'custom', path: [index], message: 'each only once' });
      }
      seen.add(same(one));
    });
  });
}
