/**
 * The operations that are measured, each with variables without end: the first are the hot ones, and
 * no two are alike, so that a cache of answers finds none of the others. What comes back is of about
 * the same size for all.
 */
import { readFileSync } from 'node:fs';

export type Variables = Readonly<Record<string, unknown>>;

export interface Operation {
  query: string;
  /** The same index gives the same variables. */
  variables: (index: number) => Variables;
}

/** How the record is laid out that the variables are for. */
export interface Layout {
  talks: number;
  /** A cursor for each place in the list of talks that leaves a whole page behind it. */
  talksCursors: readonly string[];
}

export const operationNames = ['nested', 'byId', 'list'] as const;
export type OperationName = (typeof operationNames)[number];

export const nestedPage = 20;
const pledgesOfTalks = 2;
const parties = 12;

export function operationsOn({ talks, talksCursors }: Layout): Record<OperationName, Operation> {
  return {
    nested: {
      query: documentOf('nested'),
      // No talks began before the day, so that it changes nothing but the variables.
      variables: (index) => ({
        first: nestedPage,
        after: talksCursors[scattered(index, talksCursors.length)],
        from: dayBefore1990(Math.floor(index / talksCursors.length)),
      }),
    },
    byId: {
      query: documentOf('by-id'),
      variables: (index) => {
        const pledge = scattered(index, talks * pledgesOfTalks);
        const [at, n] = [Math.floor(pledge / pledgesOfTalks), pledge % pledgesOfTalks];
        return {
          slug: `pledge-${String(at).padStart(6, '0')}-${n}`,
          on: dayBefore1990(Math.floor(index / (talks * pledgesOfTalks))),
        };
      },
    },
    list: {
      query: documentOf('list'),
      variables: (index) => ({
        maker: [`party-${String(index % parties).padStart(6, '0')}`],
        from: dayBefore1990(Math.floor(index / parties)),
      }),
    },
  };
}

/** A request's body. */
export function bodyOf({ query, variables }: Operation, index: number): string {
  return JSON.stringify({ query, variables: variables(index) });
}

function documentOf(name: string): string {
  return readFileSync(new URL(`operations/${name}.graphql`, import.meta.url), 'utf8');
}

/** Goes through all that is below a bound, each once, by leaps. */
function scattered(index: number, below: number): number {
  // A prime, so that it divides none of the bounds.
  return (index * 7_919) % below;
}

/** A day for each number; after 700,000 of them the years would have no four digits. */
function dayBefore1990(index: number): string {
  return new Date(Date.UTC(1989, 11, 31 - index)).toISOString().slice(0, 10);
}
