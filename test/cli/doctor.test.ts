/** `talks doctor`, as an operator runs it. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { emptyFolder, openAstana } from '../databases.ts';
import { runTalks, startServer } from './processes.ts';

vi.setConfig({ testTimeout: 60_000 });

test('beside a server it finds nothing, and says so', async () => {
  const { dataDir: DATA_DIR } = await emptyFolder();
  await startServer({ DATA_DIR });
  const { status, out, error } = await runTalks(['doctor'], { DATA_DIR });
  expect([status, error]).toEqual([0, '']);
  expect(out.split('\n').map((line) => line.split(':')[0])).toEqual([
    ...['settings', 'secret', 'space', 'integrity', 'migrations', 'record', 'log', 'citations'].map(
      (check) => `ok      ${check}`,
    ),
    'ok      texts',
    'No faults.',
    '',
  ]);
});

test('a fault is told with what to do, and ends it with status 1', async () => {
  const { dataDir: DATA_DIR } = await emptyFolder();
  const store = await openAstana({ dataDir: DATA_DIR });
  await sql`delete from citation where owner = 'Party:russia'`.execute(store.db);
  const told = await runTalks(['doctor'], { DATA_DIR });
  expect([told.status, told.error]).toEqual([1, 'talks: 1 fault.\n']);
  expect(told.out).toMatch(
    /^fault {3}citations: Facts without a citation: Party russia\n {8}→ Restore a copy [^\n]+\n/m,
  );
  const { status, out, error } = await runTalks(['doctor', '--json'], { DATA_DIR });
  expect([status, error]).toEqual([1, '']);
  const { ok, findings } = JSON.parse(out);
  expect(ok).toBe(false);
  expect(findings).toContainEqual({
    check: 'citations',
    level: 'fault',
    what: 'Facts without a citation: Party russia',
    advice: expect.stringMatching(/^Restore a copy /),
  });
});

test('settings that stop a start are told as the start tells them', async () => {
  const { status, out } = await runTalks(['doctor'], { PORT: 'http' });
  expect(status).toBe(1);
  expect(out).toMatch(
    /^fault {3}settings: PORT: expected a whole number from 0 to 65535, but got "http"\.\n {8}→ /,
  );
});

test('a secret that others may read is warned of, and one that is too short is a fault', async () => {
  const { dataDir: DATA_DIR } = await emptyFolder();
  const file = join(DATA_DIR, 'jwt-secret');
  await mkdir(DATA_DIR, { recursive: true });
  await writeFile(file, 'x'.repeat(40));
  await chmod(file, 0o644);
  const warned = await runTalks(['doctor'], { DATA_DIR });
  expect(warned.status).toBe(0);
  expect(warned.out).toContain(`warning secret: Others than its owner may read ${file}`);
  await writeFile(file, 'short');
  const refused = await runTalks(['doctor'], { DATA_DIR });
  expect(refused.status).toBe(1);
  expect(refused.out).toContain(`fault   secret: ${file}: expected a secret of at least 32`);
});
