/** Asks the record what a page is about, in process and through the schema. */
import { execute, type GraphQLSchema, parse } from 'graphql';
import type { TypedDocumentString } from '../../generated/page-head/graphql.ts';
import { createContext } from '../../graphql/context.ts';
import type { OperationContext, PledgeLog } from '../../graphql/operation.ts';
import type { Store } from '../../store/store.ts';

/** Answers an operation's data; throws the first of its errors, where it has any. */
export type Ask = <Result, Variables extends { [name: string]: unknown }>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
) => Promise<Result>;

export interface AskParts {
  schema: GraphQLSchema;
  store: Store;
  log: PledgeLog;
}

/** The documents are the build's, and valid by it: they are parsed once and not validated. */
export function createAsk({ schema, store, log }: AskParts): Ask {
  const parsed = new Map<string, ReturnType<typeof parse>>();
  return async <Result, Variables extends { [name: string]: unknown }>(
    asked: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ) => {
    const text = asked.toString();
    const document = parsed.get(text) ?? parse(text);
    parsed.set(text, document);
    const contextValue: OperationContext = {
      record: createContext(store),
      log,
      caller: null,
      connection: {},
      resumeAfter: null,
    };
    const { data, errors } = await execute({
      schema,
      document,
      contextValue,
      variableValues: variables,
    });
    if (errors?.[0]) throw errors[0];
    // What the schema answers has the shape that the build has read from it.
    return data as Result;
  };
}
