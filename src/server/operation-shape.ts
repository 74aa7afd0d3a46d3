/** How an operation is written: what can be told without a schema, in one walk over its document. */
import { type DocumentNode, Kind, type SelectionNode, type SelectionSetNode, visit } from 'graphql';
import { fragmentsOf } from './fragments.ts';

export interface OperationShape {
  /** Levels of fields, fragments unfolded; what is below `__schema` and `__type` is not counted. */
  depth: number;
  /** As written, in all operations and fragments of the document. */
  aliases: number;
  directives: number;
  /** Items of the longest list that is written out. */
  listItems: number;
}

/**
 * Takes time in proportion to the document, however its fragments unfold: it is asked before the
 * rules of GraphQL, some of which do not. Fragments that go in circles are for those to refuse.
 */
export function shapeOf(document: DocumentNode): OperationShape {
  const shape = { depth: depthOf(document), aliases: 0, directives: 0, listItems: 0 };
  visit(document, {
    Field: ({ alias }) => {
      if (alias) shape.aliases += 1;
    },
    Directive: () => {
      shape.directives += 1;
    },
    ListValue: ({ values }) => {
      shape.listItems = Math.max(shape.listItems, values.length);
    },
  });
  return shape;
}

/** Items of the longest list in the variables, at any level. They are as they came: any JSON. */
export function longestList(variables: unknown): number {
  let longest = 0;
  // Not by recursion: JSON may be nested deeper than the stack is.
  const waiting: unknown[] = [variables];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) longest = Math.max(longest, value.length);
    waiting.push(...Object.values(value));
  }
  return longest;
}

function depthOf(document: DocumentNode): number {
  const fragments = fragmentsOf(document);
  const known = new Map<string, number>();

  const deepest = ({ selections }: SelectionSetNode) =>
    selections.reduce((depth, each) => Math.max(depth, depthBelow(each)), 0);

  function depthBelow(node: SelectionNode): number {
    if (node.kind === Kind.INLINE_FRAGMENT) return deepest(node.selectionSet);
    if (node.kind === Kind.FRAGMENT_SPREAD) return depthOfFragment(node.name.value);
    const counts = node.selectionSet && !/^__(schema|type)$/.test(node.name.value);
    return 1 + (counts ? deepest(node.selectionSet) : 0);
  }

  function depthOfFragment(name: string): number {
    const depth = known.get(name);
    const fragment = fragments.get(name);
    if (depth !== undefined || fragment === undefined) return depth ?? 0;
    // As long as it is being measured; so a circle ends.
    known.set(name, 0);
    const found = deepest(fragment.selectionSet);
    known.set(name, found);
    return found;
  }

  return document.definitions.reduce(
    (depth, each) =>
      each.kind === Kind.OPERATION_DEFINITION ? Math.max(depth, deepest(each.selectionSet)) : depth,
    0,
  );
}
