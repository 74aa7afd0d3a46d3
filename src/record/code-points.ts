/** Turns places that strings count in UTF-16 code units into code points, and back. */

/** For each code point, and for the end, where it begins in code units. */
export function unitsOf(text: string): Uint32Array {
  const units = new Uint32Array(text.length + 1);
  let points = 0;
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) {
    units[points++] = at;
  }
  units[points] = text.length;
  return units.subarray(0, points + 1);
}

/** The code point that begins at, or holds, a code unit. */
export function pointAt(units: Uint32Array, unit: number): number {
  let low = 0;
  let high = units.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((units[middle] ?? 0) <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}
