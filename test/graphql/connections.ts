/** Every connection of the contract, to ask for any page of it. */
import type { Service } from '../service.ts';

/** Where each connection of the made-up record is; PAGE stands for the arguments of a page. */
export const connections = [
  'allTalks(PAGE)',
  'allTalks(PAGE, orderBy: STARTS_ON_ASC)',
  'processes(PAGE)',
  'sources(PAGE)',
  'parties(PAGE)',
  'people(PAGE)',
  'delegations(PAGE)',
  'sponsors(PAGE)',
  'quotes(PAGE)',
  'quotes(PAGE, orderBy: SAID_ON_ASC)',
  'pledges(PAGE)',
  'pledges(PAGE, orderBy: MADE_ON_ASC)',
  'pledges(PAGE, orderBy: DUE_ON_ASC)',
  'pledges(PAGE, orderBy: UPDATED_DESC)',
  'process(slug: "delta") { rounds(PAGE)',
  'process(slug: "idle") { rounds(PAGE)',
  'talks(slug: "a-2") { quotes(PAGE)',
  'talks(slug: "a-1") { pledges(PAGE)',
  'node(id: "RGVsZWdhdGlvbjphLTIvcmVk") { ... on Delegation { quotes(PAGE)',
  'party(slug: "red") { delegations(PAGE)',
  'party(slug: "union") { sponsorships(PAGE)',
  'party(slug: "red") { quotes(PAGE)',
  'party(slug: "red") { pledges(PAGE, role: [MAKER])',
  'person(slug: "ann") { quotes(PAGE)',
  'pledge(slug: "p-a") { updates(PAGE)',
] as const;

export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

export interface Edge {
  cursor: string;
  node: { id: string };
}

export interface Connection {
  edges: Edge[];
  nodes: { id: string }[];
  totalCount: number;
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** All that a connection can tell. */
export const wholeConnection = `{
  edges { cursor node { id } }
  nodes { id }
  totalCount
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
}`;

/** The operation that asks for a page of a connection. */
export function pageOperation(connection: string, selection = wholeConnection): string {
  const page = 'first: $first, after: $after, last: $last, before: $before';
  const open = connection.split('{').length - connection.split('}').length;
  return `query ($first: Int, $after: String, $last: Int, $before: String) {
    ${connection.replace('PAGE', page)} ${selection} ${'}'.repeat(open)}
  }`;
}

/** A page of a connection. */
export async function readPage(
  { read }: Service,
  connection: string,
  page: PageArguments,
): Promise<Connection> {
  return within(await read(pageOperation(connection), page));
}

/** The same page of a connection that each of a list of objects has: `parties { nodes { quotes(PAGE)`. */
export async function readPages(
  { read }: Service,
  connection: string,
  page: PageArguments,
): Promise<Connection[]> {
  const [parents] = Object.values<{ nodes: object[] }>(await read(pageOperation(connection), page));
  return (parents?.nodes ?? []).map(within);
}

/** The one connection that an answer holds. */
function within(answer: object): Connection {
  const [inner] = 'pageInfo' in answer ? [] : Object.values(answer);
  return inner === undefined ? (answer as Connection) : within(inner);
}

/** What the page from one index to another is, of a list that has all these edges. */
export function pageOf(edges: readonly Edge[], from: number, to: number): Connection {
  const shown = edges.slice(from, to);
  return {
    edges: shown,
    nodes: shown.map((edge) => edge.node),
    totalCount: edges.length,
    pageInfo: {
      hasNextPage: to < edges.length,
      hasPreviousPage: from > 0,
      startCursor: shown.at(0)?.cursor ?? null,
      endCursor: shown.at(-1)?.cursor ?? null,
    },
  };
}
