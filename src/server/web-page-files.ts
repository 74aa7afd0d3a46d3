/** What the build of the page left, read once; what never changes is compressed once. */
import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { PageLanguage } from './page-head/address.ts';
import { readShell, type Shell } from './page-head/html.ts';

export interface BuiltFile {
  /** With its character set. */
  type: string;
  plain: Buffer;
  /** By gzip. */
  packed: Buffer;
}

export interface BuiltPage {
  en: Shell;
  ar: Shell;
  /** By path: `/assets/main-….js`. */
  assets: ReadonlyMap<string, BuiltFile>;
}

const types: { [extension: string]: string } = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page stands beside the built server, and in `dist` of a checkout. */
const folder = new URL(
  extname(import.meta.url) === '.ts' ? '../../dist/web/' : '../web/',
  import.meta.url,
);

/** The whole page, or null where it has not been built. */
export async function loadBuiltPage(): Promise<BuiltPage | null> {
  try {
    const [en, ar] = await Promise.all([loadShell('index.html', 'en'), loadShell('ar.html', 'ar')]);
    const names = await readdir(new URL('assets/', folder));
    const assets = await Promise.all(
      names.map(async (name) => [`/assets/${name}`, await load(`assets/${name}`)] as const),
    );
    return { en, ar, assets: new Map(assets) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function loadShell(name: string, language: PageLanguage): Promise<Shell> {
  return readShell(await readFile(new URL(name, folder), 'utf8'), language);
}

async function load(name: string): Promise<BuiltFile> {
  const plain = await readFile(new URL(name, folder));
  return {
    type: types[extname(name)] ?? 'application/octet-stream',
    plain,
    packed: gzipSync(plain, { level: 9 }),
  };
}
