/** Ids as `Node.id` has them. */

/** Of `Pledge:next-meeting` and the like. */
export function globalId(name: string): string {
  return Buffer.from(name).toString('base64url');
}
