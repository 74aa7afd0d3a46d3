/** What names things in addresses, filters and sets. */

export const slugPattern = /^(?=.{1,100}$)[a-z0-9]+(-[a-z0-9]+)*$/;

export function isSlug(value: unknown): value is string {
  return typeof value === 'string' && slugPattern.test(value);
}
