/**
 * What is at hand, or will be. A resolver that returns a promise costs more than what it resolves:
 * the promise, the turns of the queue until it is read, and a closure for whatever goes on from it,
 * for each field of each object. Rows that are at hand are therefore given as they are, and what
 * is made of them is made at once.
 */
export type Soon<T> = T | Promise<T>;

/**
 * What `use` makes of a value: at once where it is at hand, and throwing at once then; else when it
 * comes. (Not named `then`: a module that exports that is taken for a promise itself.)
 */
export function whenThere<T, Result>(
  value: Soon<T>,
  use: (value: T) => Soon<Result>,
): Soon<Result> {
  return value instanceof Promise ? value.then(use) : use(value);
}

/** All of the values, in their order: a list where each is at hand, else the promise of one. */
export function all<T>(values: readonly Soon<T>[]): Soon<T[]> {
  return values.some((value) => value instanceof Promise)
    ? Promise.all(values)
    : // Each has just been looked at.
      (values as T[]);
}
