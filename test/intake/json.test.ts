import { describe, expect, test } from 'vitest';
import { readJson } from '../../src/intake/json.ts';

describe('broken JSON is told by line, column, what was expected and what came', () => {
  test.each([
    ['nothing', ' ', 1, 2, 'a JSON value', 'the end of the file'],
    ['a list without its end', '[1,\n 2', 2, 3, '"," or "]"', 'the end of the file'],
    ['a comma too many in a list', '[1,]', 1, 4, 'a value after the comma', '"]"'],
    ['a comma too many in an object', '{"a":1,}', 1, 8, 'a key in "" after the comma', '"}"'],
    ['a comma too few', '["a"\r\n"b"]', 2, 1, '"," or "]"', "'\"'"],
    ['a key without quotation marks', '{a: 1}', 1, 2, 'a key in "" or "}"', '"a"'],
    ['no colon', '{"a" 1}', 1, 6, '":"', '"1"'],
    ['single quotation marks', "['a']", 1, 2, 'a value or "]"', '"\'"'],
    ['a text without its end', '["ab\n", 1]', 1, 5, 'a closing "', 'the end of the line'],
    ['an escape that is none', '["\\x"]', 1, 3, 'an escape that JSON knows', '"\\\\"'],
    ['a number that is none', '[01]', 1, 2, 'a value or "]"', '"0"'],
    ['a word that is none', '[1, nil]', 1, 5, 'a value after the comma', '"n"'],
    ['a comment', '[] // none', 1, 4, 'the end of the file', '"/"'],
    ['columns in code points', '["𐌰", 𐌰]', 1, 7, 'a value after the comma', '"𐌰"'],
    ['a nest that is too deep', '['.repeat(66), 1, 66, 'nesting of at most 64 levels', '"["'],
  ])('%s', (_, text, line, column, expected, came) => {
    expect(readJson(text)).toEqual({ line, column, expected, came });
  });
});

test('a key that stands twice in one object is told, each with its path and line', () => {
  expect(readJson('[{"a": 1,\n"b": {"c": 1, "c": 2},\n"a": 3}, {"a": 4}]')).toEqual({
    value: [{ a: 3, b: { c: 2 } }, { a: 4 }],
    repeated: [
      { path: [0, 'b', 'c'], line: 2 },
      { path: [0, 'a'], line: 3 },
    ],
  });
});

test('what JSON.parse takes is taken, and what it refuses is refused, for any mixture of signs', () => {
  const signs = [...'[]{}",:01.e-+\\u tfn\n\u0001\u0085é', 'true', 'null', '"a"', '"a":', '\\n'];
  let state = 20170216;
  const pick = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  let taken = 0;
  for (let round = 0; round < 30_000; round++) {
    const inner = Array.from({ length: pick(7) }, () => signs[pick(signs.length)]).join('');
    const text = pick(2) === 0 ? `[${inner}]` : inner;
    const read = readJson(text);
    const expected = parsed(text);
    taken += expected ? 1 : 0;
    expect('value' in read ? { value: read.value } : null, text).toEqual(expected);
  }
  expect(taken).toBeGreaterThan(500);
});

function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
