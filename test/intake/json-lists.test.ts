import { expect, test } from 'vitest';
import { readJson } from '../../src/intake/json.ts';
import { listPieces } from '../../src/intake/json-lists.ts';
import { Unreadable } from '../../src/intake/list-scan.ts';
import { listsIn } from '../../src/intake/outline.ts';

/** The bytes of a text, so many at a time. */
function chunksOf(text: string | Buffer, size: number): Buffer[] {
  const bytes = Buffer.from(text);
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

interface List {
  values: unknown[];
  repeated: boolean;
}

/** What a text holds, read piece by piece; null where it is refused. */
async function inPieces(text: string | Buffer, size: number): Promise<List | null> {
  const list: List = { values: [], repeated: false };
  try {
    for await (const { values, repeated } of listPieces(chunksOf(text, size), true)) {
      list.values.push(...values);
      list.repeated ||= repeated;
    }
  } catch (cause) {
    if (cause instanceof Unreadable) return null;
    throw cause;
  }
  return list;
}

/** The same, read whole. */
function whole(text: string): List | null {
  const read = readJson(text);
  if (!('value' in read) || !Array.isArray(read.value)) return null;
  return { values: read.value, repeated: read.repeated.length > 0 };
}

test('a list is the same in pieces of any size as it is whole, letters of several bytes among it', async () => {
  const text = JSON.stringify([
    { name: { ar: 'محادثات أستانا', en: 'a "quoted", [bracketed] {word}\\' }, list: [[], {}, [1]] },
    'plain, with a comma',
    -1.5e3,
    null,
    [],
  ]);
  for (const spaced of [text, ` \r\n\t${text.replaceAll(',', ' ,\n')} \n`]) {
    for (let size = 1; size <= 60; size++) {
      expect(await inPieces(spaced, size), String(size)).toEqual(whole(spaced));
    }
  }
});

test('what is read whole is read in pieces, and what is refused is refused, for any mixture of signs', async () => {
  const signs = [...'[]{}",:01.-\\u \n\u0085é', 'null', '"a"', '"a":', '\\n', ',', '{"a":1}'];
  const more = ['{"a":[1,"b"],"c":{}}', '{"a":1,"a":2}', '{"a":{"b":1,"b":2}}'];
  let state = 20170216;
  const pick = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  const seen = { taken: 0, repeated: 0 };
  for (let round = 0; round < 4_000; round++) {
    const choice = [...signs, ...more];
    const inner = Array.from({ length: pick(8) }, () => choice[pick(choice.length)]).join('');
    const text = pick(5) > 0 ? `[${inner}]` : inner;
    const read = await inPieces(text, 1 + pick(6));
    expect(read, text).toEqual(whole(text));
    if (read) seen.taken += 1;
    if (read?.repeated) seen.repeated += 1;
  }
  expect(seen.taken).toBeGreaterThan(250);
  expect(seen.repeated).toBeGreaterThan(25);
});

test('bytes that are no UTF-8 are refused, and so is a nest that is deeper than a record can be', async () => {
  const latin = Buffer.from('["a", "caf\xe9"]', 'latin1');
  expect(await inPieces(latin, 100)).toBe(null);
  expect(await inPieces(`${'['.repeat(66)}${']'.repeat(66)}`, 10)).toBe(null);
});

test('of a file with a whole set it is found where each list begins, whatever is in them', async () => {
  const text = '{"people": [{"a": "]}\\"["}, []], "no list": {"b": []}, "talks":[], "x": "["}';
  for (const size of [1, 7, 1000]) {
    expect(await listsIn(chunksOf(text, size))).toEqual(
      new Map([
        ['people', text.indexOf('[{')],
        ['no list', null],
        ['talks', text.indexOf('[], "x"')],
        ['x', null],
      ]),
    );
  }
  const broken = [
    '[]',
    '{"a": []',
    '{"a": [],}',
    '{"a": [] "b": []}',
    '{"a": [], "a": []}',
    '',
    '1',
  ];
  for (const each of broken) expect(await listsIn(chunksOf(each, 3)), each).toBe(null);
});
