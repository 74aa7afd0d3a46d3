/** Turns what zod finds wrong into faults. */
import { z } from 'zod';
import { type Fault, type JsonPath, pathText, shown } from './faults.ts';

/**
 * Says what was expected where a schema does not say so itself: pass it as `error` when parsing.
 * Every message is the second half of "expected …".
 */
export function expectation(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? `a value of the type ${issue.expected}`;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return issue.inst instanceof z.ZodObject
        ? `only the keys ${Object.keys(issue.inst.shape).join(', ')}`
        : 'no such key';
    default:
      return 'another value';
  }
}

const kinds: { readonly [expected: string]: string } = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object with a text for each language',
};

/** The faults of one entry. `at` is where it stands in its file, and `raw` what stands there. */
export function faultsOf(
  file: string,
  at: JsonPath,
  raw: unknown,
  issues: readonly z.core.$ZodIssue[],
): Fault[] {
  const faults = issues.flatMap((issue): Fault[] => {
    const place = pathText([...at, ...issue.path]);
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => ({
          file,
          place: pathText([...at, ...issue.path, key]),
          expected: issue.message,
          came: `the key ${JSON.stringify(key)}`,
        }));
      case 'invalid_key':
        return issue.issues.map(({ message }) => {
          const came = `the key ${JSON.stringify(String(issue.path.at(-1)))}`;
          return { file, place, expected: message, came };
        });
      default:
        return [{ file, place, expected: issue.message, came: cameOf(issue, raw) }];
    }
  });
  // Two checks of one value may say the same of it.
  return faults.filter(
    (fault, index) =>
      faults.findIndex(
        ({ place, expected, came }) =>
          place === fault.place && expected === fault.expected && came === fault.came,
      ) === index,
  );
}

function cameOf(issue: z.core.$ZodIssue, raw: unknown): string {
  if (issue.code === 'custom' && typeof issue.params?.came === 'string') {
    return issue.params.came;
  }
  const value = issue.path.reduce<unknown>(
    (outer, step) =>
      typeof outer === 'object' && outer !== null ? Reflect.get(outer, step) : undefined,
    raw,
  );
  if (issue.code === 'too_big' && typeof value === 'string') {
    return `${value.length.toLocaleString('en')} characters`;
  }
  return shown(value);
}
