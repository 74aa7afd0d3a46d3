/** Rows at hand: within their bounds, of one version, and changed by nobody. */
import { expect, test } from 'vitest';
import { RowCache } from '../../src/graphql/row-cache.ts';
import type { RecordState } from '../../src/store/state.ts';

interface Row {
  name: string;
  parts: { role: string }[];
}

const row = (name: string): Row => ({ name, parts: [{ role: 'MAKER' }] });

function kept(bytes?: number) {
  const state: { known: RecordState | null } = { known: { version: 1, logEnd: 0 } };
  const cache = new RowCache({ known: () => state.known, bytes });
  const rows = cache.relation<string, Row | null>('pledge');
  const keep = (key: string, value: Row | null) => rows.keep(rows.begin(), [key], [value]);
  return { state, cache, rows, keep };
}

test('a row is given until another version is known', () => {
  const { state, cache, rows, keep } = kept();
  keep('one', row('One'));
  expect(rows.get('one')).toEqual(row('One'));
  // A version that was heard of again is the same.
  state.known = { version: 1, logEnd: 0 };
  expect(rows.get('one')).toEqual(row('One'));
  state.known = { version: 2, logEnd: 1 };
  expect(rows.get('one')).toBeUndefined();
  expect(cache.stats).toMatchObject({ hits: 2, misses: 1, entries: 0, bytes: 0 });
});

test('a row that was being read while another version came is not kept', () => {
  const { state, rows } = kept();
  const begun = rows.begin();
  state.known = { version: 2, logEnd: 1 };
  // Others go on meanwhile.
  expect(rows.get('two')).toBeUndefined();
  rows.keep(begun, ['one'], [row('One')]);
  expect(rows.get('one')).toBeUndefined();
  rows.keep(rows.begin(), ['one'], [row('One')]);
  expect(rows.get('one')).toEqual(row('One'));
});

test('nothing is given, and nothing is kept, as long as there may be more than is known', () => {
  const { state, rows, keep } = kept();
  keep('one', row('One'));
  const { known } = state;
  state.known = null;
  expect(rows.get('one')).toBeUndefined();
  const begun = rows.begin();
  state.known = known;
  rows.keep(begun, ['two'], [row('Two')]);
  expect([rows.get('one'), rows.get('two')]).toEqual([row('One'), undefined]);
});

test('what is not on record is known too', () => {
  const { rows, keep } = kept();
  expect(rows.get('nobody')).toBeUndefined();
  keep('nobody', null);
  expect(rows.get('nobody')).toBeNull();
});

test('relations are apart, whatever their keys', () => {
  const { cache, rows, keep } = kept();
  const others = cache.relation<string | number, Row>('quote');
  keep('7', row('Seven'));
  expect([others.get('7'), others.get(7), rows.get('7')?.name]).toEqual([
    undefined,
    undefined,
    'Seven',
  ]);
});

test('rows stay within their bytes, and those that nobody asks for go first', () => {
  const bytes = 200_000;
  const { cache, rows, keep } = kept(bytes);
  const others = cache.relation<string, Row>('quote');
  others.keep(others.begin(), ['few'], [row('Of another relation')]);
  keep('asked', row('Asked for'));
  for (let count = 0; count < 5_000; count += 1) {
    keep(`pledge-${count}`, row(`${count}`.repeat(20)));
    expect(rows.get('asked')).toBeDefined();
    expect(cache.stats.bytes).toBeLessThanOrEqual(bytes);
  }
  expect(cache.stats.bytes).toBeGreaterThan(bytes / 2);
  expect(rows.get('pledge-0')).toBeUndefined();
  expect(rows.get('pledge-4999')).toBeDefined();
  expect(others.get('few')).toBeDefined();
});

test('a row that is longer than all that is kept is not kept', () => {
  const { cache, rows, keep } = kept(1_000);
  keep('one', row('One'));
  keep('long', row('x'.repeat(2_000)));
  expect([rows.get('one')?.name, rows.get('long')]).toEqual(['One', undefined]);
  expect(cache.stats.entries).toBe(1);
});

test('text beyond Latin counts for what it takes', () => {
  const sizeOf = (name: string) => {
    const { cache, keep } = kept();
    keep('one', row(name));
    return cache.stats.bytes;
  };
  expect(sizeOf('محادثات'.repeat(100)) - sizeOf('Latinos'.repeat(100))).toBe(700);
});

test('nobody can change what others are given', () => {
  const { rows, keep } = kept();
  keep('one', row('One'));
  const given = rows.get('one');
  expect(() => Object.assign(given ?? {}, { name: 'Two' })).toThrow(TypeError);
  expect(() => given?.parts.push({ role: 'WITNESS' })).toThrow(TypeError);
  expect(() => Object.assign(given?.parts[0] ?? {}, { role: 'WITNESS' })).toThrow(TypeError);
  expect(rows.get('one')).toEqual(row('One'));
});
