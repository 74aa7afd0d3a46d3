/** Installs the peers, which the project itself does not need. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('peers/', import.meta.url));
const installed = `${folder}node_modules/.installed-lockfile`;

/** Runs `npm ci` in their folder, unless what their lockfile says is there already. */
export async function installPeers(): Promise<void> {
  const lockfile = await readFile(`${folder}package-lock.json`, 'utf8');
  if ((await readFile(installed, 'utf8').catch(() => '')) === lockfile) return;
  console.log('Installing the peers; this is done once.');
  const npm = spawn('npm', ['ci', '--ignore-scripts', '--no-audit'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [status] = await once(npm, 'close');
  if (status !== 0) throw new Error(`npm ci in ${folder} ended with status ${status}.`);
  await writeFile(installed, lockfile);
}

/** Their versions, by package. */
export async function peerVersions(): Promise<Record<string, string>> {
  const { dependencies } = JSON.parse(await readFile(`${folder}package.json`, 'utf8'));
  return dependencies;
}
