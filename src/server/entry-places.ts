/** Says of an answer from which place of the log it comes, and of what gives answers where it begins. */

/** Beside `data` and `errors`, where JSON leaves it out. */
const place = Symbol('place in the pledge log');

export function markPlace<Marked extends object>(marked: Marked, at: number): Marked {
  return Object.assign(marked, { [place]: at });
}

/** The place of the entry that was answered, or behind which answers begin; undefined where there is none. */
export function placeOf(marked: object): number | undefined {
  return (marked as { [place]?: number })[place];
}
