/** Finds what was probably meant by a name that is not known. */
import { either } from './faults.ts';

/** How many suggestions are still a help. */
const MOST = 3;

/** `did you mean "russia"?`, or nothing where no known name is near. */
export function suggestion(wanted: string, known: Iterable<string>): string | undefined {
  const near = [...known]
    .map((name) => ({ name, distance: nearness(wanted, name) }))
    .filter(({ distance }) => distance <= Math.max(2, wanted.length / 3))
    .sort((one, other) => one.distance - other.distance || (one.name < other.name ? -1 : 1))
    .slice(0, MOST);
  return near.length === 0
    ? undefined
    : `did you mean ${either(near.map(({ name }) => JSON.stringify(name)))}?`;
}

/** A part of a name, such as a family name, is as near as one slip. */
function nearness(wanted: string, name: string): number {
  return wanted.length > 2 && `-${name}-`.includes(`-${wanted}-`) ? 1 : editDistance(wanted, name);
}

/** How many letters are to be put in, left out or changed (Levenshtein). */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let line = 1; line <= one.length; line++) {
    const next = [line];
    for (let column = 1; column <= other.length; column++) {
      const changed = one[line - 1] === other[column - 1] ? 0 : 1;
      next.push(
        Math.min(
          (row[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (row[column - 1] ?? 0) + changed,
        ),
      );
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
