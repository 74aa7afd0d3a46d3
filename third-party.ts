/**
 * Lists what the server needs of others, with the licence of each, in THIRD-PARTY.md; with `--check`,
 * only says whether the list is true. Either way it refuses what does not fit the project: a licence
 * that asks for more than its notice, code that runs at installation, a version that is not pinned.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Locked {
  version: string;
  license?: string;
  dev?: true;
  hasInstallScript?: true;
  resolved?: string;
  integrity?: string;
}

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
}

/** Licences that ask for nothing but to be passed on with the code. */
const permissive = [
  '0BSD',
  'BlueOak-1.0.0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
];

/** The only package that may run code when it is installed: it fetches Node itself. */
const mayRun = 'node';

/** What is built into the page's scripts, and so goes along with them. */
const builtIn = ['preact'];

const list = 'THIRD-PARTY.md';
const manifest: Manifest = JSON.parse(read('package.json'));
const lock: { packages: Record<string, Locked> } = JSON.parse(read('package-lock.json'));
const packages = Object.entries(lock.packages).flatMap(([path, one]) => {
  const name = path.split('node_modules/').at(-1) ?? '';
  return name === '' ? [] : [{ ...one, path, name }];
});
const shipped = packages.filter(({ dev, name }) => !dev || builtIn.includes(name));

const faults = [
  ...shipped
    .filter(({ license = '' }) => !permissive.includes(license))
    .map(
      ({ name, license }) =>
        `${name}: expected a licence of ${permissive.join(', ')}, but got ${license ?? 'none'}`,
    ),
  ...shipped
    .filter(({ hasInstallScript }) => hasInstallScript)
    .map(({ name }) => `${name}: expected no install script, but it has one`),
  ...Object.entries(manifest.allowScripts)
    .filter(([name, allowed]) => allowed && name !== mayRun)
    .map(
      ([name]) =>
        `allowScripts: expected ${mayRun} alone to run code at installation, but got ${name}`,
    ),
  ...Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name}: expected one exact version, but got ${version}`),
  ...packages
    .filter(({ integrity, resolved }) => integrity === undefined || resolved !== undefined)
    .map(({ path }) => `${path}: expected a digest and no address in package-lock.json`),
];

// One package may be there in several places.
const rows = shipped
  .filter(({ dev }) => !dev)
  .map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);

const text = `# What others have made

The server needs these packages. Each is under its own licence, which comes with it.

| package | version | licence |
|---|---|---|
${[...new Set(rows)].sort().join('\n')}

${builtIn.map(notice).join('\n')}`;

if (faults.length > 0) {
  process.stderr.write(faults.map((fault) => `${fault}\n`).join(''));
  process.exitCode = 1;
} else if (!process.argv.includes('--check')) {
  writeFileSync(new URL(list, import.meta.url), text);
} else if (read(list) !== text) {
  process.stderr.write(`${list} is not what package-lock.json says. Run: npm run third-party\n`);
  process.exitCode = 1;
}

/** The licence of what is built in, word for word. */
function notice(name: string): string {
  const version = packages.find((one) => one.name === name)?.version;
  const licence = read(`node_modules/${name}/LICENSE`).trim();
  return `The page's scripts hold ${name} ${version}:\n\n${licence.replace(/^/gm, '> ').replace(/ +$/gm, '')}\n`;
}

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}
