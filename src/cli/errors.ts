/** How a command ends when it fails: one line on standard error, and a status other than 0. */

/**
 * Tells why a command failed and sets the exit status to 1. Faults that a user can mend are
 * errors whose message says how; a stack is added only where the fault must be ours.
 */
export function reportFailure(error: unknown): void {
  process.stderr.write(`talks: ${describeFailure(error)}\n`);
  process.exitCode = 1;
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isOurFault(error)) return `this is a fault of the program. ${error.stack ?? error.message}`;
  return error.message.trim() || error.name;
}

/** What the language throws, where the faults that we foresee have names of their own. */
function isOurFault(error: Error): boolean {
  return ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'AssertionError'].includes(
    error.name,
  );
}
