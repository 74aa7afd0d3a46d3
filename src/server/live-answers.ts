/**
 * Answers of subscriptions: each entry of the log is answered once for all who follow it with the
 * same operation, and not once for each of them.
 */
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  getOperationAST,
  visit,
} from 'graphql';
import type { OperationContext } from '../graphql/operation.ts';
import type { PledgeUpdate, PledgeUpdateFilter } from '../store/log.ts';
import { type AnswerParts, LiveGroup } from './live-group.ts';

/** The field that every subscription has; its arguments say which entries, not how they are answered. */
const rootField = 'pledgeUpdates';

/** What is asked of every entry: the same operation, of the same rights, of the same entries. */
export class LiveAnswers {
  readonly #parts: AnswerParts;
  /** Documents that are sent again are parsed once. */
  readonly #groups = new WeakMap<DocumentNode, Map<string, LiveGroup>>();

  constructor(parts: AnswerParts) {
    this.#parts = parts;
  }

  /** The group of an operation, to be released when the subscription ends. */
  join(args: ExecutionArgs, filter: PledgeUpdateFilter): LiveGroup {
    const groups = this.#groups.get(args.document) ?? new Map<string, LiveGroup>();
    this.#groups.set(args.document, groups);
    const key = keyOf(args, filter);
    const group =
      groups.get(key) ??
      new LiveGroup(
        filter,
        (entry, context) => answerEntry(args, entry, context),
        this.#parts,
        () => groups.delete(key),
      );
    groups.set(key, group);
    group.hold();
    return group;
  }
}

async function answerEntry(
  args: ExecutionArgs,
  entry: PledgeUpdate,
  context: Partial<OperationContext>,
): Promise<ExecutionResult> {
  const contextValue = { ...(args.contextValue as OperationContext), ...context };
  return await execute({ ...args, rootValue: entry, contextValue });
}

function keyOf(args: ExecutionArgs, filter: PledgeUpdateFilter): string {
  const { caller } = args.contextValue as OperationContext;
  const variables = args.variableValues ?? {};
  const used = variablesOfAnswers(args.document).map((name) => [name, variables[name]]);
  const operation = getOperationAST(args.document, args.operationName)?.name?.value ?? null;
  return JSON.stringify([operation, caller?.roles ?? null, filter, used]);
}

const known = new WeakMap<DocumentNode, readonly string[]>();

/** The variables that say how an entry is answered: not those that only say which entries are. */
function variablesOfAnswers(document: DocumentNode): readonly string[] {
  const found = known.get(document) ?? findVariables(document);
  known.set(document, found);
  return found;
}

function findVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Argument: (_node, _key, _parent, _path, ancestors) => {
      const field = ancestors.at(-2);
      const isOfRoot = field && 'kind' in field && field.kind === 'Field';
      return isOfRoot && field.name.value === rootField ? false : undefined;
    },
    Variable: ({ name }) => void names.add(name.value),
  });
  return [...names].sort();
}
