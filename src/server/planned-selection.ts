/** What a query asks for, without its fragments: what a plan is made of. */
import {
  BREAK,
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { Fragments } from './fragments.ts';

/**
 * Whether a document asks for nothing but fields of the schema, always. Not so with directives,
 * which may leave fields out; with introspection; and with a key that is no plain key of an object.
 */
export function isPlain(document: DocumentNode): boolean {
  let isPlain = true;
  const refuse = () => {
    isPlain = false;
    return BREAK;
  };
  visit(document, {
    Directive: refuse,
    Field: ({ name, alias }) =>
      /^__(?!typename$)/.test(name.value) || alias?.value === '__proto__' ? refuse() : undefined,
  });
  return isPlain;
}

/**
 * The fields that selections of one object ask for, by their key in the answer and in its order;
 * those of one key are to be answered as one. Document and type are valid, and the document plain.
 * https://spec.graphql.org/October2021/#CollectFields()
 */
export function fieldsOf(
  selections: readonly SelectionSetNode[],
  type: GraphQLObjectType,
  { schema, fragments }: { schema: GraphQLSchema; fragments: Fragments },
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const applies = (condition: string | undefined) => {
    if (condition === undefined || condition === type.name) return true;
    const wanted = schema.getType(condition);
    return isAbstractType(wanted) && schema.isSubType(wanted, type);
  };
  const collect = ({ selections }: SelectionSetNode) => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value;
        const same = fields.get(key);
        if (same) same.push(node);
        else fields.set(key, [node]);
        continue;
      }
      const fragment =
        node.kind === Kind.INLINE_FRAGMENT ? node : unspread(node.name.value, spread, fragments);
      if (fragment && applies(fragment.typeCondition?.name.value)) collect(fragment.selectionSet);
    }
  };
  selections.forEach(collect);
  return fields;
}

/** Each fragment counts once in a selection. */
function unspread(name: string, spread: Set<string>, fragments: Fragments) {
  if (spread.has(name)) return undefined;
  spread.add(name);
  return fragments.get(name);
}

/** Whether a field's arguments depend on the operation's variables. */
export function hasVariables({ arguments: given = [] }: FieldNode): boolean {
  let has = false;
  for (const argument of given)
    visit(argument, {
      Variable() {
        has = true;
        return BREAK;
      },
    });
  return has;
}
