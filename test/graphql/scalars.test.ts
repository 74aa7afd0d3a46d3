/** Dates, instants and languages: which are taken, and what is said of the others. */
import { expect, test } from 'vitest';
import type { Service } from '../service.ts';
import { madeUp } from './made-up.ts';
import { onSharedRecord } from './shared-record.ts';

interface Scalar {
  /** A field with an argument of the scalar. */
  field: string;
  expected: string;
  taken: string[];
  refused: unknown[];
}

const scalars: Record<string, Scalar> = {
  Date: {
    field: 'schedule(on: VALUE)',
    expected: 'a calendar date such as "2017-02-16"',
    taken: ['2017-02-16', '2016-02-29', '2000-02-29', '0001-01-01', '9999-12-31'],
    refused: [
      ...['2017-02-29', '1900-02-29', '2017-2-1', '2017-13-01', '2017-00-10', '2017-04-31'],
      ...['', ' ', '2017', '2017-02', '20170216', '2017-02-16T00:00:00Z', ' 2017-02-16'],
      ...['2017-02-16\n', '17-02-16', '+2017-02-16', '-2017-02-16', '12017-02-16', 'today'],
      ...['٢٠١٧-٠٢-١٦', '2017‐02‐16', '2017-02-1\0', '\ud800'],
      ...[2017, 20170216, 1.5, true, ['2017-02-16', '2017-02-16'], { day: 1 }],
    ],
  },
  DateTime: {
    field: 'status(asOf: VALUE)',
    expected: 'an instant such as "2017-02-16T15:04:05Z"',
    taken: [
      ...['2017-02-16T15:04:05Z', '2017-02-16T15:04:05.000Z', '2017-02-16T15:04:05.123456789Z'],
      ...['2017-02-16T15:04:05+03:00', '2017-02-16T15:04:05-23:59', '2017-02-16T15:04:05+00:00'],
      ...['2017-02-16t15:04:05z', '2016-02-29T00:00:00Z', '0001-01-01T00:00:00+00:00'],
    ],
    refused: [
      ...['2017-02-29T00:00:00Z', '2017-02-16', '2017-02-16T15:04Z', '2017-02-16T15:04:05'],
      ...['2017-02-16 15:04:05Z', '2017-02-16T24:00:00Z', '2017-02-16T15:60:00Z'],
      // Leap seconds: no day of the record's clock has one.
      ...['2016-12-31T23:59:60Z', '2017-02-16T15:04:61Z'],
      ...['2017-02-16T15:04:05+3', '2017-02-16T15:04:05+0300', '2017-02-16T15:04:05+24:00'],
      ...['2017-02-16T15:04:05+03:60', '2017-02-16T15:04:05.Z', '2017-02-16T15:04:05,5Z'],
      // In UTC these are in the years 10000 and -1.
      ...['9999-12-31T23:59:59-00:01', '0000-01-01T00:00:00+00:01'],
      ...['', 'now', '2017-W07-4T00:00:00Z', '\0'],
      ...[1487257445, true, [], {}],
    ],
  },
  Locale: {
    field: 'summary(locale: VALUE)',
    expected: 'a BCP 47 language tag such as "ar"',
    taken: ['ar', 'en', 'en-GB', 'EN-gb', 'zh-Hant-TW', 'ar-SY', 'de-1996', 'en-x-plain', 'und'],
    refused: [
      ...['', ' ', 'e', 'english language', 'en_GB', 'en-', '-en', 'ar ', 'العربية', '*', 'en-GB-'],
      ...['constructor', '__proto__', 'a'.repeat(9), '\0', '\ud800', 'en\0'],
      ...[1, true, ['en', 'ar'], { locale: 'en' }],
    ],
  },
};

onSharedRecord('a scalar', madeUp, (shared) => {
  test.each(Object.entries(scalars))('%s takes what is one, and says why not', async (type, it) => {
    const service = shared();
    for (const value of it.taken) {
      expect(await literal(service, it, value), value).toBeNull();
      expect(await variable(service, it, type, value), value).toBeNull();
    }
    for (const value of it.refused) {
      const came = (text: string) => `Expected ${it.expected}, got ${text.slice(0, 100)}.`;
      // Half a character cannot be written in an operation: that is a syntax error.
      if (typeof value !== 'string' || value.isWellFormed()) {
        expect(await literal(service, it, value)).toEqual({
          message: came(written(value)),
          locations: [{ line: 1, column: expect.any(Number) }],
          extensions: { code: 'BAD_USER_INPUT' },
        });
      }
      const fault = await variable(service, it, type, value);
      expect(fault).toMatchObject({
        message: expect.stringMatching(/^Variable "\$value" got invalid value /),
        extensions: { code: 'BAD_USER_INPUT' },
      });
      expect(fault?.message).toContain(`; ${came(JSON.stringify(value))}`);
    }
  });

  test('in a filter is told of with its place, each of them', async () => {
    const { ask } = shared();
    const { errors } = await ask(
      'query ($filter: PledgeFilter) { pledges(filter: $filter) { totalCount } }',
      {
        filter: { madeOn: { from: '2017-2-1', until: '2017-02-29' }, text: 5 },
      },
    );
    expect(errors?.map(({ message }) => message)).toEqual([
      'Variable "$filter" got invalid value 5 at "filter.text"; String cannot represent a non string value: 5',
      'Variable "$filter" got invalid value "2017-2-1" at "filter.madeOn.from"; Expected a calendar date such as "2017-02-16", got "2017-2-1".',
      'Variable "$filter" got invalid value "2017-02-29" at "filter.madeOn.until"; Expected a calendar date such as "2017-02-16", got "2017-02-29".',
    ]);
  });

  test('must be written as a string: a bare word is no language', async () => {
    const { ask } = shared();
    const { errors } = await ask('{ pledge(slug: "p-a") { summary(locale: ar) } }');
    expect(errors?.[0]?.message).toBe('Expected a BCP 47 language tag such as "ar", got ar.');
  });

  test('may be left out or null where the contract has a meaning for that', async () => {
    const { ask, read } = shared();
    const query = `query ($on: Date, $asOf: DateTime, $locale: Locale) {
      pledge(slug: "p-a") { schedule(on: $on) status(asOf: $asOf) summary(locale: $locale) }
    }`;
    const pledge = { schedule: 'MET', status: 'KEPT', summary: 'To do p-a' };
    expect(await read(query)).toEqual({ pledge });
    expect(await read(query, { on: null, asOf: null })).toEqual({ pledge });
    const { errors } = await ask(query, { locale: null });
    expect(errors).toMatchObject([
      {
        message: 'Argument "locale" of non-null type "Locale!" must not be null.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });
});

async function literal({ ask }: Service, { field }: Scalar, value: unknown) {
  const { errors } = await ask(
    `{ pledge(slug: "p-a") { ${field.replace('VALUE', written(value))} } }`,
  );
  return errors?.[0] ?? null;
}

async function variable({ ask }: Service, { field }: Scalar, type: string, value: unknown) {
  const { errors } = await ask(
    `query ($value: ${type}!) { pledge(slug: "p-a") { ${field.replace('VALUE', '$value')} } }`,
    { value },
  );
  return errors?.[0] ?? null;
}

/** As GraphQL writes it: JSON, but for the keys of an object. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value).map(([key, one]) => `${key}: ${written(one)}`)}}`;
}
