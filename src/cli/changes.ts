/** Does something now, and again whenever files change. */
import { type FSWatcher, watch } from 'node:fs';

export interface Watching {
  /** Ends with the watching; rejects where a path can no longer be watched, or `act` fails. */
  done: Promise<void>;
  stop(): void;
}

/** One save is several events; so many milliseconds of quiet end it. */
const quiet = 80;

/** Calls `act` at once and after each change, never twice at the same time. Throws where a path is not there. */
export function watchPaths(paths: readonly string[], act: () => Promise<void>): Watching {
  const { promise: done, resolve, reject } = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  let acting = false;
  let again = false;

  const run = async () => {
    if (acting) {
      again = true;
      return;
    }
    acting = true;
    do {
      again = false;
      await act().catch(fail);
    } while (again);
    acting = false;
  };
  const onChange = () => {
    clearTimeout(timer);
    timer = setTimeout(run, quiet);
  };
  // Armed before the first reading, so that no change falls between the two.
  const watchers: FSWatcher[] = [];
  const stop = () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    resolve();
  };
  function fail(cause: unknown) {
    reject(cause);
    stop();
  }
  try {
    for (const path of paths) watchers.push(watch(path, onChange).on('error', fail));
  } catch (cause) {
    stop();
    throw watchError(cause);
  }
  void run();
  return { done, stop };
}

function watchError(cause: unknown): unknown {
  if (!(cause instanceof Error && 'code' in cause && 'path' in cause)) return cause;
  const reason = cause.code === 'ENOENT' ? 'there is none' : String(cause.code);
  return new Error(`${cause.path}: expected a folder or file to watch, but ${reason}`, { cause });
}
