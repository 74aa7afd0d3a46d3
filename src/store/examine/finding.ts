/** What an examination of the store comes to. */

export interface Finding {
  /** What was looked at, in a word. */
  check: string;
  level: 'ok' | 'warning' | 'fault';
  /** One line. */
  what: string;
  /** What to do about it, where there is something to do. */
  advice?: string;
}

export function fine(check: string, what: string): Finding {
  return { check, level: 'ok', what };
}

export function warning(check: string, what: string, advice: string): Finding {
  return { check, level: 'warning', what, advice };
}

export function fault(check: string, what: string, advice: string): Finding {
  return { check, level: 'fault', what, advice };
}

/** So many of a kind are named, and the rest only counted. */
const namedAtMost = 5;

/** `Facts without a citation: Quote a, Quote b and 12 more` */
export function listed(what: string, names: readonly string[]): string {
  const rest = names.length - namedAtMost;
  return `${what}: ${names.slice(0, namedAtMost).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** What broke off a check, as one line. */
export function causeOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(causeOf).join('; ');
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\s+/g, ' ').trim();
}
