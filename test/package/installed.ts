/** The package, packed from a copy of this checkout and installed into an empty project. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll } from 'vitest';

export const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** What a clean checkout does not have. */
const made = new Set(['node_modules', 'dist', 'generated', 'coverage', '.git', '.data']);

/** From npm's cache where it can, so that no network is needed where `npm ci` has run. */
const install = ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];

/** Packs and installs once for all the tests of a file, into a folder that is told when the first begins. */
export function installToFile(): { project: string } {
  const installed = { project: '' };
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'talks-record-package-'));
    const [copy, project] = [join(folder, 'checkout'), join(folder, 'project')];
    await cp(checkout, copy, { recursive: true, filter: (path) => !made.has(basename(path)) });
    await symlink(join(checkout, 'node_modules'), join(copy, 'node_modules'));
    await mkdir(project);
    await run('npm', ['pack', '--pack-destination', folder], copy);
    const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
    await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
    await run('npm', [...install, join(folder, tarball)], project);
    installed.project = project;
    return () => rm(folder, { recursive: true, force: true });
  }, 240_000);
  return installed;
}

/** Runs a program in a folder, and answers what it printed. Fails with all that it said. */
export async function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  const options = { cwd, maxBuffer: 10_000_000, timeout: 200_000 };
  const ended = await promisify(execFile)(program, args, options).catch(
    ({ stdout, stderr, message }: Error & { stdout: string; stderr: string }) => {
      throw new Error(`${message}\n${stdout}\n${stderr}`);
    },
  );
  return ended.stdout;
}

/** A tool of this checkout. */
export function toolOf(name: 'tsc' | 'graphql-codegen'): string {
  return join(checkout, 'node_modules/.bin', name);
}
