/** What variables are made of: slugs and cursors of the record, read from a server that has it. */
import { askData } from './answers.ts';
import { nestedPage } from './operations.ts';

/** Whose schema an operation is written for. */
export type Dialect = 'ours' | 'postgraphile';

export interface Layout {
  /** Of pledges that are asked for. */
  slugs: readonly string[];
  /** Places in the list of talks, the newest first, that leave a whole page behind them. */
  cursors: Readonly<Record<Dialect, readonly string[]>>;
}

interface TalksPage {
  allTalks: { edges: { cursor: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

const page = `{ edges { cursor } pageInfo { hasNextPage endCursor } }`;

const queries: Record<Dialect, string> = {
  ours: `query Cursors($after: String) { allTalks(first: 100, after: $after) ${page} }`,
  postgraphile: `query Cursors($after: Cursor) {
    allTalks(first: 100, after: $after, orderBy: [STARTS_ON_DESC, SLUG_ASC]) ${page}
  }`,
};

/** Reads all the cursors that a server gives for the list of talks, but for those of the last page. */
export async function cursorsOf(origin: string, dialect: Dialect = 'ours'): Promise<string[]> {
  const cursors: string[] = [];
  let after: string | null = null;
  do {
    const body: string = JSON.stringify({ query: queries[dialect], variables: { after } });
    // It is the answer to the operation above.
    const { allTalks } = (await askData(origin, body)) as TalksPage;
    cursors.push(...allTalks.edges.map(({ cursor }) => cursor));
    after = allTalks.pageInfo.hasNextPage ? allTalks.pageInfo.endCursor : null;
  } while (after !== null);
  return cursors.slice(0, -nestedPage);
}
