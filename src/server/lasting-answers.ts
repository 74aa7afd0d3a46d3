/** Tells of each answer whether it may be given again as long as the record is the same. */
import { getOperationAST, OperationTypeNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Filled in while an answer is made; whoever wants to know puts one into the server's context. */
export interface Making {
  isLasting: boolean;
  /** The name that the caller gave the operation, if any. */
  name: string | null;
}

/** An answer lasts where it is a query's, and has no errors: those may be of the moment. */
export function useLastingAnswers(): Plugin {
  return {
    onExecute({ args }) {
      const { making } = args.contextValue as { making?: Making };
      const operation = getOperationAST(args.document, args.operationName);
      if (!making || operation?.operation !== OperationTypeNode.QUERY) return;
      making.name = operation.name?.value ?? null;
      return {
        onExecuteDone({ result }) {
          making.isLasting = !(Symbol.asyncIterator in result) && result.errors === undefined;
        },
      };
    },
  };
}
