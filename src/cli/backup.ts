/** `talks backup` and `talks restore`: copies of the embedded store. */
import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { StoreError } from '../store/store.ts';

const backupHelp = `
The copy is of one moment; a server may write meanwhile. It holds the record, its log and what editors
have sent, but not DATA_DIR/jwt-secret: keep that, or JWT_SECRET, elsewhere.

Environment:
  DATA_DIR      the folder of the embedded store (.data)
  DATABASE_URL  not here: PostgreSQL has pg_dump for it

Example:
  talks backup copies/monday.sqlite
`;

const restoreHelp = `
Stop the server first. The store that was there is kept beside, under another name. Whoever followed
the log beyond the copy is told so (BAD_CURSOR) when they come back, and reads it from the beginning.

Environment:
  DATA_DIR      the folder of the embedded store (.data)
  DATABASE_URL  not here: PostgreSQL has pg_restore for it

Example:
  talks restore copies/monday.sqlite
`;

export function backupCommand(): Command {
  return new Command('backup')
    .description('copy the embedded store into a file, while a server writes')
    .argument('<file>', 'the name of a new file')
    .option(
      '--json',
      'print one JSON object: the file, its size, the version and the end of the log',
    )
    .addHelpText('after', backupHelp)
    .action(backup);
}

export function restoreCommand(): Command {
  return new Command('restore')
    .description('put such a copy in the place of the embedded store, while no server runs')
    .argument('<file>', 'what `talks backup` has made')
    .option(
      '--json',
      'print one JSON object: the version, the end of the log, and what was replaced',
    )
    .addHelpText('after', restoreHelp)
    .action(restoreFrom);
}

async function backup(file: string, { json }: { json?: true }): Promise<void> {
  const dataDir = embedded('pg_dump --format=custom --file=copy.dump "$DATABASE_URL"');
  const { backUp } = await import('../store/backup.ts');
  const copy = await backUp(dataDir, file);
  const { version, logEnd, bytes } = copy;
  tell(
    json ? copy : `${file}: the record at version ${version}, its log at ${logEnd}, ${bytes} bytes`,
  );
}

async function restoreFrom(file: string, { json }: { json?: true }): Promise<void> {
  const dataDir = embedded(
    'pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" copy.dump',
  );
  const { restore } = await import('../store/backup.ts');
  const { copy, replaced } = await restore(file, dataDir);
  const { version, logEnd } = copy;
  const kept = replaced === null ? '' : `; what was there is ${replaced}`;
  tell(
    json
      ? { ...copy, replaced }
      : `${dataDir}: the record at version ${version}, its log at ${logEnd}${kept}`,
  );
}

function embedded(instead: string): string {
  const { location } = readConfig();
  if ('dataDir' in location) return location.dataDir;
  throw new StoreError(`DATABASE_URL is set, and PostgreSQL makes its own copies: ${instead}`);
}

function tell(what: string | object): void {
  process.stdout.write(`${typeof what === 'string' ? what : JSON.stringify(what)}\n`);
}
