/** A large made-up set in files, as a program would write it. */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { recordFileNames, recordFiles } from '../../src/intake/files.ts';
import { syntheticSet } from '../synthetic.ts';

/** Each set of talks comes with 2 delegations, 10 pledges and 20 quotations. The folder is made. */
export async function writeMadeUpSet(folder: string, talks: number): Promise<void> {
  const set = syntheticSet({ talks, delegations: 2, quotes: 20, pledges: 10 });
  // Made-up words are no passages: none is verbatim.
  const quotes = set.quotes.map((quote) => ({ ...quote, form: 'INDIRECT' }));
  await mkdir(folder);
  for (const name of recordFileNames) {
    const entries = name === 'quotes.json' ? quotes : set[recordFiles[name]];
    await pipeline(Readable.from(linesOf(entries)), createWriteStream(join(folder, name)));
  }
}

function* linesOf(entries: readonly object[]): Generator<string> {
  yield '[';
  for (const [index, entry] of entries.entries()) {
    yield `${index === 0 ? '' : ','}\n${JSON.stringify(entry)}`;
  }
  yield '\n]\n';
}
