/** Holds the schema in code to the contract in `schema/*.graphql`, and gives it the contract's words. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildASTSchema,
  concatAST,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  Source,
  validateSchema,
} from 'graphql';
import { type Element, elementsOf } from './elements.ts';

/** The schema in code is not the one that the contract promises. */
export class ContractError extends Error {
  override name = 'ContractError';
  /** One line for each difference, by coordinate; together they are the message. */
  readonly differences: string[];

  constructor(differences: string[]) {
    super(differences.join('\n'));
    this.differences = differences;
  }
}

/**
 * Reads every `.graphql` file of a folder as one schema, whichever file a type is extended in.
 * Throws where there is none, and where one is not SDL or the whole is not a schema: the faults
 * as `FILE:LINE:COLUMN: …`, one a line.
 */
export function readContract(folder: URL | string): GraphQLSchema {
  const path = folder instanceof URL ? fileURLToPath(folder) : folder;
  const files = readdirSync(path).filter((file) => file.endsWith('.graphql'));
  if (files.length === 0) throw new Error(`Expected .graphql files in ${path}, found none`);
  const documents = files.toSorted().map((file) => readDocument(join(path, file)));
  const schema = buildASTSchema(concatAST(documents));
  const faults = validateSchema(schema);
  if (faults.length > 0) throw new Error(faults.map(withPlace).join('\n'));
  return schema;
}

function readDocument(path: string): DocumentNode {
  try {
    return parse(new Source(readFileSync(path, 'utf8'), path));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new Error(withPlace(error), { cause: error });
  }
}

function withPlace({ message, source, locations }: GraphQLError): string {
  const place = locations?.[0];
  return source && place ? `${source.name}:${place.line}:${place.column}: ${message}` : message;
}

/**
 * Returns the built schema with the contract's words on it: every description is copied onto it,
 * in place. Throws a `ContractError` with all differences where the two are not the same in
 * everything but order, or where the code has words of its own.
 */
export function fulfilContract(built: GraphQLSchema, contract: GraphQLSchema): GraphQLSchema {
  const promised = elementsOf(contract);
  const coded = elementsOf(built);
  const differences = [...compare(promised, coded)];
  if (differences.length > 0) throw new ContractError(differences);
  for (const [coordinate, { bearer }] of coded) {
    bearer.description = promised.get(coordinate)?.bearer.description;
  }
  return built;
}

function* compare(
  promised: ReadonlyMap<string, Element>,
  coded: ReadonlyMap<string, Element>,
): Generator<string> {
  for (const coordinate of new Set([...promised.keys(), ...coded.keys()])) {
    const ours = promised.get(coordinate);
    const theirs = coded.get(coordinate);
    if (ours && theirs) {
      for (const absence of new Set([...Object.keys(ours.facts), ...Object.keys(theirs.facts)])) {
        const said = ours.facts[absence] || absence;
        const found = theirs.facts[absence] || absence;
        if (said !== found) yield `${coordinate}: the contract says ${said}, the code has ${found}`;
      }
    } else if (ours && has(coded, ours.parent)) {
      yield `${coordinate}: the contract has this ${ours.kind}, the code does not`;
    } else if (theirs && has(promised, theirs.parent)) {
      yield `${coordinate}: the code has this ${theirs.kind}, the contract does not`;
    }
    if (theirs?.bearer.description) {
      yield `${coordinate}: has a description in code; words live in the SDL only`;
    }
  }
}

/** Whether a part can be missed on its own: that it goes missing with its parent says nothing new. */
function has(elements: ReadonlyMap<string, Element>, parent: string | undefined): boolean {
  return parent === undefined || elements.has(parent);
}
