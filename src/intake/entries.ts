/** The entries of all files as they stand there, faulty ones too, and ways to look into them. */
import { type Fault, type JsonPath, pathText } from './faults.ts';
import type { Section } from './sections.ts';

/** Where an entry stands: few words, since there is one of every entry in memory. */
export interface Place {
  section: Section;
  /** Its place in the list. */
  index: number;
}

/** What an entry holds may be anything: the rules look at it before shapes are sure. */
export interface Entry {
  place: Place;
  raw: unknown;
}

/** A fault at a path within an entry. */
export function faultAt(
  entry: Entry,
  path: JsonPath,
  said: { expected: string; came: string; advice?: string | undefined },
): Fault {
  const { expected, came, advice } = said;
  const { file } = entry.place.section;
  return { file, place: placeText(entry.place, path), expected, came, ...(advice && { advice }) };
}

/** `$[3].citations[0].start` */
export function placeText({ section, index }: Place, path: JsonPath): string {
  return pathText([...section.root, index, ...path]);
}

/** `seats.*.person`, in steps: `*` is every item of a list. */
export type Pattern = readonly string[];

export function patternOf(text: string): Pattern {
  return text.split('.');
}

/**
 * Shows each value at a pattern, and the path to it from where it began. There is one path for
 * all, since there are many values: whoever keeps it copies it.
 */
export function visitAt(
  value: unknown,
  pattern: Pattern,
  visit: (value: unknown, path: JsonPath) => void,
  path: PropertyKey[] = [],
): void {
  const step = pattern[path.length];
  if (step === undefined) {
    visit(value, path);
    return;
  }
  const enter = (key: PropertyKey, inner: unknown) => {
    path.push(key);
    visitAt(inner, pattern, visit, path);
    path.pop();
  };
  if (step !== '*') {
    const inner = fieldOf(value, step);
    if (inner !== undefined) enter(step, inner);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) enter(index, item);
  }
}

/** What an object has under a key of its own. */
export function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

/** The same, where it is a text. */
export function textOf(value: unknown, key: string): string | undefined {
  const field = fieldOf(value, key);
  return typeof field === 'string' ? field : undefined;
}
