/** The Pothos builder that every type is registered with, and the scalars. */
import SchemaBuilder from '@pothos/core';
import { canonicalLocale } from '../record/locale.ts';
import type { RecordContext } from './context.ts';
import { badInput } from './errors.ts';

export interface Types {
  /** In a field of its own: Yoga copies what it is given, and a copy has no methods. */
  Context: { record: RecordContext };
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    Date: { Input: string; Output: string };
    DateTime: { Input: string; Output: string };
    Locale: { Input: string; Output: string };
  };
}

/** What Pothos makes of them: for the types of refs that are passed on. */
export type BuilderTypes = PothosSchemaTypes.ExtendDefaultTypes<Types>;

export const builder = new SchemaBuilder<Types>({ defaultFieldNullability: false });

builder.queryType();

builder.scalarType('Date', {
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
  serialize: (value) => value,
  parseValue: (value) => checked(value, calendarDate, 'a calendar date such as "2017-02-16"'),
});

builder.scalarType('DateTime', {
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (value) => value,
  parseValue: (value) => checked(value, instant, 'an instant such as "2017-02-16T15:04:05Z"'),
});

builder.scalarType('Locale', {
  specifiedByURL: 'https://www.rfc-editor.org/rfc/bcp/bcp47.txt',
  serialize: (value) => value,
  parseValue: (value) => checked(value, canonicalLocale, 'a BCP 47 language tag such as "ar"'),
});

function checked(value: unknown, read: (text: string) => string | null, expected: string): string {
  const found = typeof value === 'string' ? read(value) : null;
  if (found === null) throw badInput(`Expected ${expected}, got ${shown(value)}.`);
  return found;
}

/** The date itself where it is one that the calendar has, else null. */
function calendarDate(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text) ? text : null;
}

/** RFC 3339: the day and time of day, with `Z` or an offset; given back in UTC, to the millisecond. */
function instant(text: string): string | null {
  const shape =
    /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
  const day = shape.exec(text)?.[1];
  if (day === undefined || calendarDate(day) === null) return null;
  const time = new Date(text.toUpperCase());
  return Number.isNaN(time.valueOf()) ? null : time.toISOString();
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 100);
}
