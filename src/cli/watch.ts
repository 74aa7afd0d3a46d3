/** `talks watch`: follows the pledge log in the terminal. */
import { once } from 'node:events';
import { Command, InvalidArgumentError } from 'commander';
import type { ResultOf } from '../client/document.ts';
import type { watchPledgeLog } from '../client/documents.ts';
import { stopOnSignals } from './signals.ts';
import { cutToWidth, harmless, harmlessJson } from './terminal-text.ts';

const help = `
Prints a line for each entry: its place in the log, when it was recorded (UTC), the pledge, its status
before and after, by whom and why. The place is a cursor: go on behind it with --after. A connection
that is lost is made again, and nothing is missed; standard error tells of both. Ends with Ctrl-C.

Examples:
  talks watch
  talks watch --after 0 --json
`;

export type WatchedEntry = ResultOf<typeof watchPledgeLog>['pledgeUpdates'];

interface Options {
  after?: string;
  url: string;
  json?: true;
}

export function watchCommand(): Command {
  return new Command('watch')
    .description('follow the pledge log: one line an entry')
    .option('--after <cursor>', 'begin behind this place; 0 is the whole log (only what is new)')
    .option('--url <url>', 'the address of the service', address, 'http://127.0.0.1:4000/graphql')
    .option('--json', 'print an entry as one JSON object a line')
    .addHelpText('after', help)
    .action(watch);
}

async function watch({ url, after, json }: Options): Promise<void> {
  const [{ createClient }, { watchPledgeLog }] = await Promise.all([
    import('../client/client.ts'),
    import('../client/documents.ts'),
  ]);
  const leaving = new AbortController();
  stopOnSignals(async () => leaving.abort());
  const variables = after === undefined ? {} : { after };
  const results = createClient({ url, persisted: true }).subscribe(watchPledgeLog, variables, {
    signal: leaving.signal,
    onState: tellConnection(url),
  });
  try {
    for await (const { pledgeUpdates: entry } of results) {
      const { isTTY, columns } = process.stdout;
      const line = json ? harmlessJson(entry) : entryLine(entry, isTTY ? columns : undefined);
      // While nobody reads what is printed, nothing more is read from the service.
      if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
    }
  } catch (cause) {
    // What the service answered stands in the message.
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(harmless(message), { cause });
  }
}

/** `12  2026-11-23 14:03  halt-bombardment  NOT_YET_RATED → BROKEN  The desk: why`, cut to so many columns. */
export function entryLine(entry: WatchedEntry, columns = Number.POSITIVE_INFINITY): string {
  const { cursor, recordedAt, pledge, previousStatus, status, recordedBy, rationale } = entry;
  const successor = entry.supersededBy ? ` (${entry.supersededBy.slug})` : '';
  const taken = entry.retracts ? ` takes ${entry.retracts.cursor} back` : '';
  const parts = [
    cursor,
    recordedAt.slice(0, 16).replace('T', ' '),
    pledge.slug,
    `${previousStatus} → ${status}${successor}`,
    `${recordedBy}${taken}: ${rationale}`,
  ];
  return cutToWidth(parts.map(harmless).join('  '), columns);
}

/** Tells on standard error when the connection is lost, or cannot be made, and when it is there again. */
function tellConnection(url: string) {
  let told = false;
  return (state: 'connected' | 'lost', cause?: Error): void => {
    if (state === 'connected' && !told) return;
    told = true;
    const text = state === 'lost' ? `${cause?.message}; trying again` : `connected to ${url}`;
    process.stderr.write(`talks: ${harmless(text)}\n`);
  };
}

function address(value: string): string {
  if (/^https?:$/.test(URL.parse(value)?.protocol ?? '')) return value;
  throw new InvalidArgumentError(
    'Expected an http or https address, such as http://127.0.0.1:4000/graphql.',
  );
}
