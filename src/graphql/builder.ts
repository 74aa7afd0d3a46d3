/** The Pothos builder that every type is registered with, and the scalars. */
import SchemaBuilder from '@pothos/core';
import { Kind, print, type ValueNode } from 'graphql';
import { canonicalLocale } from '../record/locale.ts';
import { badInput } from './errors.ts';
import type { OperationContext } from './operation.ts';

export interface Types {
  Context: OperationContext;
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

textScalar('Date', {
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
  expected: 'a calendar date such as "2017-02-16"',
  read: calendarDate,
});

textScalar('DateTime', {
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  expected: 'an instant such as "2017-02-16T15:04:05Z"',
  read: instant,
});

textScalar('Locale', {
  specifiedByURL: 'https://www.rfc-editor.org/rfc/bcp/bcp47.txt',
  expected: 'a BCP 47 language tag such as "ar"',
  read: canonicalLocale,
});

interface TextScalar {
  specifiedByURL: string;
  expected: string;
  /** The value in its one usual form, or null where it is none. */
  read: (text: string) => string | null;
}

function textScalar(
  name: 'Date' | 'DateTime' | 'Locale',
  { specifiedByURL, expected, read }: TextScalar,
): void {
  const checked = (text: string | null, came: string, node?: ValueNode): string => {
    const found = text === null ? null : read(text);
    if (found === null) {
      throw badInput(`Expected ${expected}, got ${came.slice(0, 100)}.`, node);
    }
    return found;
  };
  builder.scalarType(name, {
    specifiedByURL,
    serialize: (value) => value,
    parseValue: (value) =>
      checked(typeof value === 'string' ? value : null, JSON.stringify(value) ?? String(value)),
    parseLiteral: (node) =>
      checked(node.kind === Kind.STRING ? node.value : null, print(node), node),
  });
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
  const utc = new Date(text.toUpperCase()).toISOString();
  // An offset may lead out of the years that have four digits, where text no longer sorts as time does.
  return /^\d{4}-/.test(utc) ? utc : null;
}
