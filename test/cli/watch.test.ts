/** `talks watch` as a user runs it, beside a real server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { entryLine, type WatchedEntry } from '../../src/cli/watch.ts';
import { editorOf, numbered, serveLog, write } from '../client/log-service.ts';
import { emptyFolder } from '../databases.ts';
import { freePort } from '../faults/server-process.ts';
import { runTalks } from './processes.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const command = fileURLToPath(new URL('../../bin/talks.js', import.meta.url));

/** Starts `talks watch`; it is killed when the test ends. */
function watch(...args: string[]) {
  const child = spawn(process.execPath, [command, 'watch', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const told = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  return {
    child,
    /** The next lines that it prints. */
    lines: (count: number) => next(lines, count),
    /** The next lines on standard error. */
    told: (count: number) => next(told, count),
    /** Asks it to end, and answers its status. */
    async stop(signal: 'SIGINT' | 'SIGTERM') {
      child.kill(signal);
      const [status] = await once(child, 'close');
      return status;
    },
  };
}

async function next(lines: AsyncIterator<string>, count: number): Promise<string[]> {
  const taken: string[] = [];
  while (taken.length < count) {
    const { done, value } = await lines.next();
    if (done) throw new Error(`Expected ${count} lines, but there were ${taken.length}.`);
    taken.push(value);
  }
  return taken;
}

/** A line but for the instant, which is another in each run. */
function withoutTime(line: string): string {
  return line.replace(/ {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}/, '  TIME  ');
}

const halted = 'TIME  halt-bombardment  BROKEN → BROKEN  The desk:';

describe('talks watch', () => {
  test('prints the log from the place on, then each entry as it comes, and ends with Ctrl-C', async () => {
    const { url } = await serveLog();
    const editor = await editorOf(url);
    await write(editor, ['first', 'second']);
    const watching = watch('--url', url, '--after', '2');
    expect((await watching.lines(1)).map(withoutTime)).toEqual([`3  ${halted} second`]);
    await write(editor, ['third', 'fourth']);
    expect((await watching.lines(2)).map(withoutTime)).toEqual([
      `4  ${halted} third`,
      `5  ${halted} fourth`,
    ]);
    const told = text(watching.child.stderr);
    expect(await watching.stop('SIGINT')).toBe(0);
    expect(await told).toBe('');
  });

  test('with --json prints an object a line', async () => {
    const { url } = await serveLog();
    await write(await editorOf(url), ['الخط\u061c الأول']);
    const watching = watch('--url', url, '--after', '1', '--json');
    const [line = ''] = await watching.lines(1);
    expect(JSON.parse(line)).toMatchObject({
      cursor: '2',
      kind: 'RATED',
      pledge: { slug: 'halt-bombardment' },
      previousStatus: 'NOT_YET_RATED',
      status: 'BROKEN',
      rationale: 'الخط\u061c الأول',
      url: 'https://example.org/a',
      retracts: null,
    });
    expect(await watching.stop('SIGTERM')).toBe(0);
  });

  test('goes on where it was when the server comes back, and tells of both', async () => {
    const [location, port] = [await emptyFolder(), await freePort()];
    const first = await serveLog(location, port);
    const { url } = first;
    await write(await editorOf(url), ['first']);
    const watching = watch('--url', url, '--after', '1');
    expect((await watching.lines(1)).map(withoutTime)).toEqual([
      '2  TIME  halt-bombardment  NOT_YET_RATED → BROKEN  The desk: first',
    ]);
    await first.stop();
    const reason = /^talks: No connection to \S+: [^;]+; trying again$/;
    expect(await watching.told(1)).toEqual([expect.stringMatching(reason)]);
    const again = await serveLog(location, port);
    await write(await editorOf(again.url), numbered('again', 2));
    expect(await watching.told(1)).toEqual([`talks: connected to ${url}`]);
    expect((await watching.lines(2)).map(withoutTime)).toEqual([
      `3  ${halted} again 1`,
      `4  ${halted} again 2`,
    ]);
    expect(await watching.stop('SIGTERM')).toBe(0);
  });

  test('waits for a server that is not there, and can be stopped meanwhile', async () => {
    const url = `http://127.0.0.1:${await freePort()}/graphql`;
    const watching = watch('--url', url);
    const reason = `connect ECONNREFUSED ${new URL(url).host}`;
    expect(await watching.told(1)).toEqual([
      `talks: No connection to ${url}: ${reason}; trying again`,
    ]);
    expect(await watching.stop('SIGINT')).toBe(0);
  });

  test('ends when nobody reads any more', async () => {
    const { url } = await serveLog();
    const watching = watch('--url', url, '--after', '0');
    await watching.lines(1);
    const ended = once(watching.child, 'exit');
    watching.child.stdout.destroy();
    await write(await editorOf(url), ['unread']);
    expect(await ended).toEqual([0, null]);
  });
});

describe('what talks watch refuses, each in one line', () => {
  test('a place that the log does not have', async () => {
    const { url } = await serveLog();
    expect(await runTalks(['watch', '--url', url, '--after', '99'])).toEqual({
      status: 1,
      out: '',
      error:
        'talks: Expected a place in the pledge log, whose newest is "1", got "99". It is of another log, or of one that was restored from a copy: read this log from "0".\n',
    });
  });

  test('an address of something else', async () => {
    const url = (await serveLog()).url.replace('/graphql', '/nowhere');
    const { status, error } = await runTalks(['watch', '--url', url]);
    expect(status).toBe(1);
    expect(error).toMatch(/^talks: Expected events [^\n]* got 404 Not Found: [^\n]*\n$/);
  });

  test.each(['record', 'ftp://127.0.0.1/', '127.0.0.1:4000'])('the address %s', async (url) => {
    const { status, error } = await runTalks(['watch', '--url', url]);
    expect(status).toBe(1);
    expect(error).toMatch(/^talks: [^\n]*Expected an http or https address[^\n]*\n$/);
  });
});

describe('a line', () => {
  const entry: WatchedEntry = {
    cursor: '12',
    kind: 'RATED',
    pledge: { slug: 'halt-bombardment' },
    version: 2,
    previousStatus: 'NOT_YET_RATED',
    status: 'BROKEN',
    rationale: 'It was reported.',
    locale: 'en',
    occurredOn: null,
    recordedAt: '2026-11-23T14:03:09.512Z',
    recordedBy: 'The desk',
    url: null,
    supersededBy: null,
    retracts: null,
  };

  test('tells when, of what, what became of it, by whom and why', () => {
    expect(entryLine(entry)).toBe(
      '12  2026-11-23 14:03  halt-bombardment  NOT_YET_RATED → BROKEN  The desk: It was reported.',
    );
  });

  test('of a retraction tells what is taken back', () => {
    const retraction = { ...entry, cursor: '13', status: 'NOT_YET_RATED' as const };
    expect(entryLine({ ...retraction, kind: 'RETRACTED', retracts: { cursor: '12' } })).toMatch(
      / {2}The desk takes 12 back: It was reported\.$/,
    );
  });

  test('tells which pledge took the place of one that is superseded', () => {
    const supersededBy = { slug: 'joint-monitoring-group' };
    expect(entryLine({ ...entry, status: 'SUPERSEDED', supersededBy })).toMatch(
      / {2}NOT_YET_RATED → SUPERSEDED \(joint-monitoring-group\) {2}/,
    );
  });

  test('is one line of harmless text, as wide as the terminal', () => {
    const rationale = 'one\ntwo \x1b[2J three';
    const line = entryLine({ ...entry, recordedBy: 'x\x9by', rationale });
    expect(line).toMatch(/ {2}x\ufffdy: one two ␛\[2J three$/);
    expect(entryLine({ ...entry, rationale }, 76)).toBe(
      '12  2026-11-23 14:03  halt-bombardment  NOT_YET_RATED → BROKEN  The desk: o…',
    );
  });
});
