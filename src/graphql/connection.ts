/** Connections: pages of a list, with the types and arguments that every list has alike. */
import type { ObjectRef } from '@pothos/core';
import { CursorError, type Position } from '../store/cursor.ts';
import { cursorsOf, type Listing } from '../store/list.ts';
import { cursorAt, type Page, type Window } from '../store/pages.ts';
import { type BuilderTypes, builder } from './builder.ts';
import type { RecordContext } from './context.ts';
import { badCursor, badInput } from './errors.ts';
import { type Soon, whenThere } from './soon.ts';

/** What a page can be asked for. */
export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** A page that is read when one of its fields is asked for, and a count that is read apart from it. */
export interface Connection<Item> {
  page: () => Soon<Page<Item>>;
  count: () => Soon<number>;
}

/** One row of a page, which tells its cursor. */
export interface Edge<Item> {
  page: Page<Item>;
  index: number;
  row: Item;
}

export const pageSize = 20;
export const largestPage = 100;

/** The arguments of every list. */
export const pageArguments = builder.args((t) => ({
  first: t.int(),
  after: t.string(),
  last: t.int(),
  before: t.string(),
}));

export const PageInfo = builder.objectRef<Page<unknown>>('PageInfo').implement({
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage'),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage'),
    startCursor: t.string({ nullable: true, resolve: (page) => cursorAt(page, 0) }),
    endCursor: t.string({ nullable: true, resolve: (page) => cursorAt(page, -1) }),
  }),
});

/** Registers the connection and edge types of one entity: `Pledge` has `PledgeConnection` and `PledgeEdge`. */
export function connectionType<Item>(name: string, node: ObjectRef<BuilderTypes, Item>) {
  const edge = builder.objectRef<Edge<Item>>(`${name}Edge`);
  edge.implement({
    fields: (t) => ({
      cursor: t.string({ resolve: cursorOf }),
      // Pothos's types cannot see that an Item which is not known yet is no list.
      node: t.field({ type: node, resolve: ({ row }) => row as never }),
    }),
  });
  const connection = builder.objectRef<Connection<Item>>(`${name}Connection`);
  connection.implement({
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        resolve: ({ page }) => whenThere(page(), edgesOf),
      }),
      nodes: t.field({
        type: [node],
        resolve: ({ page }) => whenThere(page(), ({ rows }) => rows),
      }),
      pageInfo: t.field({ type: PageInfo, resolve: ({ page }) => page() }),
      totalCount: t.int({ resolve: ({ count }) => count() }),
    }),
  });
  return connection;
}

export function edgesOf<Item>(page: Page<Item>): Edge<Item>[] {
  return page.rows.map((row, index) => ({ page, index, row }));
}

export function cursorOf({ page, index }: Edge<unknown>): string {
  const cursor = cursorAt(page, index);
  if (cursor === null) throw new Error(`A page has no row ${index} to tell the cursor of.`);
  return cursor;
}

/** A list to connect: its name tells it from every other list, and its arguments from itself with others. */
export interface ConnectedList<Item> {
  name: string;
  /** Which list it is within its name: filter and order, as they came. */
  args: PageArguments & Record<string, unknown>;
  /** Made where it is to be read, or a cursor of it: not where its rows are at hand. */
  listing: () => Listing<Item>;
  /** The key of the parent; none for a list that has no parent. */
  parent?: string;
}

/** Throws BAD_USER_INPUT for a page that cannot be, and BAD_CURSOR for a cursor that is none. */
export function connect<Item>(
  record: RecordContext,
  { name, args, listing, parent = '' }: ConnectedList<Item>,
): Connection<Item> {
  const { page, count } = record.list(args, () => {
    const window = windowOf(listing, args);
    return { name: `${name} ${JSON.stringify(args)}`, listing, window };
  });
  return { page: () => page.load(parent), count: () => count.load(parent) };
}

function windowOf(
  listing: () => Listing<unknown>,
  { first, after, last, before }: PageArguments,
): Window {
  if (first != null && last != null) {
    throw badInput(
      `Expected \`first\` or \`last\`, got both (${first} and ${last}). Ask for the first rows or for the last.`,
    );
  }
  const [name, size] = last == null ? ['first', first ?? pageSize] : ['last', last];
  if (size < 1 || size > largestPage) {
    throw badInput(
      `Expected \`${name}\` from 1 to ${largestPage}, got ${size}. Ask for the rest page by page.`,
    );
  }
  return {
    size,
    fromEnd: last != null,
    after: after == null ? null : placeOf(listing, after),
    before: before == null ? null : placeOf(listing, before),
  };
}

function placeOf(listing: () => Listing<unknown>, cursor: string): Position {
  try {
    return cursorsOf(listing()).decode(cursor);
  } catch (cause) {
    throw cause instanceof CursorError ? badCursor(cause.message) : cause;
  }
}
