import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildASTSchema,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  lexicographicSortSchema,
  print,
  printSchema,
  type TypeNode,
  visit,
} from 'graphql';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fulfilContract, readContract } from '../../src/graphql/contract.ts';
import {
  contractDocument,
  coordinates,
  type Described,
  schemaFolder,
} from '../schema/coordinates.ts';
import { differences } from './differences.ts';

/** The whole contract as code would have it: the same shape without a word. */
const code: DocumentNode = visit(contractDocument(), {
  enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
});

test('code in the shape of the contract is given all of its words', () => {
  const contract = readContract(schemaFolder);
  const built = lexicographicSortSchema(buildASTSchema(code));
  expect(fulfilContract(built, contract)).toBe(built);
  expect(printSchema(built)).toBe(printSchema(lexicographicSortSchema(contract)));
  expect(built.description).toMatch(/^The public record of peace talks/);
});

describe('one thing changed in the real contract is refused, and nothing else', () => {
  test.each([
    [
      'status(asOf: DateTime): PledgeStatus!',
      '',
      'Pledge.status: the contract has this field, the code does not',
    ],
    [
      'status(asOf: DateTime): PledgeStatus!',
      'status(asOf: DateTime): PledgeStatus',
      'Pledge.status: the contract says PledgeStatus!, the code has PledgeStatus',
    ],
    [
      'madeOn: Date\n',
      'madeOn: DateTime\n',
      'Pledge.madeOn: the contract says Date, the code has DateTime',
    ],
    [
      '(asOf: DateTime)',
      '',
      'Pledge.status(asOf:): the contract has this argument, the code does not',
    ],
    [
      'MADE_ON_DESC)',
      'MADE_ON_ASC)',
      'Query.pledges(orderBy:): the contract says default MADE_ON_DESC, the code has default MADE_ON_ASC',
    ],
    [
      '  LAPSED\n',
      '',
      'PledgeSchedule.LAPSED: the contract has this enum value, the code does not',
    ],
    [
      ' | Quote | Pledge',
      ' | Quote',
      'SearchResult: the contract says member Pledge, the code has no member Pledge',
    ],
    [
      'interface Actor implements Node',
      'interface Actor',
      'Actor: the contract says interface Node, the code has no interface Node',
    ],
    [
      'round: Int',
      'round: Int @deprecated(reason: "Count.")',
      'Talks.round: the contract says no deprecation, the code has deprecation "Count."',
    ],
    [
      'madeAt: Talks',
      '"Where."\n  madeAt: Talks',
      'Pledge.madeAt: has a description in code; words live in the SDL only',
    ],
    [
      'bcp47.txt',
      'rfc5646.txt',
      'Locale: the contract says @specifiedBy "https://www.rfc-editor.org/rfc/bcp/bcp47.txt", the code has @specifiedBy "https://www.rfc-editor.org/rfc/bcp/rfc5646.txt"',
    ],
    [
      'input DateRange {',
      'input DateRange @oneOf {',
      'DateRange: the contract says no @oneOf, the code has @oneOf',
    ],
  ])('%j for %j', (from, to, line) => {
    const sdl = print(code);
    expect(sdl.split(from)).toHaveLength(2);
    expect(differences(readContract(schemaFolder), sdl.replace(from, to))).toEqual([line]);
  });
});

describe('a change at every coordinate of the real contract is told at every one', () => {
  const all = [...coordinates(code)];
  const those = (kind: (node: Described, coordinate: string) => boolean) =>
    all.filter(([coordinate, node]) => kind(node, coordinate)).map(([coordinate]) => coordinate);
  const refused = (changed: DocumentNode) =>
    differences(readContract(schemaFolder), buildASTSchema(changed, { assumeValidSDL: true }));

  test('words in code', () => {
    expect(refused(contractDocument()).sort()).toEqual(
      those(() => true)
        .map((at) => `${at}: has a description in code; words live in the SDL only`)
        .sort(),
    );
  });

  test('nullability', () => {
    const typed = (node: FieldDefinitionNode | InputValueDefinitionNode) => ({
      ...node,
      type: otherwise(node.type),
    });
    const changed = visit(code, {
      FieldDefinition: { leave: typed },
      InputValueDefinition: { leave: typed },
    });
    const found = refused(changed).map((line) => line.replace(/: the contract says .*/, ''));
    expect(found.sort()).toEqual(those((node) => 'type' in node).sort());
  });

  test('arguments', () => {
    const changed = visit(code, { FieldDefinition: (node) => ({ ...node, arguments: [] }) });
    expect(refused(changed).sort()).toEqual(
      those((_, at) => at.endsWith(':)'))
        .map((at) => `${at}: the contract has this argument, the code does not`)
        .sort(),
    );
  });

  test('deprecations', () => {
    const deprecated = {
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: 'deprecated' },
    } as const;
    const mark = <T>(node: T) => ({ ...node, directives: [deprecated] });
    const changed = visit(code, {
      FieldDefinition: { leave: mark },
      InputValueDefinition: { leave: mark },
      EnumValueDefinition: { leave: mark },
    });
    const reason = 'the contract says no deprecation, the code has deprecation';
    expect(refused(changed).sort()).toEqual(
      those((_, at) => at.includes('.'))
        .map((at) => `${at}: ${reason} "No longer supported"`)
        .sort(),
    );
  });
});

/** A type that may be null where the given one may not, and the other way round. */
function otherwise(type: TypeNode): TypeNode {
  return type.kind === Kind.NON_NULL_TYPE ? type.type : { kind: Kind.NON_NULL_TYPE, type };
}

describe('reading the contract', () => {
  function folderOf(files: Record<string, string>): string {
    const folder = mkdtempSync(join(tmpdir(), 'talks-record-contract-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    return folder;
  }

  test('takes every .graphql file, and a type extended in another, and no other file', () => {
    const folder = folderOf({
      'a.graphql': 'extend type Query { b: Int }',
      'b.graphql': 'type Query { a: Int }',
      'notes.md': 'Not SDL.',
    });
    expect(printSchema(readContract(folder))).toBe('type Query {\n  a: Int\n  b: Int\n}');
  });

  test('names the file, the line and the column of what is not SDL', () => {
    const folder = folderOf({ 'a.graphql': 'type Query {\n  a: }\n' });
    expect(() => readContract(folder)).toThrow(
      new Error(`${join(folder, 'a.graphql')}:2:6: Syntax Error: Expected Name, found "}".`),
    );
  });

  test('names the place of every fault in what is SDL and no schema', () => {
    const folder = folderOf({
      'a.graphql': 'type Query implements N { b: Int }\ninterface N { a: Int }\n\nunion U',
    });
    const file = join(folder, 'a.graphql');
    expect(() => readContract(folder)).toThrow(
      new Error(
        `${file}:2:15: Interface field N.a expected but Query does not provide it.\n` +
          `${file}:4:1: Union type U must define one or more member types.`,
      ),
    );
  });

  test('refuses a folder with no contract in it', () => {
    const folder = folderOf({ 'notes.md': 'Not SDL.' });
    expect(() => readContract(folder)).toThrow(
      new Error(`Expected .graphql files in ${folder}, found none`),
    );
  });
});
