/** What the README shows is what runs. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { settingsHelp } from '../../src/cli/serve-settings.ts';
import { emptyFolder } from '../databases.ts';
import { serveAstana } from '../service.ts';

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');

/** The first block of a language: what stands between its fences. */
function block(language: string): string {
  const [, text] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(readme) ?? [];
  if (text === undefined) throw new Error(`The README has no block of ${language}.`);
  return text;
}

test('its query gets the answer that it shows', async () => {
  const service = await serveAstana(await emptyFolder());
  expect(await service.ask(block('graphql'))).toEqual(JSON.parse(block('json')));
});

test('its commands are scripts of the package', async () => {
  const { scripts } = JSON.parse(
    await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  const named = [...readme.matchAll(/^npm (?:run )?([a-z:]+)/gm)].map(([, script]) => script);
  expect(named).toContain('start');
  for (const script of named.filter((name) => name !== 'ci'))
    expect(scripts).toHaveProperty(script ?? '');
});

test('its settings are those that `talks serve --help` tells of', () => {
  const [, table = ''] = /^## Run\n(.*?)^## /ms.exec(readme) ?? [];
  const cells = [...table.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell = '']) => cell);
  const inReadme = cells.flatMap((cell) => cell.match(/[A-Z][A-Z_]+/g) ?? []);
  const inHelp =
    settingsHelp.match(/(?<=^ {2}|, |then | and )[A-Z]+(?:_[A-Z]+)*(?=[ ,]|$)/gm) ?? [];
  expect(inReadme).toContain('DRAIN_SECONDS');
  expect(new Set(inReadme)).toEqual(new Set(inHelp));
});
