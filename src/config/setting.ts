/** How a setting is read, and what is said of one that cannot be used. */

export type Environment = { readonly [name: string]: string | undefined };

/** A setting that cannot be used; its message is one line that names it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The value without spaces around it; undefined where it is absent or empty. */
export function setting(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

/** The values between commas, without empty ones. */
export function listSetting(env: Environment, name: string): string[] {
  const values = (setting(env, name) ?? '').split(',').map((value) => value.trim());
  return values.filter(Boolean);
}

/** One of several words. Throws a ConfigError for any other. */
export function choice<Choice extends string>(
  env: Environment,
  name: string,
  choices: readonly [Choice, ...Choice[]],
  usual: Choice,
): Choice {
  const value = setting(env, name) ?? usual;
  const found = choices.find((one) => one === value);
  if (found !== undefined) return found;
  throw refusal(name, `one of ${choices.join(', ')}`, value);
}

/** A whole number from 0. Throws a ConfigError for anything else, or more than `most`. */
export function wholeNumber(env: Environment, name: string, usual: number, most: number): number {
  const value = setting(env, name) ?? String(usual);
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (number <= most) return number;
  throw refusal(name, `a whole number from 0 to ${most}`, value);
}

export function refusal(name: string, expected: string, came: string): ConfigError {
  return new ConfigError(`${name}: expected ${expected}, but got ${shown(came)}.`);
}

/** A value in quotation marks, on one line and no longer than a line. */
export function shown(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
