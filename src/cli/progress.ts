/** How far a long command has come: a bar on standard error, and only on a terminal. */
import { styleText } from 'node:util';

export interface Progress {
  /** So many more are done. */
  add(count: number): void;
  /** Takes the bar away. */
  end(): void;
}

const width = 30;

/** A bar is drawn again after so many milliseconds at the earliest. */
const redrawAfter = 100;

/** `total` is how many there will be; nothing is drawn where standard error is no terminal. */
export function showProgress(what: string, total: number): Progress {
  const { stderr } = process;
  if (!stderr.isTTY || total === 0) return { add() {}, end() {} };
  let done = 0;
  let drawnAt = performance.now();
  let drawn = false;
  return {
    add(count) {
      done += count;
      const now = performance.now();
      if (now - drawnAt < redrawAfter) return;
      [drawnAt, drawn] = [now, true];
      stderr.write(`\r${barText(what, Math.min(done, total), total)}\x1b[K`);
    },
    end() {
      if (drawn) stderr.write('\r\x1b[K');
    },
  };
}

function barText(what: string, done: number, total: number): string {
  const full = Math.floor((done / total) * width);
  const bar = styleText('cyan', '█'.repeat(full), { stream: process.stderr });
  const share = `${Math.floor((done / total) * 100)}%`.padStart(4);
  return `${what} ${bar}${'░'.repeat(width - full)}${share} ${done.toLocaleString('en')}`;
}
