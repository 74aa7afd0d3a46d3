/** What a request for a document says of itself: what it has already, and what it would like. */
import type { IncomingMessage } from 'node:http';
import { canonicalLocale } from '../record/locale.ts';

/** Whether the caller has this very document. https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match */
export function isUnchanged({ headers }: IncomingMessage, tag: string): boolean {
  const known = headers['if-none-match'];
  if (known === undefined) return false;
  return (
    known.trim() === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
  );
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding */
export function acceptsGzip({ headers }: IncomingMessage): boolean {
  const wishes = weighted(String(headers['accept-encoding'] ?? ''));
  const gzip = wishes.find(({ value }) => /^(x-)?gzip$/i.test(value));
  return (gzip ?? wishes.find(({ value }) => value === '*') ?? { weight: 0 }).weight > 0;
}

/** The language that was asked for by name, else the one that the caller likes best, else English. */
export function localeAsked(named: string | null, { headers }: IncomingMessage): string {
  const liked = weighted(headers['accept-language'] ?? '')
    .filter(({ value, weight }) => weight > 0 && value !== '*')
    .toSorted((one, other) => other.weight - one.weight);
  const tags = [...(named === null ? [] : [named]), ...liked.map(({ value }) => value)];
  return tags.map(canonicalLocale).find((tag) => tag !== null) ?? 'en';
}

/** Where the caller found this service; a proxy in front of it may have been spoken to by TLS. */
export function originOf({ headers }: IncomingMessage): string {
  const secure =
    String(headers['x-forwarded-proto'] ?? '')
      .split(',')[0]
      ?.trim() === 'https';
  return `${secure ? 'https' : 'http'}://${headers.host ?? 'localhost'}`;
}

function weighted(header: string): { value: string; weight: number }[] {
  return header
    .slice(0, 1000)
    .split(',')
    .map((part) => {
      const [value = '', ...parameters] = part.split(';').map((one) => one.trim());
      const q = parameters.map((one) => /^q=([\d.]+)$/i.exec(one)?.[1]).find(Boolean);
      return { value, weight: q === undefined ? 1 : Number(q) || 0 };
    })
    .filter(({ value }) => value !== '');
}
