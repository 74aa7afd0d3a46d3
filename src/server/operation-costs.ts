/** What operations cost, reckoned once for as long as they are asked with the same sizes. */
import { type ExecutionArgs, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { costOf } from './operation-cost.ts';

type Variables = Readonly<Record<string, unknown>>;

/** A cost, and the sizes of the variables that it came from. */
interface Reckoned {
  sizes: ReadonlyMap<string, unknown>;
  cost: number;
}

export class OperationCosts {
  /** The latest of each operation as it was parsed, which comes again with the same document. */
  readonly #latest = new WeakMap<OperationDefinitionNode, Reckoned>();

  /** The cost of a valid operation in points; see `costOf`. */
  of({ schema, document, operationName, variableValues }: ExecutionArgs): number {
    const operation = getOperationAST(document, operationName);
    if (!operation) return 0;
    const variables = variableValues ?? {};
    const latest = this.#latest.get(operation);
    if (latest && isAsBefore(latest, variables)) return latest.cost;
    const sizes = new Map<string, unknown>();
    const variable = (name: string) => {
      sizes.set(name, sizeOf(variables[name]));
      return variables[name];
    };
    const cost = costOf({ schema, document, operation, variable });
    this.#latest.set(operation, { sizes, cost });
    return cost;
  }
}

function isAsBefore({ sizes }: Reckoned, variables: Variables): boolean {
  for (const [name, size] of sizes) if (sizeOf(variables[name]) !== size) return false;
  return true;
}

/** Of a list its length counts. What is no size at all is not a number, and so never as before. */
function sizeOf(value: unknown): unknown {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'number' || value == null ? value : Number.NaN;
}
