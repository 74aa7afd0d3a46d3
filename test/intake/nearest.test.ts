import { expect, test } from 'vitest';
import { suggestion } from '../../src/intake/nearest.ts';

const known = ['bashar-al-jaafari', 'russia', 'prussia', 'turkey', 'iran', 'iraq'];

test.each([
  ['rusia', 'did you mean "russia" or "prussia"?'],
  ['turkye', 'did you mean "turkey"?'],
  ['jaafari', 'did you mean "bashar-al-jaafari"?'],
  ['ira', 'did you mean "iran" or "iraq"?'],
  ['kazakhstan', undefined],
])('for %s: %s', (wanted, expected) => {
  expect(suggestion(wanted, known)).toBe(expected);
});

test('three at most, the nearest first', () => {
  expect(suggestion('talks-1', ['talks-5', 'talks-4', 'talks-3', 'talks-2', 'talks-10'])).toBe(
    'did you mean "talks-10", "talks-2" or "talks-3"?',
  );
});
