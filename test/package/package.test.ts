/** The package as somebody has it who installed it: the command, and the client by its README. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { readManifests } from '../../src/server/document-manifests.ts';
import { editorOf, editorToken, serveLog, write } from '../client/log-service.ts';
import { emptyFolder } from '../databases.ts';
import { checkout, installToFile, run, toolOf } from './installed.ts';

// Each test starts processes of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const installed = installToFile();
const inPackage = (...path: string[]) =>
  join(installed.project, 'node_modules/talks-record', ...path);

/** Starts a program in the project; it is killed when the test ends. */
function start(
  program: string,
  args: readonly string[],
  env = {},
): { child: ChildProcess; line(): Promise<string> } {
  const child = spawn(program, args, {
    cwd: installed.project,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, line: async () => String((await lines.next()).value) };
}

test('it holds what it runs on, and neither sources nor tests', async () => {
  const files = await readdir(inPackage(), { recursive: true });
  for (const file of [
    'LICENSE',
    'README.md',
    'dist/client/index.d.ts',
    'dist/web/ar.html',
    'fixtures/astana/talks.json',
    'schema/base.graphql',
    'src/client/README.md',
    'src/generated/fixtures/talks.schema.json',
  ])
    expect(files).toContain(file);
  expect(files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))).toEqual([]);
  expect(files.filter((file) => /^(test|dist\/test|node_modules)\b/.test(file))).toEqual([]);
});

describe('the command', () => {
  const talks = () => join(installed.project, 'node_modules/.bin/talks');

  test('tells of itself, and checks a set', async () => {
    expect(await run(talks(), ['--help'], installed.project)).toMatch(/^Usage: talks /);
    const checked = await run(talks(), ['check', inPackage('fixtures/astana')], installed.project);
    expect(checked).toMatch(/astana/);
    const ready = await run(talks(), ['serve', '--check'], installed.project);
    expect(ready).toBe('The settings and the contract hold.\n');
  });

  test('serves the record, the page and the explorer', async () => {
    const { dataDir } = await emptyFolder();
    const { child, line } = start(talks(), ['serve'], { PORT: '0', DATA_DIR: dataDir });
    const [, origin] = /^The record is served at (.*)\/graphql$/.exec(await line()) ?? [];
    const read = async (path: string, accept = '*/*') =>
      (await fetch(`${origin}${path}`, { headers: { accept } })).text();
    expect(await read('/graphql?query={allTalks{totalCount}}')).toBe(
      '{"data":{"allTalks":{"totalCount":3}}}',
    );
    const page = await read('/ar/talks/astana-2', 'text/html');
    const [script] = /\/assets\/[^"]+\.js/.exec(page) ?? [];
    expect((await fetch(`${origin}${script}`)).status).toBe(200);
    expect(await read('/graphql', 'text/html')).toContain('GraphiQL');
    expect(await read('/export/talks.csv')).toContain('astana-2');
    child.kill('SIGTERM');
    expect((await once(child, 'close'))[0]).toBe(0);
  });
});

describe('the client, as its README tells', () => {
  beforeAll(async () => {
    const readme = await readFile(inPackage('src/client/README.md'), 'utf8');
    for (const [, name = '', code = ''] of readme.matchAll(/```ts\n\/\/ (\S+)\n(.*?)```/gs))
      await writeFile(join(installed.project, name), code);
    // What its `npm install --save-dev` brings.
    for (const tool of ['@graphql-codegen', 'typescript'])
      await symlink(
        join(checkout, 'node_modules', tool),
        join(installed.project, 'node_modules', tool),
      );
    await run(toolOf('graphql-codegen'), [], installed.project);
  }, 60_000);

  /** The example, told where the service is. */
  async function pointAt(url: string, name: string): Promise<void> {
    const file = join(installed.project, name);
    const code = await readFile(file, 'utf8');
    const told = code.replace(/url: '.+'/, `url: '${url}'`);
    expect(told).not.toBe(code);
    await writeFile(file, told);
  }

  test.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])('its examples compile as strictly as can be: %s, %s', async (module, moduleResolution) => {
    const compilerOptions = {
      module,
      moduleResolution,
      target: 'es2024',
      lib: ['es2024', 'dom', 'dom.iterable'],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: false,
    };
    const files = ['follow.ts', 'seats.ts', 'record.ts'];
    const config = join(installed.project, 'tsconfig.json');
    await writeFile(config, JSON.stringify({ compilerOptions, files }));
    expect(await run(toolOf('tsc'), ['--project', config], installed.project)).toBe('');
  });

  test('the first one lists the pledges, and then tells what becomes of them', async () => {
    const { url } = await serveLog();
    await pointAt(url, 'follow.ts');
    const { line } = start(process.execPath, ['follow.ts']);
    const pledges = [];
    while (pledges.length < 6) pledges.push(await line());
    expect(pledges).toContainEqual(expect.stringMatching(/^KEPT: Russia, Iran, Turkey\. .+/));
    await write(await editorOf(url), ['It was reported.']);
    expect(await line()).toBe('halt-bombardment: now BROKEN. It was reported.');
  });

  test('it runs as well from a bundle for browsers, which holds nothing of Node or of the service', async () => {
    await pointAt((await serveLog()).url, 'follow.ts');
    await build({
      root: installed.project,
      configFile: false,
      logLevel: 'error',
      build: { target: 'es2022', rolldownOptions: { input: join(installed.project, 'follow.ts') } },
    });
    const [name = ''] = await readdir(join(installed.project, 'dist/assets'));
    const bundle = join('dist/assets', name);
    const code = await readFile(join(installed.project, bundle), 'utf8');
    expect(code).not.toMatch(/node:|browser-external|require\(|process\./);
    expect(gzipSync(code).length).toBeLessThan(4_500);
    expect(await start(process.execPath, [bundle]).line()).toMatch(/^[A-Z_]+: /);
  });

  test('documents of one’s own are typed, and answered; their manifest is what an operator adds', async () => {
    await pointAt((await serveLog()).url, 'seats.ts');
    const lines = await run(process.execPath, ['seats.ts'], installed.project);
    expect(lines).toContain('Syrian government: Bashar al-Jaafari\n');
    const manifest = join(installed.project, 'generated/persisted-documents.json');
    expect([...(await readManifests(manifest)).values()]).toEqual([
      expect.stringMatching(/^query WhoCame\(/),
    ]);
  });

  test('an entry is recorded, once however often it is sent', async () => {
    const { url } = await serveLog();
    const call = `recordKept('${url}', '${await editorToken()}', 'halt-bombardment', 'report-1')`;
    const program = `import { recordKept } from './record.ts'; console.log(await ${call}, await ${call});`;
    const args = ['--input-type=module', '--eval', program];
    expect(await run(process.execPath, args, installed.project)).toBe('2 2\n');
  });
});
