/** The log: JSON lines on standard error, or lines for people where that is a terminal. */
import { type Logger, pino, stdTimeFunctions } from 'pino';
import { createLineWriter } from './line-writer.ts';
import { terminalLine } from './terminal-line.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'off';

export interface Log {
  logger: Logger;
  /** Writes what is kept; for whoever does not take it, it waits a moment and no longer. */
  flush(): void;
}

const flushWithin = 250;

export function createLog(level: LogLevel, stream: NodeJS.WriteStream & { fd: number }): Log {
  const options = {
    level: level === 'off' ? 'silent' : level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  if (stream.isTTY) {
    const coloured = stream.hasColors();
    const write = (line: string) => void stream.write(terminalLine(line, coloured));
    return { logger: pino(options, { write }), flush() {} };
  }
  const writer = createLineWriter(stream.fd, (lines) => {
    logger.warn({ lines }, 'lines of the log were lost, as nobody took them');
  });
  const logger = pino(options, writer);
  return { logger, flush: () => writer.flush(flushWithin) };
}
