/** `talks verify`: holds a text against the citations of it that are on record. */
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { readConfig } from '../config.ts';
import type { Verification } from '../intake/verify.ts';
import type { Passage } from '../record/passages.ts';
import { counted } from './counted.ts';

const help = `
Finds the source on record with the digest of this text, and checks every citation of it. Where no
source has that digest, takes the one that the text bears out best, names each citation that no
longer holds, and ends with status 1. An empty record is filled first, as the server does.

Environment:
  DATA_DIR      the folder of the embedded store (.data)
  DATABASE_URL  a postgres:// address, to be used in place of the embedded store

Example:
  talks verify article.txt
`;

export function verifyCommand(): Command {
  return new Command('verify')
    .description('check every citation of a source against its text')
    .argument('<file>', 'the text, in UTF-8')
    .option('--json', 'print one JSON object: the source, and which citations hold no longer')
    .addHelpText('after', help)
    .action(verify);
}

async function verify(file: string, options: { json?: true }): Promise<void> {
  const { location } = readConfig();
  const [{ openStore }, { fillIfEmpty }, { sourcesIn }, { readGivenText }, { verifyText }] =
    await Promise.all([
      import('../store/open.ts'),
      import('../intake/fill.ts'),
      import('../intake/on-record.ts'),
      import('../intake/text-file.ts'),
      import('../intake/verify.ts'),
    ]);
  const text = await readGivenText(file);
  const store = await openStore(location);
  try {
    await fillIfEmpty(store, fileURLToPath(new URL('../../fixtures', import.meta.url)));
    const verification = verifyText(text, await sourcesIn(store));
    if (!verification) {
      throw new Error(`${file} is no source on record: no citation of any holds in it`);
    }
    if (options.json) printJson(verification);
    else report(file, verification);
  } finally {
    await store.close();
  }
}

function printJson({ source, same, sha256, length, held, failed }: Verification): void {
  const found = { source: source.slug, same, sha256, length, held, failed };
  process.stdout.write(`${JSON.stringify(found)}\n`);
  if (!same || failed.length > 0) process.exitCode = 1;
}

function report(file: string, { source, same, sha256, length, held, failed }: Verification): void {
  const all = counted(held + failed.length, 'citation');
  if (same && failed.length === 0) {
    process.stdout.write(`${file} is the source ${source.slug}: ${all} checked, none at fault\n`);
    return;
  }
  if (!same) {
    process.stderr.write(
      `${file} is not the text on record as ${source.slug}: expected the digest ${source.sha256} and ${source.length} code points, but got ${sha256} and ${length}\n`,
    );
  }
  for (const { citation, movedTo } of failed) {
    const { owner, paragraph, start, end } = citation;
    process.stderr.write(
      `${owner.replace(':', ' ')}, paragraph ${paragraph}, ${start}–${end}: ${fate(movedTo)}\n`,
    );
  }
  throw new Error(
    failed.length === 0
      ? `the text has changed, but not where it is cited: ${all} checked, none at fault.`
      : `${failed.length} of ${all} no longer hold${failed.length === 1 ? 's' : ''}.`,
  );
}

function fate(movedTo: Passage | null): string {
  return movedTo
    ? `no longer holds; the same words stand in paragraph ${movedTo.paragraph}, ${movedTo.start}–${movedTo.end}`
    : 'no longer holds';
}
