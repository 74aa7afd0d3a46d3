/** The one direction of imports, read from the import lines. */
import { describe, expect, test } from 'vitest';
import { type Import, importsOf, linesWith, sourceFiles } from './import-lines.ts';
import { circles, unknownPackages, wrongWay } from './rules.ts';

const files = sourceFiles();
const imports = files.flatMap(importsOf);

describe('in src', () => {
  test('imports go one way: record, store, graphql, server, cli', () => {
    expect(wrongWay(imports)).toEqual([]);
  });

  test('only the store knows the database drivers, only what serves knows GraphQL', () => {
    expect(unknownPackages(imports)).toEqual([]);
  });

  test('the rules of the record rest on nothing but Node', () => {
    const ofRecord = imports.filter(({ file }) => file.startsWith('src/record/'));
    expect(ofRecord.filter(({ target }) => !/^(src\/record\/|node:)/.test(target))).toEqual([]);
  });

  test('every file that is imported is there', () => {
    const names = new Set(files.map(({ file }) => file));
    const missing = imports.filter(
      ({ target }) =>
        target.startsWith('src/') && !target.includes('/generated/') && !names.has(target),
    );
    expect(missing).toEqual([]);
  });

  test('no files import each other in a circle, but GraphQL types that have each other as fields', () => {
    const outside = circles(imports).filter((circle) => !circle.startsWith('src/graphql/'));
    expect(outside).toEqual([]);
  });

  test('only config.ts reads the environment', () => {
    expect(filesWith(/\bprocess\.env\b|\benv\b.*from 'node:process'/)).toEqual(['src/config.ts']);
  });

  test('OpenTelemetry is loaded only where traces are asked for', () => {
    const known = imports.filter(({ target }) => target.startsWith('@opentelemetry/'));
    const file = 'src/server/instruments/traces.ts';
    expect(new Set(known.map((one) => one.file))).toEqual(new Set([file]));
    expect(filesWith(/^(import|export) (?!type ).*'(\.|.*instruments)\/traces\.ts'/)).toEqual([]);
  });

  test('everything that is exported has a name', () => {
    expect(filesWith(/^export default\b|^export \{.*\bas default\b/)).toEqual([]);
  });
});

describe('the rules see', () => {
  test('every way of importing, with its line', () => {
    const text = [
      "import { one } from '../record/one.ts';",
      'import {',
      '  type Two,',
      "} from '../record/two.ts';",
      "export * from './three.ts';",
      "import 'four';",
      "const five = await import('./five.ts');",
      "type Six = import('../six.ts').Six;",
      "const quoted = 'taken from'; // no import: 'seven'",
    ].join('\n');
    expect(importsOf({ file: 'src/store/here.ts', text })).toEqual([
      { file: 'src/store/here.ts', line: 1, target: 'src/record/one.ts' },
      { file: 'src/store/here.ts', line: 4, target: 'src/record/two.ts' },
      { file: 'src/store/here.ts', line: 5, target: 'src/store/three.ts' },
      { file: 'src/store/here.ts', line: 6, target: 'four' },
      { file: 'src/store/here.ts', line: 7, target: 'src/store/five.ts' },
      { file: 'src/store/here.ts', line: 8, target: 'src/six.ts' },
    ]);
  });

  test('an import against the direction, and a folder that they know nothing of', () => {
    expect(
      wrongWay([
        from('src/store/a.ts', 'src/graphql/b.ts'),
        from('src/record/a.ts', 'src/config.ts'),
        from('src/cli/a.ts', 'src/store/b.ts'),
        from('src/misc/a.ts', 'src/record/b.ts'),
      ]),
    ).toEqual([
      'src/store/a.ts:7: store imports src/graphql/b.ts, and may import record',
      'src/record/a.ts:7: record imports src/config.ts, and may import nothing of ours',
      'src/misc/a.ts:7: the folder misc is new; say in test/architecture/rules.ts what it may import',
    ]);
  });

  test('a driver outside the store, and GraphQL under it', () => {
    expect(
      unknownPackages([
        from('src/intake/a.ts', 'node:sqlite'),
        from('src/graphql/a.ts', 'kysely/migration'),
        from('src/store/a.ts', 'graphql'),
        from('src/store/a.ts', 'kysely'),
        from('src/store/a.ts', 'pgpass'),
        from('src/record/a.ts', '@pothos/core'),
      ]),
    ).toEqual([
      'src/intake/a.ts:7: only store may import node:sqlite',
      'src/graphql/a.ts:7: only store may import kysely/migration',
      'src/store/a.ts:7: only graphql, server, client may import graphql',
      'src/record/a.ts:7: only graphql, server, client may import @pothos/core',
    ]);
  });

  test('a circle, however long, and none where two ways lead to one file', () => {
    const pair = [
      from('src/a.ts', 'src/b.ts'),
      from('src/b.ts', 'src/c.ts'),
      from('src/a.ts', 'src/c.ts'),
    ];
    expect(circles(pair)).toEqual([]);
    expect(circles([...pair, from('src/c.ts', 'src/a.ts')])).toEqual([
      'src/c.ts:7: closes src/a.ts > src/b.ts > src/c.ts > src/a.ts',
    ]);
  });
});

function filesWith(pattern: RegExp): string[] {
  return files.filter((one) => linesWith(one, pattern).length > 0).map(({ file }) => file);
}

function from(file: string, target: string): Import {
  return { file, line: 7, target };
}
