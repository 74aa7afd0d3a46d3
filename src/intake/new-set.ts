/** Lays out an empty set: valid as it is, with a README that says what goes where. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as terms from '../record/terms.ts';
import { exampleEntries, exampleText } from './example-set.ts';
import { recordFileNames } from './files.ts';

/** Throws an error of one line where the folder is not empty, or cannot be made. */
export async function layOutSet(dir: string): Promise<void> {
  const inside = await readdir(dir).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw new Error(`${dir}: expected a new or empty folder, but got ${whatIs(cause)}`);
  });
  if (inside.length > 0) {
    throw new Error(`${dir}: expected a new or empty folder, but got one with ${inside[0]} in it`);
  }
  await mkdir(dir, { recursive: true });
  for (const name of recordFileNames) await writeFile(join(dir, name), '[]\n');
  await writeFile(join(dir, 'README.md'), readme());
}

function whatIs(cause: NodeJS.ErrnoException): string {
  return cause.code === 'ENOTDIR' ? 'a file' : String(cause.code);
}

function readme(): string {
  const files = Object.entries(exampleEntries()).map(([name, { goes, entries }]) =>
    [`## ${name}`, '', goes, '', '```json', JSON.stringify(entries, null, 2), '```', ''].join('\n'),
  );
  return [introduction, ...files, values()].join('\n');
}

/** What the fields of the examples take that take only certain words. */
function values(): string {
  const fields: readonly [field: string, values: readonly string[]][] = [
    ['parties: kind', terms.partyKinds],
    ['talks: status', terms.talksStatuses],
    ['talks: format', terms.talksFormats],
    ['talks: closingDocument', terms.closingDocuments],
    ['talks: sessions: kind', terms.sessionKinds],
    ['talks: outcomes: kind', terms.outcomeKinds],
    ['delegations: seats: role', terms.seatRoles],
    ['sponsors: roles', terms.sponsorRoles],
    ['quotes: form', terms.quoteForms],
    ['pledges: act', terms.speechActs],
    ['pledges: parties: role', terms.pledgeRoles],
    ['pledges: attestation', terms.attestations],
    ['updates: status', terms.pledgeStatuses.filter((status) => status !== 'NOT_YET_RATED')],
  ];
  const rows = fields.map(([field, all]) => `| ${field} | ${all.join(', ')} |`);
  return ['## What a field takes', '', '| field | one of |', '|---|---|', ...rows, ''].join('\n');
}

const introduction = `# A set of the record

Each file is a list in JSON; what you do not need stays empty. Things are named by slugs, such as
\`lund-1\`. Words come by language: \`{"en": "…", "fr": "…"}\`. What may be null may be left out.

Every fact has \`citations\`. \`talks cite\` prints one, ready to paste:

\`\`\`sh
talks cite article.txt                                               # for sources.json
talks cite article.txt "the words of a passage" --source my-source   # a citation
talks check . --watch                                                # every fault, on each save
talks import .
talks verify article.txt
\`\`\`

Below is an example of each file, one set together, read from this invented text:

\`\`\`text
${exampleText}
\`\`\`
`;
