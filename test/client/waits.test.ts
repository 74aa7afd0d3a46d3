/** How long the client waits for a service that is not there. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { GrowingWaits, readRetryAfter, wait } from '../../src/client/waits.ts';

function alwaysDraw(value: number): void {
  const random = vi.spyOn(Math, 'random').mockReturnValue(value);
  onTestFinished(() => random.mockRestore());
}

test('waits double up to ten seconds, and begin anew when there was something', () => {
  alwaysDraw(1);
  const waits = new GrowingWaits();
  const first = Array.from({ length: 9 }, () => waits.next());
  expect(first).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
  waits.reset();
  expect(waits.next()).toBe(100);
});

test('each wait is cut at random, down to nothing', () => {
  alwaysDraw(0);
  const waits = new GrowingWaits();
  expect([waits.next(), waits.next()]).toEqual([0, 0]);
});

test('what the service asks for is waited at least, as far as a timer can', () => {
  alwaysDraw(0.5);
  expect(new GrowingWaits().next(3000)).toBe(3050);
  expect(new GrowingWaits().next(1e12)).toBe(2_147_483_647);
});

test('Retry-After is read in seconds and as a date, and what is neither asks for nothing', () => {
  expect(readRetryAfter('120')).toBe(120_000);
  const inAMinute = readRetryAfter(new Date(Date.now() + 60_000).toUTCString());
  expect(inAMinute).toBeGreaterThan(55_000);
  expect(inAMinute).toBeLessThanOrEqual(60_000);
  expect(readRetryAfter('Thu, 16 Feb 2017 00:00:00 GMT')).toBe(0);
  expect([null, '', 'soon', '-5'].map(readRetryAfter)).toEqual([0, 0, 0, 0]);
});

test('a wait ends when it is called off, before or after it has begun', async () => {
  await wait(1e9, AbortSignal.abort());
  const calledOff = new AbortController();
  const waiting = wait(1e9, calledOff.signal);
  calledOff.abort();
  await waiting;
});
