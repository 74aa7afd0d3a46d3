/** Keeps the names that are counted apart to a few, however many callers make up. */

/** So many names have counts of their own. */
const namesKept = 100;

/** What stands for operations without a name, and for all names that are not kept. */
const unnamed = 'unnamed';
const other = 'other';

/** Only what was answered in full takes up a name: whoever makes names up at least asks for something. */
export function createNames(
  most = namesKept,
): (name: string | null, wasAnswered: boolean) => string {
  const known = new Set<string>();
  return (name, wasAnswered) => {
    if (name === null) return unnamed;
    if (known.has(name)) return name;
    if (!wasAnswered || known.size >= most) return other;
    known.add(name);
    return name;
  };
}
