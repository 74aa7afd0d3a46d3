/** The executable schema: what Pothos builds, held to the contract and given its words. */
import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';
import { fulfilContract, readContract } from './contract.ts';
import { promiseListItems } from './list-items.ts';
import './actor.ts';
import './delegation.ts';
import './follow-updates.ts';
import './node.ts';
import './pledge.ts';
import './pledge-update.ts';
import './process.ts';
import './quote.ts';
import './record-state.ts';
import './record-update.ts';
import './search.ts';
import './source.ts';
import './sponsor.ts';
import './talks.ts';

/** Throws a ContractError that lists every difference between the code and `schema/*.graphql`. */
export function buildRecordSchema(): GraphQLSchema {
  const contract = readContract(new URL('../../schema', import.meta.url));
  return promiseListItems(fulfilContract(builder.toSchema({ sortSchema: false }), contract));
}
