/** The bar that tells on a terminal how far a long command has come. */
import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { showProgress } from '../../src/cli/progress.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** A stream that says of itself that it is a terminal, in an environment, and keeps what it is given. */
function terminal(env: object = {}) {
  const written: string[] = [];
  const stream = new PassThrough().on('data', (piece) => written.push(String(piece)));
  const getColorDepth = () =>
    WriteStream.prototype.getColorDepth({ TERM: 'xterm-256color', ...env });
  return { written, stream: Object.assign(stream, { isTTY: true, getColorDepth }) };
}

test('a bar shows what is done, the share and the counts, and goes when all is done', () => {
  const { stream, written } = terminal();
  const progress = showProgress('Importing', stream);
  vi.advanceTimersByTime(200);
  progress.at(122_500, 331_053);
  expect(written).toHaveLength(1);
  expect(written[0]).toMatch(/^\r/);
  expect(stripVTControlCharacters(written[0] ?? '').trim()).toBe(
    `Importing ${'█'.repeat(11)}${'░'.repeat(19)} 37%  122,500 of 331,053`,
  );
  progress.end();
  expect(written.slice(1)).toEqual(['\r\x1b[K']);
});

test('it is drawn ten times a second at most, and what is quick has none', () => {
  const { stream, written } = terminal();
  const progress = showProgress('Exporting', stream);
  for (let done = 1; done <= 1000; done++) {
    vi.advanceTimersByTime(1);
    progress.at(done, 1000);
  }
  expect(written).toHaveLength(10);
  expect(stripVTControlCharacters(written.at(-1) ?? '')).toContain('100%  1,000 of 1,000');
  const quick = terminal();
  const short = showProgress('Exporting', quick.stream);
  short.at(1, 1);
  short.end();
  expect(quick.written).toEqual([]);
});

test('it is coloured, but for those who want no colours', () => {
  const [coloured, plain] = [terminal(), terminal({ NO_COLOR: '1' })];
  for (const { stream } of [coloured, plain]) {
    const progress = showProgress('Checking', stream);
    vi.advanceTimersByTime(200);
    progress.at(1, 2);
  }
  expect(coloured.written.join('')).toContain('\x1b[36m█');
  expect(plain.written).toEqual([
    `\rChecking ${'█'.repeat(15)}${'░'.repeat(15)} 50%  1 of 2\x1b[K`,
  ]);
});

test('where there is no terminal, and where there is nothing to do, nothing is drawn wrongly', () => {
  const written: string[] = [];
  const pipe = new PassThrough().on('data', (piece) => written.push(String(piece)));
  const piped = showProgress('Checking', pipe);
  vi.advanceTimersByTime(200);
  piped.at(1, 2);
  piped.end();
  expect(written).toEqual([]);
  const { stream, written: drawn } = terminal();
  const empty = showProgress('Checking', stream);
  vi.advanceTimersByTime(200);
  empty.at(0, 0);
  expect(stripVTControlCharacters(drawn.join(''))).toContain('0 of 0');
});
