/** The rules of who may import whom; each broken one is a line that names the file and the place. */
import type { Import } from './import-lines.ts';

/** The folders of `src`, each with those whose files its own may import. `config` is a file. */
const mayImport: Record<string, readonly string[]> = {
  record: [],
  config: [],
  store: ['record'],
  intake: ['record', 'store'],
  export: ['record', 'store'],
  graphql: ['record', 'store', 'generated'],
  server: ['record', 'store', 'export', 'graphql', 'generated'],
  cli: ['record', 'store', 'intake', 'export', 'graphql', 'server', 'client', 'config'],
  client: ['generated'],
  web: ['client', 'generated'],
  generated: [],
};

/** Packages that only some folders know. */
const knownOnlyTo: readonly { packages: RegExp; folders: readonly string[] }[] = [
  { packages: /^(kysely|pg|node:sqlite)(\/|$)/, folders: ['store'] },
  {
    packages: /^(graphql|graphql-[^/]+|@graphql-[^/]+\/.+|@pothos\/.+)(\/|$)/,
    folders: ['graphql', 'server', 'client'],
  },
];

/** `src/store/open.ts` is in `store`, `src/config.ts` is `config` itself. */
export function folderOf(file: string): string {
  return file.split('/')[1]?.replace(/\.ts$/, '') ?? '';
}

/** Imports that go against the one direction. */
export function wrongWay(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    if (!isOurs(one.target)) return [];
    const [from, to] = [folderOf(one.file), folderOf(one.target)];
    const allowed = mayImport[from];
    if (allowed === undefined)
      return [`${place(one)}: the folder ${from} is new; say in ${rulesFile} what it may import`];
    if (from === to || allowed.includes(to)) return [];
    const may = allowed.length === 0 ? 'nothing of ours' : allowed.join(', ');
    return [`${place(one)}: ${from} imports ${one.target}, and may import ${may}`];
  });
}

/** Imports of packages that the folder is not to know. */
export function unknownPackages(imports: readonly Import[]): string[] {
  return imports.flatMap((one) =>
    knownOnlyTo
      .filter(
        ({ packages, folders }) =>
          packages.test(one.target) && !folders.includes(folderOf(one.file)),
      )
      .map(({ folders }) => `${place(one)}: only ${folders.join(', ')} may import ${one.target}`),
  );
}

/** Files that import each other in a circle, each circle told by the import that closes it. */
export function circles(imports: readonly Import[]): string[] {
  const bySource = Map.groupBy(
    imports.filter(({ target }) => isOurs(target)),
    ({ file }) => file,
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (done.has(file)) return;
    for (const one of bySource.get(file) ?? []) {
      const start = [...path, file].indexOf(one.target);
      if (start < 0) visit(one.target, [...path, file]);
      else
        found.push(
          `${place(one)}: closes ${[...path, file].slice(start).join(' > ')} > ${one.target}`,
        );
    }
    done.add(file);
  };
  for (const file of bySource.keys()) visit(file, []);
  return found;
}

const rulesFile = 'test/architecture/rules.ts';

function isOurs(target: string): boolean {
  return target.startsWith('src/');
}

function place({ file, line }: Import): string {
  return `${file}:${line}`;
}
