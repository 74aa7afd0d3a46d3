/** What one row says of another is always on record: both databases hold it by foreign keys. */

/** The object itself; throws where it is missing, which only a fault of ours can bring about. */
export function known<T>(object: T | null, key: string): T {
  if (object === null) throw new Error(`${key} is referred to, and not on record.`);
  return object;
}

/** The object that a key refers to; null where there is no key. */
export async function loadOrNull<T>(
  loader: { load(key: string): Promise<T | null> },
  key: string | null,
): Promise<T | null> {
  return key === null ? null : loader.load(key);
}

/** The objects that keys refer to, in the keys' order. */
export async function allKnown<T>(
  loader: { load(key: string): Promise<T | null> },
  keys: readonly string[],
): Promise<T[]> {
  return Promise.all(keys.map(async (key) => known(await loader.load(key), key)));
}
