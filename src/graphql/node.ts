/** Whatever can be fetched again by its global ID. */
import { builder } from './builder.ts';
import type { RecordContext } from './context.ts';
import { globalId, readGlobalId } from './global-id.ts';
import { type Soon, whenThere } from './soon.ts';

/** What every object of the record has: the name of its GraphQL type, and a key within it. */
export type Fetchable = { type: string } & ({ key: string } | { slug: string });

export const Node = builder.interfaceRef<Fetchable>('Node').implement({
  resolveType: ({ type }) => type,
  fields: (t) => ({
    id: t.id({
      resolve: (object) => globalId(object.type, 'key' in object ? object.key : object.slug),
    }),
  }),
});

/** How each type is read by the key in its IDs. */
const readers: Record<string, (record: RecordContext, key: string) => Soon<Fetchable | null>> = {
  Source: (record, key) => record.source.load(key),
  Process: (record, key) => record.process.load(key),
  Talks: (record, key) => record.talks.load(key),
  Party: (record, key) => record.actor.load(key),
  Person: (record, key) => record.actor.load(key),
  Delegation: (record, key) => record.delegation.load(key),
  Sponsor: (record, key) => record.sponsor.load(key),
  Quote: (record, key) => record.quote.load(key),
  Pledge: (record, key) => record.pledge.load(key),
  PledgeUpdate: (record, key) => record.update.load(key),
};

/** The object with this ID, or null: for an ID of nothing on record, and for one that is none. */
export function nodeOf(record: RecordContext, id: string): Soon<Fetchable | null> {
  const named = readGlobalId(id);
  const read = named && Object.hasOwn(readers, named.type) ? readers[named.type] : undefined;
  if (!named || !read) return null;
  // A person's slug under `Party:` names nothing.
  return whenThere(read(record, named.key), (found) => (found?.type === named.type ? found : null));
}

builder.queryFields((t) => ({
  node: t.field({
    type: Node,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_, { id }, { record }) => nodeOf(record, id),
  }),
  nodes: t.field({
    type: [Node],
    nullable: { list: false, items: true },
    args: { ids: t.arg.idList({ required: true }) },
    resolve: (_, { ids }, { record }) => ids.map((id) => nodeOf(record, id)),
  }),
}));
