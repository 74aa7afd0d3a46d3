/** Server-sent events, read as the standard says, however the bytes are cut. */
import { array, assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EventBlock, EventParser } from '../../src/client/event-parser.ts';

const encoder = new TextEncoder();

function read(text: string): EventBlock[] {
  return new EventParser().push(encoder.encode(text));
}

function message(data: string, id = ''): EventBlock {
  return { type: 'message', data, id };
}

describe('an event', () => {
  test.each([
    ['line feeds', 'event: next\nid: 12\ndata: {}\n\n'],
    ['returns', 'event: next\rid: 12\rdata: {}\r\r'],
    ['both', 'event: next\r\nid: 12\r\ndata: {}\r\n\r\n'],
    ['a mixture', 'event: next\rid: 12\r\ndata: {}\n\r'],
    ['no blanks behind the colons', 'event:next\nid:12\ndata:{}\n\n'],
    [
      'comments, and fields that nobody knows',
      ': hi\nevent: next\nid: 12\n:\nx: y\ndata: {}\nz\n\n',
    ],
    ['a byte order mark', '\ufeffevent: next\nid: 12\ndata: {}\n\n'],
  ])('is read with %s', (_, text) => {
    expect(read(text)).toEqual([{ type: 'next', data: '{}', id: '12' }]);
  });

  test('has all its lines of data, and only the first blank is taken from each', () => {
    expect(read('data: a\ndata\ndata:  b\ndata:c: d\n\n')).toEqual([message('a\n\n b\nc: d')]);
  });

  test('is one with empty data too, and none without', () => {
    expect(read('data\n\nevent: next\n\n:\n\n\n\ndata:\n\n')).toEqual([message(''), message('')]);
  });

  test('keeps no type for the next, and the id until there is another', () => {
    expect(read('event: a\nid: 1\ndata: x\n\ndata: y\n\nid\ndata: z\n\n')).toEqual([
      { type: 'a', data: 'x', id: '1' },
      message('y', '1'),
      message('z'),
    ]);
  });

  test('is no event without its blank line, nor is an id taken', () => {
    expect(read('data: x\n\nid: 2\ndata: y\n')).toEqual([message('x')]);
  });
});

describe('an id', () => {
  test('counts without data: that is how a stream tells where it begins', () => {
    expect(read('id: 12\n:\n\n')).toEqual([{ type: 'message', data: null, id: '12' }]);
  });

  test('with a NUL is none', () => {
    expect(read('id: 1\ndata: x\n\nid: 2\0\ndata: y\n\n')).toEqual([
      message('x', '1'),
      message('y', '1'),
    ]);
  });
});

test('bytes that are no UTF-8 spoil their character and nothing else', () => {
  const bytes = Uint8Array.from([...encoder.encode('data: a'), 0xff, ...encoder.encode('b\n\n')]);
  expect(new EventParser().push(bytes)).toEqual([message('a\ufffdb')]);
});

test('any cutting of the bytes gives the same events', () => {
  const pieces = ['\ufeff', '\r', '\n', '\r\n', '\n\n', 'data', ':', ' ', 'id: 7', 'event: next'];
  const texts = array(constantFrom(...pieces, 'data: هدنة', 'data: 🕊', '\n\r\n'), {
    maxLength: 30,
  });
  assert(
    property(texts, array(integer({ min: 0, max: 300 })), (parts, places) => {
      const bytes = encoder.encode(`data: x\n\n${parts.join('')}`);
      const whole = new EventParser().push(bytes);
      const cuts = [0, ...places.filter((place) => place < bytes.length), bytes.length].sort(
        (a, b) => a - b,
      );
      const parser = new EventParser();
      const cut = cuts.flatMap((place, index) =>
        parser.push(bytes.subarray(cuts[index - 1], place)),
      );
      expect(cut).toEqual(whole);
    }),
    { numRuns: 2_000 },
  );
});

test('one byte at a time gives the same events', () => {
  const text = '\ufeffid: 1\r\n:\r\n\r\nevent: next\rdata: قصف 🕊\rdata: b\r\rdata: c\n\n';
  const parser = new EventParser();
  const single = [...encoder.encode(text)].flatMap((byte) => parser.push(Uint8Array.of(byte)));
  expect(single).toEqual(read(text));
  expect(single.map(({ data }) => data)).toEqual([null, 'قصف 🕊\nb', 'c']);
});
