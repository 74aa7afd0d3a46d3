/** Runs queries by plans, which are kept as long as there is room for them. */
import {
  type ExecutionArgs,
  getOperationAST,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { OperationContext } from '../graphql/operation.ts';
import { whenThere } from '../graphql/soon.ts';
import { fragmentsOf } from './fragments.ts';
import { isPlain } from './planned-selection.ts';
import { QueryPlan } from './query-plan.ts';

/** A page of this record with all its fields has some 300; fragments can make far more of few words. */
const fieldsOfPlan = 2_000;

/** Up to 700 bytes each. Then all plans are dropped: those that are in use are soon made again. */
const fieldsKept = 10_000;

export function useQueryPlans(plans: QueryPlans): Plugin<OperationContext> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const plan = plans.planOf(args);
      if (!plan) return;
      const { record } = args.contextValue;
      setExecuteFn((given) =>
        whenThere(plan.run(given), (answer) => {
          if (answer) return answer;
          // What has been stopped has its answer already.
          return record.stop?.aborted ? { errors: [record.stop.reason] } : executeFn(given);
        }),
      );
    },
  };
}

/** A plan belongs to its operation as it was parsed, which comes again with the same document. */
export class QueryPlans {
  #plans = new WeakMap<OperationDefinitionNode, QueryPlan | null>();
  #fields = 0;

  /** Null for what is no query, or not plain, or makes too much of its fragments. */
  planOf(args: ExecutionArgs): QueryPlan | null {
    const operation = getOperationAST(args.document, args.operationName);
    if (!operation || operation.operation !== OperationTypeNode.QUERY) return null;
    const known = this.#plans.get(operation);
    if (known !== undefined) return known;
    const plan = this.#make(operation, args);
    if (this.#fields > fieldsKept) {
      this.#plans = new WeakMap();
      this.#fields = 0;
    }
    this.#plans.set(operation, plan);
    return plan;
  }

  #make(operation: OperationDefinitionNode, { schema, document }: ExecutionArgs): QueryPlan | null {
    const queryType = schema.getQueryType();
    if (!queryType || !isPlain(document)) return null;
    let fields = 0;
    const onField = () => {
      fields += 1;
      this.#fields += 1;
      if (fields <= fieldsOfPlan) return;
      this.#plans.set(operation, null);
      throw new Error(`More than ${fieldsOfPlan} fields are not planned.`);
    };
    return new QueryPlan(
      { schema, operation, fragments: fragmentsOf(document), onField },
      queryType,
    );
  }
}
