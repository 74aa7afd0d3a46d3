/** Walks the contract as written, node by node, for tests that look at all of it. */
import { readdirSync, readFileSync } from 'node:fs';
import {
  concatAST,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
  parse,
  type SchemaDefinitionNode,
  type TypeDefinitionNode,
} from 'graphql';

/** Where the contract is. */
export const schemaFolder = new URL('../../schema/', import.meta.url);

/** Anything in SDL that can have a description. */
export type Described =
  | SchemaDefinitionNode
  | TypeDefinitionNode
  | FieldDefinitionNode
  | InputValueDefinitionNode
  | EnumValueDefinitionNode;

/** All files of the contract as one document. */
export function contractDocument(): DocumentNode {
  const files = readdirSync(schemaFolder).toSorted();
  return concatAST(files.map((file) => parse(readFileSync(new URL(file, schemaFolder), 'utf8'))));
}

/** Everything that has a coordinate, with it: `Pledge.status(asOf:)`. Custom directives are refused: walk them here first. */
export function* coordinates(document: DocumentNode): Generator<[string, Described]> {
  for (const node of document.definitions) {
    if (node.kind === 'SchemaDefinition') yield ['schema', node];
    if (isTypeDefinitionNode(node)) yield [node.name.value, node];
    if (node.kind === 'DirectiveDefinition') throw new Error(`Not walked: @${node.name.value}`);
    const type = 'name' in node && node.name ? node.name.value : '';
    if ('values' in node) for (const value of node.values ?? []) yield [at(type, value), value];
    if (!('fields' in node)) continue;
    for (const field of node.fields ?? []) {
      yield [at(type, field), field];
      if (!('arguments' in field)) continue;
      for (const arg of field.arguments ?? [])
        yield [`${at(type, field)}(${arg.name.value}:)`, arg];
    }
  }
}

function at(type: string, part: { name: { value: string } }): string {
  return `${type}.${part.name.value}`;
}
