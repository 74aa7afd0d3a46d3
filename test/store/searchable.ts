/** What the shipped set lacks to search for: other scripts, and names and texts with one word in common. */
import type { Party, Person, Pledge, Quote, RecordSet, Talks } from '../../src/record/set.ts';
import { syntheticSet } from '../synthetic.ts';

const base = syntheticSet({ talks: 2, delegations: 1, quotes: 1, pledges: 1 });
const [talks, quote, pledge] = [firstOf(base.talks), firstOf(base.quotes), firstOf(base.pledges)];
const { citations } = talks;

export const searchable: RecordSet = {
  ...base,
  parties: [
    ...base.parties,
    party('zebra', 'Zebra'),
    party('many-scripts', 'საქართველო', '𞤀𞤁𞤂𞤀𞤃', 'ᦷᦵ', 'ᦷᦑ', '𠀀𬺰'),
  ],
  people: [...base.people, person('zebra-keeper', 'Zebra Jaʿfarī')],
  talks: [
    ...base.talks,
    zebraTalks('zebra-talks', 'Zebra talks', 'stripes'),
    zebraTalks('zebra-summit', 'Zebra summit', 'spots'),
  ],
  quotes: [
    ...base.quotes,
    said('zebra', 'Zebra!'),
    said('two-zebras', 'Zebra, zebra of the plains, of'),
    said('calm', 'هدوء في مستشفى، يقول مسؤول'),
  ],
  pledges: [...base.pledges, pledged('zebra-b', 'A zebra.'), pledged('zebra-a', 'A zebra.')],
};

export function said(slug: string, text: string): Quote {
  return { ...quote, slug, text, translations: {} };
}

export function pledged(slug: string, summary: string): Pledge {
  return { ...pledge, slug, summary: { en: summary }, quotes: [] };
}

export function zebraTalks(slug: string, name: string, aim: string): Talks {
  return { ...talks, slug, name: { en: name }, city: null, aim: { en: aim } };
}

export function party(slug: string, ...names: string[]): Party {
  return { ...person(slug, ...names), kind: 'STATE' };
}

export function person(slug: string, ...names: string[]): Person {
  const all = names.map((value, index) => ({ value, locale: 'en', preferred: index === 0 }));
  return { slug, names: all, citations };
}

function firstOf<Item>([item]: readonly Item[]): Item {
  if (item === undefined) throw new Error('A made-up set has one of each.');
  return item;
}
