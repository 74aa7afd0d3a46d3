/**
 * The log: JSON lines on standard error, or lines for people where that is a terminal. They are
 * written beside the event loop; what cannot be written fast enough is kept up to a bound.
 */
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { terminalLine } from './terminal-line.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'off';

export interface Log {
  logger: Logger;
  /** Answers when all lines are written; where nobody takes them, after a while. */
  flush(): Promise<void>;
}

/** A reader that stands still loses lines, in bytes, before the process loses its memory. */
const mostKept = 16_000_000;

const flushWithin = 250;

export function createLog(level: LogLevel, stream: NodeJS.WriteStream & { fd: number }): Log {
  const options = {
    level: level === 'off' ? 'silent' : level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  if (stream.isTTY) {
    const colours = stream.hasColors();
    const destination: DestinationStream = {
      write: (line) => void stream.write(terminalLine(line, colours)),
    };
    return { logger: pino(options, destination), flush: async () => {} };
  }
  // With a least length of one it writes each line at once, and can be flushed.
  const destination = pino.destination({
    fd: stream.fd,
    sync: false,
    minLength: 1,
    maxLength: mostKept,
  });
  const logger = pino(options, destination);
  let lost = 0;
  destination.on('drop', () => {
    lost += 1;
  });
  destination.on('drain', () => {
    if (lost === 0) return;
    const lines = lost;
    lost = 0;
    logger.warn({ lines }, 'lines of the log were lost, as nobody took them');
  });
  return {
    logger,
    flush: () =>
      new Promise((resolve) => {
        setTimeout(resolve, flushWithin).unref();
        destination.flush(() => resolve());
      }),
  };
}
