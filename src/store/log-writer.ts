/** Writes into the pledge log, many requests in one commit. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import { insertRows } from './bulk.ts';
import type { PledgeUpdate } from './log.ts';
import { appendUpdates } from './log-append.ts';
import { decideAll } from './log-decide.ts';
import { knownFor } from './log-known.ts';
import type { LogRequest, LogResult } from './log-request.ts';
import { lockRecord, type RecordState, raiseRecord } from './state.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

interface Waiting {
  request: LogRequest;
  stop: AbortSignal | undefined;
  answer: PromiseWithResolvers<LogResult>;
}

/** So many requests wait for the disk together at most. */
const requestsAtOnce = 256;

/**
 * After so many turns of the event loop in which nobody came, nobody else is on the way: one turn
 * takes a request in, and its token is checked beside the loop.
 */
const quietTurns = 2;

/** However many come, nobody waits for longer than so many turns. */
const turnsAtMost = 20;

/**
 * Takes requests in the order in which they come. Those that come while a commit is under way
 * share the next one, so that the number of writers does not multiply the waits for the disk.
 */
export class LogWriter {
  readonly #store: Store;
  readonly #onWritten: (state: RecordState) => void;
  #waiting: Waiting[] = [];
  #writing = false;

  /** `onWritten` is told the state that entries have brought about, before they are answered. */
  constructor(store: Store, onWritten: (state: RecordState) => void = () => {}) {
    this.#store = store;
    this.#onWritten = onWritten;
  }

  /**
   * Answers once the entry is on disk; rejects where it is not, and with the signal's reason where
   * that is aborted before the entry's turn has come.
   */
  write(request: LogRequest, stop?: AbortSignal): Promise<LogResult> {
    const answer = Promise.withResolvers<LogResult>();
    this.#waiting.push({ request, stop, answer });
    void this.#drain();
    return answer.promise;
  }

  async #drain(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    while (this.#waiting.length > 0) {
      await this.#gather();
      await this.#commit(this.#waiting.splice(0, requestsAtOnce));
    }
    this.#writing = false;
  }

  /**
   * Lets those join who are at the door. While the embedded store commits, the process takes
   * nothing in, so that requests pile up outside: without this each would get a commit to itself.
   */
  async #gather(): Promise<void> {
    for (let turn = 0, quiet = 0; turn < turnsAtMost && quiet < quietTurns; turn++) {
      const before = this.#waiting.length;
      await nextTurn();
      quiet = this.#waiting.length > before ? 0 : quiet + 1;
    }
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    let wanted: readonly Waiting[] = [];
    try {
      const { results, state } = await writeAll(this.#store, () => {
        wanted = batch.filter(({ stop }) => !stop?.aborted);
        return wanted.map(({ request }) => request);
      });
      this.#onWritten(state);
      results.forEach((result, index) => {
        wanted[index]?.answer.resolve(result);
      });
    } catch (cause) {
      for (const { answer } of batch) answer.reject(cause);
    }
    // Those that were left out; an answer that has been given stays.
    for (const { answer, stop } of batch) answer.reject(stop?.reason);
  }
}

/** `take` is asked for the requests when their turn has come: others may have written for long before. */
async function writeAll(
  store: Store,
  take: () => LogRequest[],
): Promise<{ results: LogResult[]; state: RecordState }> {
  return store.write(async (db) => {
    const before = await lockRecord(store, db);
    const requests = take();
    const known = await knownFor({ ...store, db }, requests);
    const decisions = decideAll(requests, known, new Date().toISOString());
    const entries = decisions.flatMap((one) => ('entry' in one ? [one.entry] : []));
    const after = entries.length > 0 ? await raiseRecord(store, db, entries.length) : before;
    const added = await appendUpdates(store, db, entries, before.log_end);
    const byKey = new Map(added.map((update) => [update.key, update]));
    const results = decisions.map((decision): LogResult => {
      if ('result' in decision) return decision.result;
      const from = 'repeats' in decision ? decisions[decision.repeats] : decision;
      const update = from && 'entry' in from ? byKey.get(from.entry.key) : undefined;
      if (!update) throw new Error('An entry was decided on, and not written.');
      return { kind: 'recorded', update, created: 'entry' in decision };
    });
    await rememberKeys(store, db, requests, results);
    return { results, state: { version: after.version, logEnd: after.log_end } };
  });
}

async function rememberKeys(
  store: Store,
  db: Transaction<Tables>,
  requests: readonly LogRequest[],
  results: readonly LogResult[],
): Promise<void> {
  const rows = requests.flatMap(({ editor, idempotency }, index) => {
    const created = createdIn(results[index]);
    return idempotency && created
      ? [{ editor, key: idempotency.key, request_sha256: idempotency.sha256, entry: created.key }]
      : [];
  });
  await insertRows(store, db, 'idempotency_key', rows);
}

function createdIn(result: LogResult | undefined): PledgeUpdate | null {
  return result?.kind === 'recorded' && result.created ? result.update : null;
}
