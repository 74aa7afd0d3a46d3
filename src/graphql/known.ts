/** What one row says of another is always on record: both databases hold it by foreign keys. */
import type { ByKey } from './lookup.ts';
import { all, type Soon, whenThere } from './soon.ts';

/**
 * The object itself. Rejects where it is missing, which only a fault of ours can bring about; it
 * does not throw, since others of the same list may be under way, whom nobody would look after then.
 */
export function known<T>(object: Soon<T | null>, key: string): Soon<T> {
  return whenThere(object, (found) => found ?? missing(key));
}

/** For what is referred to and not there. It rejects, for the same reason. */
export function missing(key: string): Promise<never> {
  return Promise.reject(new Error(`${key} is referred to, and not on record.`));
}

/** The object that a key refers to; null where there is no key. */
export function loadOrNull<T>(loader: ByKey<string, T | null>, key: string | null): Soon<T | null> {
  return key === null ? null : loader.load(key);
}

/** The objects that keys refer to, in the keys' order. */
export function allKnown<T>(loader: ByKey<string, T | null>, keys: readonly string[]): Soon<T[]> {
  return all(keys.map((key) => known(loader.load(key), key)));
}
