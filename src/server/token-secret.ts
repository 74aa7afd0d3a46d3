/** The secret that tokens are signed with where none is set: made once, and kept beside the store. */
import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The shortest that is safe, in characters: an empty file, or one cut short, must not sign anything. */
const shortestSecret = 32;

/**
 * The secret in this folder, which is made where there is none; only its owner may read it.
 * Throws for a file that holds no secret.
 */
export async function tokenSecretIn(dataDir: string): Promise<string> {
  const file = join(dataDir, 'jwt-secret');
  const found = await readSecret(file);
  if (found !== null) return found;
  await mkdir(dataDir, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  // Written whole under another name first: of several processes, each reads the first one's secret.
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${secret}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(draft, file);
    return secret;
  } catch (cause) {
    const first = await readSecret(file);
    if (first === null) throw cause;
    return first;
  } finally {
    await rm(draft);
  }
}

async function readSecret(file: string): Promise<string | null> {
  let secret: string;
  try {
    secret = (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
  if (secret.length >= shortestSecret) return secret;
  throw new Error(
    `${file}: expected a secret of at least ${shortestSecret} characters, but got ${secret.length}. Take the file away, and a new one is made; tokens signed with the old one are no longer valid then.`,
  );
}

/** Looks at the secret in this folder, and makes none. */
export async function examineSecret(
  dataDir: string,
): Promise<{ level: 'ok' | 'warning' | 'fault'; what: string; advice?: string }> {
  const file = join(dataDir, 'jwt-secret');
  try {
    if ((await readSecret(file)) === null) {
      return { level: 'ok', what: `${file} is made when it is first needed` };
    }
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    return { level: 'fault', what, advice: `Mend ${file}, or set JWT_SECRET.` };
  }
  const { mode } = await stat(file);
  if ((mode & 0o077) === 0) return { level: 'ok', what: `${file} is its owner's alone` };
  return {
    level: 'warning',
    what: `Others than its owner may read ${file}, and make themselves editors`,
    advice: `chmod 600 ${file}; and where somebody may have read it, take it away: a new one is made.`,
  };
}
