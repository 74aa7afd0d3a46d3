/**
 * Makes the JSON Schemas of the fixture format, so that editors complete and check fixtures as they
 * are written. Run by `npm run codegen`; `.vscode/settings.json` says which file has which schema.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type RecordFile, recordFileNames, recordFiles } from './files.ts';
import { formats } from './format.ts';

/** `quotes.json` is described by `quotes.schema.json`. */
export function schemaName(file: RecordFile): string {
  return file.replace(/\.json$/, '.schema.json');
}

/** The JSON Schema of a whole file, as one may write it: what may be left out is not required. */
export function fileSchema(file: RecordFile): object {
  return {
    ...z.toJSONSchema(z.array(formats[recordFiles[file]]), { io: 'input', target: 'draft-7' }),
    title: file,
  };
}

/** Writes one schema a file into a folder, which is made where it is missing. */
export async function writeSchemas(folder: URL): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of recordFileNames) {
    const text = `${JSON.stringify(fileSchema(file), null, 2)}\n`;
    await writeFile(new URL(schemaName(file), folder), text);
  }
}

if (import.meta.main) {
  const folder = new URL('../generated/fixtures/', import.meta.url);
  await writeSchemas(folder);
  process.stdout.write(`${recordFileNames.length} schemas in ${fileURLToPath(folder)}\n`);
}
