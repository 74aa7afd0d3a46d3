/** What `npm run bench` can be told. */
import { parseArgs } from 'node:util';
import type { Pace } from './reads.ts';
import { type ServerKey, serverNames } from './servers.ts';

export const workNames = [
  'nested-hot',
  'by-id-hot',
  'list-hot',
  'gzip-hot',
  'nested-cold',
  'by-id-cold',
  'list-cold',
  'nested-postgres',
  'growth',
  'store-growth',
  'memory',
  'fan-out',
] as const;
export type WorkName = (typeof workNames)[number];

/** What a quick run is of, unless it is told. */
const quickWorks: readonly WorkName[] = [
  'nested-hot',
  'by-id-hot',
  'nested-cold',
  'by-id-cold',
  'nested-postgres',
  'memory',
  'fan-out',
];

export interface Options {
  works: readonly WorkName[];
  servers: ReadonlySet<ServerKey>;
  pace: Pace;
  isQuick: boolean;
  json: string | undefined;
  chart: string | undefined;
  markdown: string | undefined;
}

export const usage = `
npm run bench -- [options]

  --only WORKS    such as nested-hot, or nested,list-cold; a word takes all that have it
  --servers KEYS  such as ours,limit: only these
  --quick         two minutes: fewer works and rounds, a smaller store to grow to
  --rounds N      how often each server has its turn (5)
  --seconds N     how long a turn is, a whole number (1)
  --json FILE     writes every figure
  --chart FILE    draws them, as SVG
  --markdown FILE writes what is printed, with a table of all work in lines
  --help

It sends traffic to this machine alone. The hot load is made by wrk where that is installed
(apt-get install wrk), else by autocannon, which may need more than its core: figures with a * then.

Works: ${workNames.join(', ')}.
Servers: ${Object.keys(serverNames).join(', ')}.
`;

/** An option that cannot be used; its message is one line. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/** Null where help is asked for. Throws an OptionError. */
export function readOptions(args: readonly string[]): Options | null {
  const { values } = parsed(args);
  if (values.help) return null;
  const isQuick = values.quick ?? false;
  return {
    works: worksOf(values.only, isQuick ? quickWorks : workNames),
    servers: serversOf(values.servers),
    pace: {
      rounds: wholeNumber('rounds', values.rounds, isQuick ? 2 : 5),
      seconds: wholeNumber('seconds', values.seconds, 1),
      warmSeconds: isQuick ? 1 : 2,
    },
    isQuick,
    json: values.json,
    chart: values.chart,
    markdown: values.markdown,
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: text,
        servers: text,
        rounds: text,
        seconds: text,
        json: text,
        chart: text,
        markdown: text,
        quick: flag,
        help: flag,
      },
    });
  } catch (cause) {
    throw new OptionError(cause instanceof Error ? cause.message : String(cause));
  }
}

/** All that have the word: `nested` has three, `nested-hot` is one. */
function worksOf(only: string | undefined, usual: readonly WorkName[]): readonly WorkName[] {
  if (only === undefined) return usual;
  const words = only.split(',').map((word) => word.trim());
  const has = (name: string, word: string) => `-${name}-`.includes(`-${word}-`);
  const unknown = words.find((word) => !workNames.some((name) => has(name, word)));
  if (unknown !== undefined)
    throw new OptionError(`--only: expected some of ${workNames.join(', ')}, got "${unknown}".`);
  return workNames.filter((name) => words.some((word) => has(name, word)));
}

function serversOf(keys: string | undefined): ReadonlySet<ServerKey> {
  const known = Object.keys(serverNames) as ServerKey[];
  if (keys === undefined) return new Set(known);
  const words = keys.split(',').map((word) => word.trim());
  const unknown = words.find((word) => !known.some((key) => key === word));
  if (unknown !== undefined)
    throw new OptionError(`--servers: expected some of ${known.join(', ')}, got "${unknown}".`);
  return new Set(known.filter((key) => words.includes(key)));
}

function wholeNumber(name: string, value: string | undefined, usual: number): number {
  if (value === undefined) return usual;
  if (/^[1-9]\d{0,2}$/.test(value)) return Number(value);
  throw new OptionError(`--${name}: expected a whole number from 1 to 999, got "${value}".`);
}
