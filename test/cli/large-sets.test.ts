/** Sets of any size go through a memory that does not grow with them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeMadeUpSet } from '../bench/made-up-set.ts';
import { runTalks } from './processes.ts';

/**
 * For objects that stay, in MB, of which the command itself takes 15. The set has 17,000 entries;
 * whoever held them all would not get by, and end as V8 ends what is out of memory.
 */
const heap = 32;

test(`a large set is checked, imported twice and exported within ${heap} MB of heap`, {
  timeout: 150_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'talks-large-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [set, file] = [join(folder, 'set'), join(folder, 'record.json')];
  await writeMadeUpSet(set, 500);
  const settings = {
    DATA_DIR: join(folder, 'store'),
    NODE_OPTIONS: `--max-old-space-size=${heap} --max-semi-space-size=8`,
  };
  const content =
    '1 source, 50 processes, 12 parties, 40 people, 500 sets of talks, 1000 delegations, 500 sponsors, 10000 quotations, 5000 pledges, 0 updates, 0 passages set aside, no faults';
  const checked = { status: 0, out: `${set}: ${content}\n`, error: '' };
  expect(await runTalks(['check', set], settings)).toEqual(checked);
  const imported = await runTalks(['import', set], settings);
  expect(imported).toMatchObject({ status: 0, error: '' });
  expect(imported.out).toContain('quotes: 10000 added (');
  const again = await runTalks(['import', set], settings);
  expect(again).toMatchObject({ status: 0, error: '' });
  expect(again.out).toContain('pledges: 5000 left\nThe record is at version 1.\n');
  const exported = { status: 0, out: `${file}: the record at version 1\n`, error: '' };
  expect(await runTalks(['export', '--output', file], settings)).toEqual(exported);
  const whole = { ...checked, out: `${file}: ${content}\n` };
  expect(await runTalks(['check', file], settings)).toEqual(whole);
});
