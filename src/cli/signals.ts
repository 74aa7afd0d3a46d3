/** Stops a process when it is asked to: cleanly at first, and at once where that takes too long. */

/** What is still running this long after the first signal is abandoned. */
const deadlineMilliseconds = 4_800;

/** npm passes on a Ctrl-C that the terminal has sent already: the same wish, not a second one. */
const echoMilliseconds = 500;

/**
 * On SIGTERM or SIGINT runs `stop` and ends the process with status 0. A second signal, a stop
 * that takes longer than 4.8 s and `extra` milliseconds, or one that fails ends it with status 1.
 */
export function stopOnSignals(stop: () => Promise<void>, extra = 0): void {
  let stoppingSince: number | undefined;
  const onSignal = () => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > echoMilliseconds) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    setTimeout(() => process.exit(1), deadlineMilliseconds + extra).unref();
    stop().then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`talks: the stop failed: ${error}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
