/** How far a long command has come: a bar on standard error, and only on a terminal. */
import { styleText } from 'node:util';

export interface Progress {
  /** So many are done of so many. */
  at(done: number, total: number): void;
  /** Takes the bar away. */
  end(): void;
}

/** In signs. */
const width = 30;

/** A bar is drawn again after so many milliseconds at the earliest: what is quick has none. */
const redrawAfter = 100;

/** A stream that may be a terminal. */
type Screen = NodeJS.WritableStream & { isTTY?: boolean };

/** `what` is being done, as in `Importing`. Nothing is drawn where the stream is no terminal. */
export function showProgress(what: string, screen: Screen = process.stderr): Progress {
  if (!screen.isTTY) return { at() {}, end() {} };
  let drawnAt = performance.now();
  let drawn = false;
  return {
    at(done, total) {
      const now = performance.now();
      if (now - drawnAt < redrawAfter) return;
      [drawnAt, drawn] = [now, true];
      screen.write(`\r${barText(what, done, total, screen)}\x1b[K`);
    },
    end() {
      if (drawn) screen.write('\r\x1b[K');
    },
  };
}

function barText(what: string, done: number, total: number, screen: Screen): string {
  const share = Math.min(done / Math.max(total, 1), 1);
  const full = Math.floor(share * width);
  const bar = styleText('cyan', '█'.repeat(full), { stream: screen });
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  const [these, all] = [done, total].map((count) => count.toLocaleString('en'));
  return `${what} ${bar}${'░'.repeat(width - full)}${percent}  ${these} of ${all}`;
}
