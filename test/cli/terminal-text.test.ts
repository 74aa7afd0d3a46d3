/** Text of others on a terminal. */
import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutToWidth, harmless, harmlessJson } from '../../src/cli/terminal-text.ts';

/** Controls, and what turns the direction of all that follows. */
const harmful = /\p{Cc}|\p{Cs}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

describe('harmless text', () => {
  test.each([
    ['escapes that colour, or set the title', '\x1b[31mred\x1b]0;title\x07', '␛[31mred␛]0;title␇'],
    ['the one-byte escape of old terminals', '\x9b31m', '\ufffd31m'],
    ['lines, tabs and returns', ' one\r\n\ttwo\u2028three ', ' one two three '],
    ['overrides of the direction', '\u202eoverride\u2066', '\ufffdoverride\ufffd'],
    ['half a character', 'a\ud83db', 'a\ufffdb'],
  ])('shows %s', (_, text, shown) => {
    expect(harmless(text)).toBe(shown);
  });

  test('leaves words alone, in any script, with the marks that they need', () => {
    const text = 'وقف القصف\u200f (Astana) – می\u200cخواهم 🕊';
    expect(harmless(text)).toBe(text);
  });

  test('is harmless whatever it was, and stays as it is the second time', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(harmless(text)).not.toMatch(harmful);
        expect(harmless(harmless(text))).toBe(harmless(text));
      }),
    );
  });

  test('as JSON reads the same, and has no control either', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(harmlessJson({ text })).not.toMatch(harmful);
        expect(JSON.parse(harmlessJson({ text }))).toEqual({ text });
      }),
    );
    expect(harmlessJson('\x9b\u202e')).toBe('"\\u009b\\u202e"');
  });
});

describe('cut to a width', () => {
  test.each([
    ['what fits is left as it is', 'keep', 4, 'keep'],
    ['what does not ends in an ellipsis', 'halted', 5, 'halt…'],
    ['marks take no room', 'قَصْف', 3, 'قَصْف'],
    ['wide characters take two columns', '停火协议', 8, '停火协议'],
    ['and are not cut in half', '停火协议', 6, '停火…'],
    ['a family is one character', '👨‍👩‍👧 x', 4, '👨‍👩‍👧 x'],
    ['and is cut as one', '👨‍👩‍👧👨‍👩‍👧', 3, '👨‍👩‍👧…'],
    ['one column', 'keep', 1, '…'],
    ['no width', 'keep', Number.POSITIVE_INFINITY, 'keep'],
  ])('%s', (_, text, columns, cut) => {
    expect(cutToWidth(text, columns)).toBe(cut);
  });
});
