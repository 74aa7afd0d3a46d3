/** Asks the contract check what it has against a schema. */
import { buildSchema, type GraphQLSchema } from 'graphql';
import { ContractError, fulfilContract } from '../../src/graphql/contract.ts';

/** The differences that code is refused for, from SDL or built; none where it fulfils the contract. */
export function differences(
  contract: GraphQLSchema | string,
  code: GraphQLSchema | string,
): string[] {
  try {
    fulfilContract(built(code), built(contract));
    return [];
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return error.differences;
  }
}

function built(schema: GraphQLSchema | string): GraphQLSchema {
  return typeof schema === 'string' ? buildSchema(schema) : schema;
}
