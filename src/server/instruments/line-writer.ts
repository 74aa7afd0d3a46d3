/**
 * Writes lines to a pipe or a file so that nobody waits for whoever reads them. Node opens pipes of its
 * own without waiting, so that a write takes what there is room for; the rest is kept, up to a bound.
 */
import { writeSync } from 'node:fs';

export interface LineWriter {
  write(line: string): void;
  /** Writes what is kept, for so many milliseconds at most: what is still left then is lost. */
  flush(milliseconds: number): void;
}

/** What has come within so many milliseconds is written at once, and what did not fit is tried again. */
const gatherFor = 50;

/** How many characters are kept for a reader that stands still, before the process loses its memory. */
const mostKept = 16_000_000;

/** `onLost` hears of lines that were not kept, once others are written again. */
export function createLineWriter(fd: number, onLost: (lines: number) => void): LineWriter {
  let kept: string[] = [];
  let length = 0;
  let begun: Buffer = Buffer.alloc(0);
  let lost = 0;
  let waiting = false;

  function waitForMore(): void {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      if (!writeOut()) waitForMore();
    }, gatherFor).unref();
  }

  /** Answers whether nothing is left. */
  function writeOut(): boolean {
    try {
      while (begun.length > 0 || kept.length > 0) {
        if (begun.length === 0) {
          begun = Buffer.from(kept.join(''));
          kept = [];
          length = 0;
        }
        begun = begun.subarray(writeSync(fd, begun));
      }
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'EAGAIN') return false;
      // Nobody is there any more, or the disk is full: the server goes on without its log.
      lost += begun.toString().split('\n').length - 1;
      begun = Buffer.alloc(0);
      return kept.length === 0;
    }
    const lines = lost;
    lost = 0;
    if (lines > 0) onLost(lines);
    return true;
  }

  return {
    write(line) {
      if (length > mostKept) {
        lost += 1;
        return;
      }
      kept.push(line);
      length += line.length;
      waitForMore();
    },
    flush(milliseconds) {
      const deadline = performance.now() + milliseconds;
      const sleep = new Int32Array(new SharedArrayBuffer(4));
      while (!writeOut() && performance.now() < deadline) Atomics.wait(sleep, 0, 0, 10);
    },
  };
}
