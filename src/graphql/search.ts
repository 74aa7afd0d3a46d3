/** Search over names, summaries and quotations. */
import type { Page } from '../store/pages.ts';
import { type Found, type SearchKind as Kind, searchList } from '../store/search.ts';
import { Party, Person, partyOf, personOf } from './actor.ts';
import { builder } from './builder.ts';
import { connect, cursorOf, type Edge, edgesOf, PageInfo } from './connection.ts';
import type { RecordContext } from './context.ts';
import { SearchKind } from './enums.ts';
import { known } from './known.ts';
import { Pledge } from './pledge.ts';
import { Quote } from './quote.ts';
import type { Soon } from './soon.ts';
import { Talks } from './talks.ts';

const SearchResult = builder.unionType('SearchResult', {
  types: [Talks, Party, Person, Quote, Pledge],
  resolveType: ({ type }) => type,
});

type Result = typeof SearchResult.$inferType;

/** How each kind is read by the slug that the search gave. */
const readers: Record<Kind, (record: RecordContext, slug: string) => Soon<Result | null>> = {
  TALKS: (record, slug) => record.talks.load(slug),
  PARTY: partyOf,
  PERSON: personOf,
  QUOTE: (record, slug) => record.quote.load(slug),
  PLEDGE: (record, slug) => record.pledge.load(slug),
};

function resultOf(record: RecordContext, { kind, key }: Found): Soon<Result> {
  return known(readers[kind](record, key), key);
}

const SearchEdge = builder.objectRef<Edge<Found>>('SearchEdge').implement({
  fields: (t) => ({
    cursor: t.string({ resolve: cursorOf }),
    node: t.field({
      type: SearchResult,
      resolve: ({ row }, _, { record }) => resultOf(record, row),
    }),
  }),
});

const SearchConnection = builder.objectRef<Page<Found>>('SearchConnection').implement({
  fields: (t) => ({
    edges: t.field({ type: [SearchEdge], resolve: edgesOf }),
    nodes: t.field({
      type: [SearchResult],
      resolve: ({ rows }, _, { record }) => rows.map((found) => resultOf(record, found)),
    }),
    pageInfo: t.field({ type: PageInfo, resolve: (page) => page }),
  }),
});

builder.queryField('search', (t) =>
  t.field({
    type: SearchConnection,
    args: {
      text: t.arg.string({ required: true }),
      kinds: t.arg({ type: [SearchKind] }),
      first: t.arg.int(),
      after: t.arg.string(),
    },
    resolve: (_, args, { record }) =>
      connect(record, {
        name: 'search',
        args,
        listing: () => searchList(record.store, args.text, args.kinds),
      }).page(),
  }),
);
