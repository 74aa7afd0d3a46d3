/** That the image and the compose file keep up with the project; an engine is not needed for this. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { settingsHelp } from '../../src/cli/serve-settings.ts';
import { startOptions } from '../start-options.ts';

const root = new URL('../../', import.meta.url);
const read = (name: string) => readFile(new URL(name, root), 'utf8');

test('the image has the Node that the project is tested with', async () => {
  const { devDependencies } = JSON.parse(await read('package.json'));
  const images = [...(await read('Dockerfile')).matchAll(/^FROM node:([\d.]+)-slim/gm)];
  expect(images.map(([, version]) => version)).toEqual([
    devDependencies.node,
    devDependencies.node,
  ]);
});

test('what it takes along is there, or is made before', async () => {
  const lines = (await read('Dockerfile')).match(/^COPY --from=build .*$/gm) ?? [];
  const taken = lines.flatMap((line) => line.match(/(?<=\/app\/)\S+/g) ?? []);
  expect(taken).toContain('src');
  const made = ['dist/web', 'node_modules'];
  expect(taken.filter((path) => !made.includes(path) && !existsSync(new URL(path, root)))).toEqual(
    [],
  );
});

test('the image and the compose file set what the server knows', async () => {
  const known: string[] = settingsHelp.match(/[A-Z][A-Z_]{3,}/g) ?? [];
  const env = (await read('Dockerfile')).match(/^ENV (.*)$/m)?.[1]?.match(/[A-Z_]+(?==)/g) ?? [];
  const [, server = ''] =
    /environment:\n(.*?)\n {2}depends_on:/s.exec(await read('compose.yaml')) ?? [];
  const compose = server.match(/(?<=^ {4})[A-Z_]+(?=:)/gm) ?? [];
  expect(compose).toContain('TRUST_PROXY');
  expect([...env, ...compose].filter((name) => !known.includes(name))).toEqual([]);
});

test('the image starts Node as `npm start` does', async () => {
  const [, entry = '[]'] = /^ENTRYPOINT (.*)$/m.exec(await read('Dockerfile')) ?? [];
  const options = JSON.parse(entry).filter((word: string) => word.startsWith('--'));
  expect(options).toEqual(startOptions);
});
