/** Whether what the bench makes of its samples is right. */
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { askData, DifferentAnswers, holdAlike } from './answers.ts';
import { chartOf } from './chart.ts';
import { bodiesOf, operationNames } from './operations.ts';
import { OptionError, readOptions, workNames } from './options.ts';
import { readReport } from './read-report.ts';
import { interleaved, type Measured, median, medianSample, ratioTo } from './reckoning.ts';
import { goalsOf, markdownOf, summaryOf } from './report.ts';

test('the median is the middle value, or the mean of the two in the middle', () => {
  expect(median([30, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 1_000])).toBe(3.5);
  expect(median([7])).toBe(7);
  expect(() => median([])).toThrow('but got none');
});

test('each round goes through all servers, and another one begins it', () => {
  expect(interleaved(['a', 'b', 'c'], 4)).toEqual([
    ['a', 'b', 'c'],
    ['b', 'c', 'a'],
    ['c', 'a', 'b'],
    ['a', 'b', 'c'],
  ]);
});

test('servers are held to each other within a round, so that a slow moment of the machine is no difference', () => {
  const ours = measured('ours', [
    [100, 10],
    [20, 50],
    [100, 10],
  ]);
  const peer = measured('apollo-cache', [
    [50, 20],
    [10, 100],
    [40, 40],
  ]);
  expect(ratioTo(ours, peer)).toEqual({ throughput: 2, cpu: 2 });
  expect(ratioTo(peer, ours)).toEqual({ throughput: 0.5, cpu: 0.5 });
  expect(medianSample(ours)).toMatchObject({ requestsPerSecond: 100, cpuMicroseconds: 10 });
});

test('a report says how near the limit ours is, how many times its peers, and which goals are reached', () => {
  const report = readReport({
    name: 'nested-hot',
    title: 'Nested',
    note: '',
    answerBytes: 50_000,
    measured: [
      measured('ours', [[100, 10]]),
      measured('yoga-cache', [[25, 40]]),
      measured('limit', [[125, 8]]),
    ],
    goals: ({ toLimit = 0 }) => [{ what: 'near', measured: `${toLimit}`, isReached: toLimit > 1 }],
  });
  const table = markdownOf(report);
  expect(table).toContain('| Talks Record | 100 | 10 µs | 80% |');
  expect(table).toContain('| Yoga (response cache) | 25 | 40 µs | 20% | × 4.00 | × 4.00 |');
  expect(summaryOf([report])).toContain(
    '| Nested (50 kB) | 10 µs | 8 µs | Yoga (response cache), 40 µs | × 4.00 |',
  );
  expect(goalsOf([report])).toContain('| near | 0.8 | no |');
});

test('no two variables of an operation are alike', () => {
  const slugs = Array.from({ length: 30 }, (_, index) => `pledge-${index}`);
  const cursors = { ours: slugs, postgraphile: [] };
  for (const name of operationNames) {
    const body = bodiesOf(name, { slugs, cursors });
    const bodies = Array.from({ length: 2_000 }, (_, index) => body(index));
    expect(new Set(bodies)).toHaveProperty('size', 2_000);
  }
});

test('the chart is well-formed XML with a title, and says nothing that is not in the figures', () => {
  const bars = [
    { label: 'Ours & "theirs" <b>', value: 1_000, kind: 'ours' as const },
    { label: 'Peer', value: Number.NaN, kind: 'peer' as const },
  ];
  const report = { name: 'x', title: 'A & B', note: '', head: [], rows: [], figures: 0, goals: [] };
  const svg = chartOf([{ ...report, bars }, report], 'on <one> machine');
  expect(faultOfXml(svg)).toBeNull();
  expect(svg).toContain('<title id="title">');
  expect(svg).toContain('prefers-color-scheme: dark');
  expect(svg).toContain('Ours &amp; &quot;theirs&quot; &lt;b> 1,000, Peer not known.');
  expect(svg.match(/class="panel"/g)).toHaveLength(1);
});

test('answers that differ are told by their first difference, and refusals are no answers', async () => {
  expect(() => holdAlike('Peer', { a: [{ b: 1 }] }, { a: [{ b: 1 }] })).not.toThrow();
  expect(() => holdAlike('Peer', { a: [{ b: 1 }] }, { a: [{ b: 2 }] })).toThrow(
    new DifferentAnswers('Peer answers differently at data.a.0.b: expected 1, got 2'),
  );
  expect(() => holdAlike('Peer', { a: [1] }, { a: [1, 2] })).toThrow('data.a.1');
  await expect(askData(await answering('{"errors":[{"message":"no"}]}'), '{}')).rejects.toThrow(
    DifferentAnswers,
  );
  expect(await askData(await answering('{"data":{"a":1}}'), '{}')).toEqual({ a: 1 });
});

test('works are chosen by their words, and what is no option is refused in a line', () => {
  expect(readOptions([])?.works).toEqual(workNames);
  expect(readOptions(['--only', 'nested-hot,list'])?.works).toEqual([
    'nested-hot',
    'list-hot',
    'list-cold',
  ]);
  expect(() => readOptions(['--only', 'nothing'])).toThrow(OptionError);
  expect(() => readOptions(['--rounds', '0'])).toThrow('from 1 to 999, got "0"');
  expect(() => readOptions(['--servers', 'ours,hers'])).toThrow('"hers"');
});

/** Requests a second and microseconds, round by round. */
function measured(server: string, rounds: [number, number][]): Measured {
  return {
    server,
    samples: rounds.map(([requestsPerSecond, cpuMicroseconds]) => ({
      requestsPerSecond,
      cpuMicroseconds,
      loadBusy: 0.5,
    })),
  };
}

async function answering(body: string): Promise<string> {
  const server: HttpServer = createServer((_, response) => void response.end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Elements that do not close each other, attributes without quotation marks, and bare ampersands. */
function faultOfXml(text: string): string | null {
  const open: string[] = [];
  const tag = /<(\/?)([\w:]+)((?:\s+[\w:-]+="[^"<&]*")*)\s*(\/?)>/g;
  const rest = text.replaceAll(
    tag,
    (_, closing: string, name: string, __: string, empty: string) => {
      if (closing && open.pop() !== name) open.push(`not ${name}`);
      else if (!closing && !empty) open.push(name);
      return '';
    },
  );
  if (open.length > 0) return `not closed: ${open.join(', ')}`;
  const stray = /<|&(?!amp;|lt;|quot;|gt;)/.exec(rest);
  return stray && `stray text: ${rest.slice(stray.index, stray.index + 40)}`;
}
