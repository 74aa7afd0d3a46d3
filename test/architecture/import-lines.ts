/** What the source files import, and where they say so. */
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

export interface Import {
  /** From the folder of the project: `src/store/open.ts`. */
  file: string;
  line: number;
  /** A file from the folder of the project, or a package as it is written: `node:sqlite`. */
  target: string;
}

export interface SourceFile {
  file: string;
  text: string;
}

const root = new URL('../../', import.meta.url).pathname;

/** Every TypeScript file under `src` but the generated ones. */
export function sourceFiles(): SourceFile[] {
  return globSync('src/**/*.{ts,tsx}', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.includes('/generated/'))
    .sort()
    .map((file) => ({ file, text: readFileSync(root + file, 'utf8') }));
}

/** `import … from 'x'`, `export … from 'x'`, `import 'x'` at a line's start, and `import('x')` anywhere. */
const importing =
  /(?:^(?:import|export)\b[^'";]*?\bfrom\s*|^import\s*|\bimport\(\s*)(['"])(.+?)\1/gm;

export function importsOf({ file, text }: SourceFile): Import[] {
  return Array.from(text.matchAll(importing), (found) => {
    const [whole, , specifier = ''] = found;
    const target = specifier.startsWith('.')
      ? posix.join(posix.dirname(file), specifier)
      : specifier;
    return { file, line: lineAt(text, found.index + whole.length), target };
  });
}

/** The lines, from 1, on which a pattern is found. */
export function linesWith({ text }: SourceFile, pattern: RegExp): number[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
