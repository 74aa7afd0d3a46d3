/** A line of the log for people who look at a terminal. */
import { styleText } from 'node:util';

type Fields = { readonly [name: string]: unknown };

const colours = {
  debug: 'gray',
  info: 'green',
  warn: 'yellow',
  error: 'red',
  fatal: 'red',
} as const;

/** `17:04:05 info POST /graphql query WhoSat 200 ok, 3 ms`; whatever else is told stands behind. */
export function terminalLine(json: string, coloured: boolean): string {
  const { level, time, msg, ...rest }: Fields = JSON.parse(json);
  const paint = (colour: (typeof colours)[keyof typeof colours], text: string) =>
    coloured ? styleText(colour, text, { validateStream: false }) : text;
  const colour = Object.entries(colours).find(([name]) => name === level)?.[1] ?? 'green';
  const what = msg === 'request' ? requestText(rest) : `${msg}${detailsOf(rest)}`;
  const clock = String(time).slice(11, 19);
  return `${paint('gray', clock)} ${paint(colour, String(level))} ${harmless(what)}\n`;
}

/** What would steer the terminal, or turn the reading direction, may come from a caller's words. */
function harmless(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

function requestText(fields: Fields): string {
  const { method, path, transport, kind, operation, status, outcome, codes, ms } = fields;
  const asked = [method ?? transport, path, kind, operation, status].filter((one) => one != null);
  const told = Array.isArray(codes) ? codes.join(', ') : outcome;
  return `${asked.join(' ')} ${told}, ${ms} ms`;
}

function detailsOf(fields: Fields): string {
  const details = Object.entries(fields).map(([name, value]) => {
    return `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
  });
  return details.length === 0 ? '' : ` (${details.join(', ')})`;
}
