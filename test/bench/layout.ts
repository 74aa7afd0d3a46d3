/** Reads from a running server of ours what variables are made of. */
import { askData } from './answers.ts';
import { type Layout, nestedPage } from './operations.ts';

interface TalksPage {
  allTalks: { edges: { cursor: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

const query = `query Cursors($after: String) {
  allTalks(first: 100, after: $after) { edges { cursor } pageInfo { hasNextPage endCursor } }
}`;

export async function layoutOf(origin: string, talks: number): Promise<Layout> {
  const cursors: string[] = [];
  let after: string | null = null;
  do {
    const body: string = JSON.stringify({ query, variables: { after } });
    // It is the answer to the operation above.
    const { allTalks } = (await askData(origin, body)) as TalksPage;
    cursors.push(...allTalks.edges.map(({ cursor }) => cursor));
    after = allTalks.pageInfo.hasNextPage ? allTalks.pageInfo.endCursor : null;
  } while (after !== null);
  if (cursors.length !== talks)
    throw new Error(`Expected ${talks} sets of talks on record, got ${cursors.length}.`);
  return { talks, talksCursors: cursors.slice(0, talks - nestedPage) };
}
