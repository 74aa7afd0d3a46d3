/**
 * Reads JSON and says where it is broken, in lines and columns, and which keys an object has twice:
 * `JSON.parse` tells neither reliably.
 */

/** Deeper than any record, and shallower than the stack. */
const DEEPEST = 64;

const SPACE = /[ \t\r\n]*/y;
/** What may stand in a string as it is; JSON forbids the control characters below the space only. */
const PLAIN = /(?:[^"\\\p{Cc}]+|[\x7f-\x9f]+)/uy;
/** What keeps a string from ending at the next quotation mark, or is forbidden in it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPLAIN = /[\\\0-\x1f]/;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const ATOM = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y;

/** A key that an object has again; JSON.parse would take the last and drop the others. */
export interface RepeatedKey {
  path: readonly (string | number)[];
  line: number;
}

export type ReadJson =
  | { value: unknown; repeated: readonly RepeatedKey[] }
  | { line: number; column: number; expected: string; came: string };

/** Reads a text that should be JSON; lines and columns count from 1, columns in code points. */
export function readJson(text: string): ReadJson {
  const repeated: RepeatedKey[] = [];
  try {
    scan(text, (path, at) => repeated.push({ path, line: placeOf(text, at).line }));
  } catch (fault) {
    if (!(fault instanceof Break)) throw fault;
    return { ...placeOf(text, fault.at), expected: fault.expected, came: signAt(text, fault.at) };
  }
  return { value: JSON.parse(text), repeated };
}

/** Where the text stops being JSON, in code units. */
class Break extends Error {
  readonly at: number;
  readonly expected: string;
  constructor(at: number, expected: string) {
    super(expected);
    this.at = at;
    this.expected = expected;
  }
}

type OnRepeated = (path: readonly (string | number)[], at: number) => void;

function scan(text: string, onRepeated: OnRepeated): void {
  let at = 0;
  /** The way to the value at hand, one for all of them: only a repeated key has it copied. */
  const path: (string | number)[] = [];

  function take(pattern: RegExp): boolean {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  }

  function skipSpace(): void {
    if (text.charCodeAt(at) <= 32) take(SPACE);
  }

  function sign(wanted: string): boolean {
    skipSpace();
    if (text[at] !== wanted) return false;
    at++;
    return true;
  }

  /** Passes a string by; its beginning and end are in the text. */
  function string(expected: string): void {
    if (!sign('"')) throw new Break(at, expected);
    const end = text.indexOf('"', at);
    if (end >= 0 && !UNPLAIN.test(text.slice(at, end))) {
      at = end + 1;
      return;
    }
    while (take(PLAIN) || take(ESCAPE));
    if (text[at] !== '"') {
      throw new Break(at, text[at] === '\\' ? 'an escape that JSON knows' : 'a closing "');
    }
    at++;
  }

  function value(expected: string): void {
    skipSpace();
    if (path.length > DEEPEST) throw new Break(at, `nesting of at most ${DEEPEST} levels`);
    if (text[at] === '"') string(expected);
    else if (sign('[')) list();
    else if (sign('{')) object();
    else if (!take(ATOM)) throw new Break(at, expected);
  }

  function list(): void {
    if (sign(']')) return;
    const depth = path.length;
    for (let index = 0; ; index++) {
      path[depth] = index;
      value(index === 0 ? 'a value or "]"' : 'a value after the comma');
      path.length = depth;
      if (sign(']')) return;
      if (!sign(',')) throw new Break(at, '"," or "]"');
    }
  }

  function object(): void {
    if (sign('}')) return;
    const depth = path.length;
    const keys = new Set<string>();
    for (;;) {
      skipSpace();
      const start = at;
      string(keys.size === 0 ? 'a key in "" or "}"' : 'a key in "" after the comma');
      const written = text.slice(start, at);
      const key: string = written.includes('\\') ? JSON.parse(written) : written.slice(1, -1);
      path[depth] = key;
      if (keys.has(key)) onRepeated([...path], start);
      keys.add(key);
      if (!sign(':')) throw new Break(at, '":"');
      value('a value');
      path.length = depth;
      if (sign('}')) return;
      if (!sign(',')) throw new Break(at, '"," or "}"');
    }
  }

  value('a JSON value');
  skipSpace();
  if (at < text.length) throw new Break(at, 'the end of the file');
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: Array.from(before.at(-1) ?? '').length + 1 };
}

function signAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  if (point === undefined) return 'the end of the file';
  if (point === 10 || point === 13) return 'the end of the line';
  return point === 34 ? "'\"'" : JSON.stringify(String.fromCodePoint(point));
}
