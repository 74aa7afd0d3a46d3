/** What is wrong with a set, said so that whoever wrote it can mend it. */

/** One fault; it reads as `FILE PLACE: expected …, but got …; advice`. */
export interface Fault {
  /** The file or folder, as the caller named it. */
  file: string;
  /** A JSON path such as `$[3].citations[0].start`, or `line 3, column 5`, or empty. */
  place: string;
  expected: string;
  came: string;
  /** What may help, where something may. */
  advice?: string;
}

export type JsonPath = readonly PropertyKey[];

/** `$[3].names[0].value`; a key that is no plain word stands in brackets. */
export function pathText(path: JsonPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const key = String(step);
    return /^[A-Za-z_]\w*$/.test(key) ? `${text}.${key}` : `${text}[${JSON.stringify(key)}]`;
  }, '$');
}

export function faultText({ file, place, expected, came, advice }: Fault): string {
  const where = place === '' ? file : `${file} ${place}`;
  return `${where}: expected ${expected}, but got ${came}${advice ? `; ${advice}` : ''}`;
}

/** A value as a fault shows it: on one line, and short. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) {
    return Object.keys(value).length === 0 ? 'an empty object' : 'an object';
  }
  const text = JSON.stringify(value);
  const points = Array.from(text);
  return points.length > 80 ? `${points.slice(0, 79).join('')}…` : text;
}

/** `a`, `a or b`, `a, b or c`. */
export function either(choices: readonly string[]): string {
  return choices.length < 2
    ? choices.join('')
    : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}
