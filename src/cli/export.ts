/** `talks export`: writes the record out, as data for other programs. */
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { readConfig } from '../config.ts';
import type { Export, ExportedList } from '../export/exports.ts';
import type { Store } from '../store/store.ts';
import { type Progress, showProgress } from './progress.ts';

const help = `
json is the whole record: one file, or where --output is no *.json a folder of a set, either of which
talks import takes. csv and jsonl are one list, as --what says. ical are the deadlines that have a day.
All is read at one moment, whoever writes meanwhile. An empty record is filled first, as the server does.

Environment:
  DATA_DIR      the folder of the embedded store (.data)
  DATABASE_URL  a postgres:// address, to be used in place of the embedded store

Examples:
  talks export --format csv --what quotes --output quotes.csv
  talks export --format json --output my-copy
`;

interface Options {
  format: 'json' | 'csv' | 'jsonl' | 'ical';
  what?: ExportedList;
  output?: string;
  locale: string;
  url?: string;
  json?: true;
}

export function exportCommand(): Command {
  return new Command('export')
    .description('write the record out as JSON, CSV, JSON lines or a calendar')
    .addOption(
      new Option('--format <format>', 'what to write')
        .choices(['json', 'csv', 'jsonl', 'ical'])
        .default('json'),
    )
    .addOption(
      new Option('--what <list>', 'of csv and jsonl: which list (pledges)').choices([
        'pledges',
        'quotes',
        'talks',
        'log',
      ]),
    )
    .option('--output <path>', 'the file or folder to write (standard output)')
    .option('--locale <locale>', 'of ical: the language, as a BCP 47 tag', locale, 'en')
    .option('--url <url>', 'of ical: the address of the service, for links', address)
    .option('--json', 'say as JSON what was written; needs --output')
    .addHelpText('after', help)
    .action(writeExport);
}

async function writeExport(options: Options): Promise<void> {
  const { format, what, output } = options;
  if (what !== undefined && (format === 'json' || format === 'ical')) {
    throw new Error(`--what goes with csv and jsonl: ${format} is always ${wholes[format]}.`);
  }
  if (options.json && output === undefined) {
    throw new Error('--json goes with --output: without it standard output is the export itself.');
  }
  const { location } = readConfig();
  const [{ openStore }, { fillIfEmpty }, { findExport, exportSize }, { recordState }] =
    await Promise.all([
      import('../store/open.ts'),
      import('../intake/fill.ts'),
      import('../export/exports.ts'),
      import('../store/state.ts'),
    ]);
  const found = findExport(nameOf(options));
  if (!found) throw new Error(`there is no export ${nameOf(options)}.`);
  const folder = output !== undefined && format === 'json' && !output.endsWith('.json');
  if (folder) await refuseFull(output);
  const store = await openStore(location);
  try {
    await fillIfEmpty(store, new URL('../../fixtures', import.meta.url).pathname);
    await store.snapshot(async (at) => {
      const progress = showProgress('Exporting');
      const onPiece = counting(progress, await exportSize(at, found));
      try {
        if (output === undefined) await toStandardOutput(at, found, options, onPiece);
        else if (folder) await toFolder(at, output, onPiece);
        else await toFile(output, piecesOf(at, found, options), onPiece);
      } finally {
        progress.end();
      }
      const { version } = await recordState(at);
      if (output !== undefined) tell(output, version, options.json === true);
    });
  } finally {
    await store.close();
  }
}

const wholes = { json: 'the whole record', ical: 'the deadlines' };

function nameOf({ format, what = 'pledges' }: Options): string {
  if (format === 'json') return 'record.json';
  return format === 'ical' ? 'deadlines.ics' : `${what}.${format}`;
}

function piecesOf(store: Store, { pieces }: Export, options: Options): AsyncIterable<string> {
  return pieces(store, { locale: options.locale, origin: options.url ?? null });
}

/** Hears of each piece, which is about one object, of so many. */
function counting(progress: Progress, total: number): () => void {
  let done = 0;
  return () => {
    done += 1;
    progress.at(Math.min(done, total), total);
  };
}

async function toStandardOutput(
  store: Store,
  found: Export,
  options: Options,
  onPiece: () => void,
): Promise<void> {
  const pieces = await heard(piecesOf(store, found, options), onPiece);
  await pipeline(Readable.from(pieces, { objectMode: false }), process.stdout, { end: false });
}

/** Under a name of its own until it is whole, so that a broken export leaves nothing that looks like one. */
async function toFile(
  file: string,
  pieces: AsyncIterable<string>,
  onPiece: () => void,
): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(
      Readable.from(await heard(pieces, onPiece), { objectMode: false }),
      createWriteStream(part),
    );
    await rename(part, file);
  } catch (cause) {
    await rm(part, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file} could not be written: ${reason}`, { cause });
  }
}

async function toFolder(store: Store, folder: string, onPiece: () => void): Promise<void> {
  const [{ recordFiles, recordFileNames }, { listJson }] = await Promise.all([
    import('../intake/files.ts'),
    import('../export/fixture-json.ts'),
  ]);
  await mkdir(folder, { recursive: true });
  for (const name of recordFileNames) {
    await toFile(join(folder, name), ended(listJson(store, recordFiles[name])), onPiece);
  }
}

async function* ended(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  yield* pieces;
  yield '\n';
}

async function heard(pieces: AsyncIterable<string>, onPiece: () => void) {
  const { gathered } = await import('../export/exports.ts');
  return gathered(
    (async function* () {
      for await (const piece of pieces) {
        onPiece();
        yield piece;
      }
    })(),
  );
}

/** What is there already might become part of the set. */
async function refuseFull(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found === null) return;
  if (!found.isDirectory()) {
    throw new Error(
      `${folder} is a file: expected a new or empty folder, or a name that ends in .json.`,
    );
  }
  const inside = await readdir(folder);
  if (inside.length > 0) {
    throw new Error(`${folder} is not empty: expected a new or empty folder. Name another.`);
  }
}

function tell(output: string, version: number, json: boolean): void {
  const text = json
    ? JSON.stringify({ output: resolve(output), version })
    : `${output}: the record at version ${version}`;
  process.stdout.write(`${text}\n`);
}

function locale(value: string): string {
  try {
    const [tag] = Intl.getCanonicalLocales(value);
    if (tag !== undefined) return tag;
  } catch {
    // Told below.
  }
  throw new InvalidArgumentError('Expected a BCP 47 tag, such as ar or en-GB.');
}

function address(value: string): string {
  const url = URL.parse(value);
  if (url && /^https?:$/.test(url.protocol)) return url.href.replace(/\/+$/, '');
  throw new InvalidArgumentError('Expected an http or https address, such as https://example.org.');
}
