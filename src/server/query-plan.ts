/**
 * A query made ready to be run again and again: which fields of which types, and with which
 * resolvers, is worked out once, and not for each object of each answer.
 *
 * A plan gives answers without errors, and no others. Whatever goes wrong ends it, and the query is
 * executed as GraphQL has it, which tells the errors. So there is one way only in which they come
 * about; and a query, which changes nothing, may well be executed twice.
 */
import {
  type ExecutionArgs,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  getVariableValues,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type Soon, whenThere } from '../graphql/soon.ts';
import type { Fragments } from './fragments.ts';
import { type Complete, PlanRun } from './plan-run.ts';
import {
  leafOf,
  listOf,
  noInfo,
  type Resolve,
  readerOf,
  type Source,
  Unplanned,
} from './plan-values.ts';
import { fieldsOf } from './planned-selection.ts';

export interface PlanParts {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: Fragments;
  /** Hears of each field that the plan grows by, and throws where there must be no more. */
  onField: () => void;
}

interface PlannedField {
  key: string;
  resolve: Resolve;
  complete: Complete;
}

type CompleteObject = (source: Source, run: PlanRun) => unknown;

export class QueryPlan {
  readonly #parts: PlanParts;
  readonly #root: CompleteObject;
  #fields = 0;

  /** For a query that is valid, and plain. The plan grows as objects of each type come up. */
  constructor(parts: PlanParts, queryType: GraphQLObjectType) {
    this.#parts = parts;
    this.#root = this.#object(queryType, [parts.operation.selectionSet]);
  }

  /** The answer; null where it is to be had in the usual way. Never throws, and never rejects. */
  run({ contextValue, variableValues }: ExecutionArgs): Soon<{ data: unknown } | null> {
    const { schema, operation } = this.#parts;
    const definitions = operation.variableDefinitions ?? [];
    const { coerced } = getVariableValues(schema, definitions, variableValues ?? {});
    if (!coerced) return null;
    const run = new PlanRun(contextValue, coerced);
    try {
      const data = this.#root({}, run);
      return whenThere(run.isWhole, (isWhole) => (isWhole ? { data } : null));
    } catch {
      run.fail();
      return null;
    }
  }

  #completer(type: GraphQLOutputType, nodes: readonly FieldNode[]): Complete {
    const isRequired = isNonNullType(type);
    const complete = this.#present(getNullableType(type), nodes);
    return (value, run) => {
      if (value == null) {
        if (isRequired) throw new Unplanned('Null, where the schema has none.');
        return null;
      }
      if (value instanceof Error) throw value;
      return complete(value, run);
    };
  }

  /** As `#completer`, for what is neither null nor an error. */
  #present(type: GraphQLOutputType, nodes: readonly FieldNode[]): Complete {
    if (isListType(type)) return listOf(this.#completer(type.ofType, nodes));
    if (isLeafType(type)) return leafOf(type);
    const selections = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    // What resolvers give for objects are objects: they are typed so.
    if (isObjectType(type)) return this.#object(type, selections) as Complete;
    if (isAbstractType(type)) return this.#abstract(type, selections) as Complete;
    throw new Unplanned(`A plan has no ${type}.`);
  }

  #abstract(type: GraphQLAbstractType, selections: readonly SelectionSetNode[]): CompleteObject {
    const { schema } = this.#parts;
    const byName = new Map<unknown, CompleteObject>();
    return (source, run) => {
      const name = type.resolveType?.(source, run.context, noInfo, type);
      const known = byName.get(name);
      if (known) return known(source, run);
      const actual = typeof name === 'string' ? schema.getType(name) : undefined;
      if (!isObjectType(actual) || !schema.isSubType(type, actual))
        throw new Unplanned(`No type of ${type}.`);
      const complete = this.#object(actual, selections);
      byName.set(name, complete);
      return complete(source, run);
    };
  }

  #object(type: GraphQLObjectType, selections: readonly SelectionSetNode[]): CompleteObject {
    let fields: readonly PlannedField[] | undefined;
    return (source, run) => {
      fields ??= [...fieldsOf(selections, type, this.#parts)].map(([key, nodes]) =>
        this.#field(key, type, nodes),
      );
      const answer: Record<string, unknown> = {};
      for (const { key, resolve, complete } of fields)
        run.put(answer, key, resolve(source, run), complete);
      return answer;
    };
  }

  #field(key: string, type: GraphQLObjectType, nodes: readonly FieldNode[]): PlannedField {
    this.#parts.onField();
    const [node] = nodes;
    const name = node?.name.value ?? '';
    if (name === TypeNameMetaFieldDef.name)
      return { key, resolve: () => type.name, complete: (value) => value };
    const field = type.getFields()[name];
    if (!node || !field || type.isTypeOf) throw new Unplanned(`A plan has no ${type}.${name}.`);
    const resolve = readerOf(field, node, this.#fields);
    this.#fields += 1;
    return { key, resolve, complete: this.#completer(field.type, nodes) };
  }
}
