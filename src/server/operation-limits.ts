/** Refuses operations that ask for too much, before anything is read for them. */
import { type DocumentNode, type ExecutionArgs, type GraphQLError, validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { limits, tooComplex } from './limits.ts';
import { OperationCosts } from './operation-costs.ts';
import { longestList, shapeOf } from './operation-shape.ts';

/** What a request may say of itself beside the operation: `"extensions": { "cost": true }`. */
interface AskedForCost {
  params?: { extensions?: { cost?: unknown } | null };
}

interface ValidationOptions {
  /** Whether faults may name what was perhaps meant. */
  suggestions: boolean;
}

export function useOperationLimits({ suggestions }: ValidationOptions): Plugin {
  const costs = new OperationCosts();
  return {
    onValidate({ setValidationFn }) {
      setValidationFn((schema, document, rules, typeInfo) => {
        const fault = faultOfShape(document);
        if (fault) return [fault];
        return validate(schema, document, rules, { hideSuggestions: !suggestions }, typeInfo);
      });
    },
    onExecute({ args, setResultAndStopExecution }) {
      const cost = costs.of(args);
      const fault = faultOfSize(args, cost);
      if (fault) return setResultAndStopExecution({ errors: [fault] });
      if (!isAskedForCost(args)) return;
      return {
        onExecuteDone({ result, setResult }) {
          if (!(Symbol.asyncIterator in result)) setResult(withCost(result, cost));
        },
      };
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const cost = costs.of(args);
      const fault = faultOfSize(args, cost);
      if (fault) return setResultAndStopExecution({ errors: [fault] });
      if (!isAskedForCost(args)) return;
      return {
        onSubscribeResult: () => ({
          onNext: ({ result, setResult }) => setResult(withCost(result, cost)),
        }),
      };
    },
  };
}

function faultOfShape(document: DocumentNode): GraphQLError | null {
  const shape = shapeOf(document);
  const beyond = (limit: keyof typeof shape, noun: string, advice: string) =>
    shape[limit] > limits[limit]
      ? tooComplex(noun, advice, { limit, maximum: limits[limit], actual: shape[limit] })
      : null;
  return (
    beyond('depth', 'levels of fields', 'Ask for what is deeper by its slug or id.') ??
    beyond('aliases', 'aliases', 'Send several operations.') ??
    beyond('directives', 'directives', 'Send several operations.') ??
    faultOfList(shape.listItems)
  );
}

function faultOfSize({ variableValues }: ExecutionArgs, cost: number): GraphQLError | null {
  const maximum = limits.cost;
  if (cost > maximum) {
    return tooComplex(
      'points of cost (a field is one, times the items of every list that it is in)',
      'Ask for smaller pages or for fewer fields.',
      { limit: 'cost', maximum, actual: cost },
    );
  }
  return faultOfList(longestList(variableValues));
}

function faultOfList(actual: number): GraphQLError | null {
  const maximum = limits.listItems;
  if (actual <= maximum) return null;
  return tooComplex('items in a list of its arguments', 'Ask for the rest in another.', {
    limit: 'listItems',
    maximum,
    actual,
  });
}

function isAskedForCost({ contextValue }: ExecutionArgs): boolean {
  const { params } = contextValue as AskedForCost;
  return params?.extensions?.cost === true;
}

function withCost<Result extends { extensions?: Record<string, unknown> }>(
  result: Result,
  requested: number,
): Result {
  const cost = { requested, maximum: limits.cost };
  return Object.assign(result, { extensions: { ...result.extensions, cost } });
}
