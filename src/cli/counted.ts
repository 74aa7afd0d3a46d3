/** Numbers with what they count. */

/** `1 fault`, `2 faults`, `2 processes` (where the plural is given). */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
