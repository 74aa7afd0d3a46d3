/** The rounds of a process, and the way from one to the next, are in one order. */
import { expect, test } from 'vitest';
import type { RecordSet } from '../../src/record/set.ts';
import { madeUp } from './made-up.ts';
import { process, talks } from './made-up-parts.ts';
import { onSharedRecord } from './shared-record.ts';

const long = (slug: string, round: number | null, startsOn: string | null) =>
  talks(slug, { process: 'long', round, startsOn });

const set: RecordSet = {
  ...madeUp,
  processes: [...madeUp.processes, process('long', { en: 'Long' })],
  talks: [
    ...madeUp.talks,
    long('r-10', 10, null),
    long('r-9', 9, null),
    long('r-unnumbered', null, null),
    long('r-2b', 3, '2020-02-01'),
    long('r-2c', 2, '2020-02-01'),
    long('r-1', 1, '2020-01-01'),
  ],
};

onSharedRecord('the rounds of a process', set, (service) => {
  test('come by day, then by number, then by slug; and next and previous agree', async () => {
    const { process: found } = await service().read(`{
      process(slug: "long") { rounds { nodes { slug previous { slug } next { slug } } } }
    }`);
    const rounds: { slug: string; previous: object | null; next: object | null }[] =
      found.rounds.nodes;
    const slugs = ['r-1', 'r-2c', 'r-2b', 'r-unnumbered', 'r-9', 'r-10'];
    expect(rounds.map(({ slug }) => slug)).toEqual(slugs);
    rounds.forEach(({ previous, next }, index) => {
      expect(previous).toEqual(index === 0 ? null : { slug: slugs[index - 1] });
      expect(next).toEqual(index === 5 ? null : { slug: slugs[index + 1] });
    });
  });
});
