/** `talks serve` with documents on file, as an operator sets it up. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { emptyFolder } from '../databases.ts';
import { runTalks, startServer } from './processes.ts';

const command = fileURLToPath(new URL('../../bin/talks.js', import.meta.url));

test('a manifest is added by its path, and nothing else is run but what the project sends itself', async () => {
  const { dataDir: DATA_DIR } = await emptyFolder();
  const PERSISTED_DOCUMENTS = join(DATA_DIR, 'desk.json');
  await writeFile(PERSISTED_DOCUMENTS, '{ "x-desk:count": "{ record { talksCount } }" }');
  const settings = { DATA_DIR, PERSISTED_DOCUMENTS, PERSISTED_ONLY: 'true' };
  const { origin } = await startServer(settings);
  const ask = async (parameters: string) => (await fetch(`${origin}/graphql?${parameters}`)).json();
  expect(await ask('documentId=x-desk:count')).toEqual({ data: { record: { talksCount: 3 } } });
  expect(await ask('query={__typename}')).toMatchObject({
    errors: [{ extensions: { code: 'PERSISTED_OPERATION_REQUIRED' } }],
  });

  const watch = ['watch', '--url', `${origin}/graphql`, '--after', '0'];
  const child = spawn(process.execPath, [command, ...watch], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  expect(line).toContain('joint-monitoring-group');
});

test('a manifest that cannot be used stops the start, and the check, in one line', async () => {
  const settings = { PERSISTED_DOCUMENTS: '/nowhere' };
  const ended = {
    status: 1,
    out: '',
    error:
      'talks: PERSISTED_DOCUMENTS: expected a JSON file or a folder of them at "/nowhere", but there is none.\n',
  };
  expect(await runTalks(['serve'], settings)).toEqual(ended);
  expect(await runTalks(['serve', '--check'], settings)).toEqual(ended);
});
