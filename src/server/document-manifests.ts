/** Reads the manifests that an operator adds: what the consumers of the service send. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'graphql';
import type { Manifest } from './persisted-documents.ts';

/** A manifest that cannot be used; its message is one line that names the setting, the file and the entry. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';

  constructor(message: string) {
    super(`PERSISTED_DOCUMENTS: ${message}`);
  }
}

/**
 * Reads a JSON file, or every JSON file in a folder: each an object of documents by identifier, as
 * graphql-codegen writes `persisted-documents.json`. Throws a ManifestError at the first fault.
 */
export async function readManifests(path: string): Promise<Manifest> {
  const documents = new Map<string, string>();
  for (const file of await filesAt(path)) {
    for (const [id, document] of Object.entries(await readObject(file))) {
      const entry = `${file}: ${JSON.stringify(id)}`;
      if (typeof document !== 'string') throw new ManifestError(noText(entry, document));
      checkDocument(entry, id, document);
      if ((documents.get(id) ?? document) !== document)
        throw new ManifestError(`${entry}: expected one document, but another file has another.`);
      documents.set(id, document);
    }
  }
  return documents;
}

async function filesAt(path: string): Promise<string[]> {
  try {
    const names = (await readdir(path)).filter((name) => name.endsWith('.json')).sort();
    if (names.length > 0) return names.map((name) => join(path, name));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') return [path];
    const reason = code === 'ENOENT' ? 'there is none' : `it cannot be read: ${code}`;
    throw new ManifestError(
      `expected a JSON file or a folder of them at ${JSON.stringify(path)}, but ${reason}.`,
    );
  }
  throw new ManifestError(`expected JSON files in ${JSON.stringify(path)}, but found none.`);
}

async function readObject(file: string): Promise<object> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : cause;
    throw new ManifestError(`${file}: expected JSON, but could not read it: ${reason}`);
  }
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content;
  const came = Array.isArray(content) ? 'a list' : JSON.stringify(content).slice(0, 60);
  throw new ManifestError(
    `${file}: expected an object, { "sha256:…": "query …" }, but got ${came}.`,
  );
}

function checkDocument(entry: string, id: string, document: string): void {
  const digest = `sha256:${createHash('sha256').update(document).digest('hex')}`;
  if (id.startsWith('sha256:') && id !== digest)
    throw new ManifestError(`${entry}: expected the document with this digest, but got ${digest}.`);
  try {
    parse(document, { noLocation: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : cause;
    throw new ManifestError(`${entry}: expected a GraphQL document, but got a ${reason}`);
  }
}

function noText(entry: string, came: unknown): string {
  return `${entry}: expected the text of a document, but got ${JSON.stringify(came).slice(0, 60)}.`;
}
