/**
 * The operations that are measured, each with variables without end: the first are the hot ones, and
 * no two are alike, so that a cache of answers finds none of the others. What comes back is of about
 * the same size for all.
 */
import { readFileSync } from 'node:fs';
import type { Dialect, Layout } from './layout.ts';

export type Variables = Readonly<Record<string, unknown>>;

export const operationNames = [
  'nested',
  'byId',
  'list',
  'firstPage',
  'talks10',
  'talks100',
  'talks1000',
] as const;
export type OperationName = (typeof operationNames)[number];

/** How many sets of talks a page of the nested operations has. */
export const nestedPage = 20;

/** How many rounds each process of the record has. */
export const roundsOfProcess = 10;

const parties = 12;

/** Makes the bodies of requests: the same index gives the same. */
export function bodiesOf(
  name: OperationName,
  layout: Layout,
  dialect: Dialect = 'ours',
): (index: number) => string {
  const query = documentOf(documents[name], dialect);
  const variables = variablesOf(name, layout, dialect);
  return (index) => JSON.stringify({ query, variables: variables(index) });
}

const documents: Record<OperationName, string> = {
  nested: 'nested',
  byId: 'by-id',
  list: 'list',
  firstPage: 'nested',
  talks10: 'many',
  talks100: 'many',
  talks1000: 'many',
};

function variablesOf(
  name: OperationName,
  { slugs, cursors }: Layout,
  dialect: Dialect,
): (index: number) => Variables {
  switch (name) {
    case 'nested':
      return (index) => ({
        first: nestedPage,
        after: at(cursors[dialect], index),
        ...fromDay(Math.floor(index / cursors[dialect].length)),
      });
    case 'byId':
      return (index) => ({ slug: at(slugs, index), on: dayOf(Math.floor(index / slugs.length)) });
    case 'list':
      return (index) => ({
        maker: [`party-${String(index % parties).padStart(6, '0')}`],
        ...fromDay(Math.floor(index / parties)),
      });
    case 'firstPage':
      return (index) => ({ first: nestedPage, ...fromDay(index) });
    case 'talks10':
    case 'talks100':
    case 'talks1000': {
      const processes = Number(name.slice('talks'.length)) / roundsOfProcess;
      return (index) => ({ processes, ...fromDay(index) });
    }
  }

  /** Nothing began before the day, so that it changes nothing but the variables. PostGraphile keeps no answers. */
  function fromDay(index: number): Variables {
    return dialect === 'ours' ? { from: dayOf(index) } : {};
  }
}

/** Goes through all of a list, each once, by leaps, and again. */
function at<Item>(list: readonly Item[], index: number): Item | undefined {
  // A prime, so that it divides the length of no list here.
  return list[(index * 7_919) % list.length];
}

/** A day before 1990 for each number; after 700,000 of them the years would have no four digits. */
function dayOf(index: number): string {
  return new Date(Date.UTC(1989, 11, 31 - index)).toISOString().slice(0, 10);
}

function documentOf(name: string, dialect: Dialect): string {
  const file = dialect === 'ours' ? name : `${name}.${dialect}`;
  return readFileSync(new URL(`operations/${file}.graphql`, import.meta.url), 'utf8');
}
