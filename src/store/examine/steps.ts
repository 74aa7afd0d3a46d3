/** Looks at which steps of ours a database has taken, and takes none. */
import { type Kysely, sql } from 'kysely';
import { knownSteps, takenSteps } from '../migrate.ts';
import type { DatabaseKind } from '../store.ts';
import { type Finding, fault, fine, warning } from './finding.ts';

/** `complete` where the tables are those that this version reads. */
export async function examineSteps<T>(
  db: Kysely<T>,
  kind: DatabaseKind,
): Promise<{ finding: Finding; complete: boolean }> {
  const known = knownSteps(kind);
  const taken = await takenSteps(db);
  const newer = taken.filter((step) => !known.includes(step));
  const pending = known.filter((step) => !taken.includes(step));
  if (newer.length > 0) {
    const what = `The database is of a newer version: it has taken ${newer.join(', ')}`;
    const advice = 'Run that version, or restore a copy from before it.';
    return { finding: fault('migrations', what, advice), complete: false };
  }
  if (pending.length > 0) {
    const what = `${taken.length === 0 ? 'The database is empty' : 'Steps are pending'}: ${pending.join(', ')}`;
    const advice = `${taken.length === 0 ? '' : 'Make a copy first (talks backup, or pg_dump). '}The next \`talks serve\` takes them.`;
    return { finding: warning('migrations', what, advice), complete: false };
  }
  const finding = fine('migrations', `All ${known.length} steps are taken, up to ${known.at(-1)}`);
  return { finding, complete: true };
}

/** The version of the record, and how far its log goes, for the operator to know it by. */
export async function examineState<T>(db: Kysely<T>): Promise<Finding> {
  const { rows } = await sql<{ version: number; log_end: number }>`
    select version, log_end from record_state
  `.execute(db);
  const [state] = rows;
  if (rows.length === 1 && state) {
    return fine('record', `The record is at version ${state.version}, its log at ${state.log_end}`);
  }
  return fault('record', `record_state has ${rows.length} rows, and needs one`, restoreAdvice);
}

export const restoreAdvice =
  'Restore a copy (talks restore, or pg_restore), and keep this one: it may tell what happened.';
