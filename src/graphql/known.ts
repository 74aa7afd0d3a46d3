/** What one row says of another is always on record: both databases hold it by foreign keys. */
import { all, type Soon, whenThere } from './soon.ts';

/** Objects by their keys. */
interface ByKey<T> {
  load(key: string): Soon<T | null>;
}

/** The object itself; throws where it is missing, which only a fault of ours can bring about. */
export function known<T>(object: Soon<T | null>, key: string): Soon<T> {
  return whenThere(object, (found) => {
    if (found === null) throw new Error(`${key} is referred to, and not on record.`);
    return found;
  });
}

/** The object that a key refers to; null where there is no key. */
export function loadOrNull<T>(loader: ByKey<T>, key: string | null): Soon<T | null> {
  return key === null ? null : loader.load(key);
}

/** The objects that keys refer to, in the keys' order. */
export function allKnown<T>(loader: ByKey<T>, keys: readonly string[]): Soon<T[]> {
  return all(keys.map((key) => known(loader.load(key), key)));
}
