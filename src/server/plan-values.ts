/** Values as a plan reads them and writes them. Each throws where GraphQL would have an error to tell. */
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLResolveInfo,
  getArgumentValues,
} from 'graphql';
import { resolverOf } from '../graphql/list-items.ts';
import { type Arguments, type Complete, forget, type PlanRun } from './plan-run.ts';
import { hasVariables } from './planned-selection.ts';

/** What fields are read from. */
export type Source = Readonly<Record<string, unknown>>;

export type Resolve = (source: Source, run: PlanRun) => unknown;

/** For what a plan does not do, or an answer must not hold: told to whoever debugs it, and nobody else. */
export class Unplanned extends Error {}

/** Resolvers of ours look at their object, their arguments and the context, and at no more. */
export const noInfo = new Proxy({} as GraphQLResolveInfo, {
  get(_, name) {
    throw new Unplanned(`A plan has no info.${String(name)}.`);
  },
});

/** How a field is read; `number` tells it from all others of its plan. */
export function readerOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  number: number,
): Resolve {
  const { name } = field;
  const resolve = resolverOf(field);
  if (!resolve) return (source) => propertyOf(source, name);
  const argumentsIn = argumentsOf(field, node, number);
  return (source, run) => resolve(source, argumentsIn(run), run.context, noInfo);
}

/** As GraphQL reads fields without a resolver, but for methods, of which our rows have none. */
function propertyOf(source: Source, name: string): unknown {
  const value = source[name];
  if (typeof value === 'function') throw new Unplanned(`A method for ${name}.`);
  return value;
}

/** Arguments are the same for all objects of a run, and without variables the same in every run. */
function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  number: number,
): (run: PlanRun) => Arguments {
  if (!hasVariables(node)) {
    const given = Object.freeze(getArgumentValues(field, node));
    return () => given;
  }
  return (run) => {
    run.arguments[number] ??= Object.freeze(getArgumentValues(field, node, run.variables));
    return run.arguments[number];
  };
}

export function listOf(complete: Complete): Complete {
  return (value, run) => {
    if (!Array.isArray(value)) throw new Unplanned('A list that is no array.');
    const items: unknown[] = [];
    try {
      for (let index = 0; index < value.length; index += 1)
        run.put(items, index, value[index], complete);
    } catch (cause) {
      forget(value);
      throw cause;
    }
    return items;
  };
}

export function leafOf(type: GraphQLLeafType): Complete {
  return (value) => {
    const written = type.serialize(value);
    if (written == null) throw new Unplanned(`No ${type}.`);
    return written;
  };
}
