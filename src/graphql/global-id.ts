/** Global IDs: what a thing is and its key, so that the same record has the same IDs everywhere. */

export function globalId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** The type and key, or null where this is no ID that `globalId` gave. */
export function readGlobalId(id: string): { type: string; key: string } | null {
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const [, type, key] = /^([A-Za-z]+):(.+)$/su.exec(text) ?? [];
  if (type === undefined || key === undefined || globalId(type, key) !== id) return null;
  return { type, key };
}
