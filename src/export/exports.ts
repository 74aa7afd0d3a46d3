/** Everything that can be exported, by name. */

import { localesOf } from '../store/locales.ts';
import { recordCounts, recordState } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { wholeLists } from '../store/whole-lists.ts';
import { byteOrderMark, csvRow } from './csv.ts';
import { deadlineCalendar, type Reader } from './deadlines.ts';
import { recordJson } from './fixture-json.ts';
import { type Columns, logColumns, pledgeColumns, quoteColumns, talksColumns } from './rows.ts';

export const exportedLists = ['pledges', 'quotes', 'talks', 'log'] as const;
export type ExportedList = (typeof exportedLists)[number];

export interface Export {
  /** What it holds: the first part of its name. */
  holds: ExportedList | 'record' | 'deadlines';
  extension: 'json' | 'csv' | 'jsonl' | 'ics';
  mediaType: string;
  /** Whether it is worded for one reader, and so has to be told whom. */
  worded: boolean;
  /** The text, in pieces of about one object each. */
  pieces(store: Store, reader: Reader): AsyncIterable<string>;
}

const csv = { extension: 'csv', mediaType: 'text/csv; charset=utf-8', worded: false } as const;
const jsonl = { extension: 'jsonl', mediaType: 'application/jsonl', worded: false } as const;

export const exports: readonly Export[] = [
  {
    holds: 'record',
    extension: 'json',
    mediaType: 'application/json',
    worded: false,
    pieces: recordJson,
  },
  { holds: 'pledges', ...csv, pieces: (store) => rowsOf(pledgeTable(store)) },
  { holds: 'quotes', ...csv, pieces: (store) => rowsOf(quoteTable(store)) },
  { holds: 'talks', ...csv, pieces: (store) => rowsOf(talksTable(store)) },
  { holds: 'log', ...csv, pieces: (store) => rowsOf(logTable(store)) },
  { holds: 'pledges', ...jsonl, pieces: (store) => linesOf(pledgeObjects(store)) },
  { holds: 'quotes', ...jsonl, pieces: (store) => linesOf(wholeLists(store).quotes) },
  { holds: 'talks', ...jsonl, pieces: (store) => linesOf(wholeLists(store).talks) },
  { holds: 'log', ...jsonl, pieces: (store) => linesOf(logObjects(store)) },
  {
    holds: 'deadlines',
    extension: 'ics',
    mediaType: 'text/calendar; charset=utf-8',
    worded: true,
    pieces: deadlineCalendar,
  },
];

/** `pledges.csv`; with the record's version, `pledges-v12.csv`. */
export function exportName({ holds, extension }: Export, version?: number): string {
  return `${holds}${version === undefined ? '' : `-v${version}`}.${extension}`;
}

export function findExport(name: string): Export | undefined {
  return exports.find((one) => exportName(one) === name);
}

/** How many objects an export has, so that a progress can be told. */
export async function exportSize(store: Store, { holds }: Export): Promise<number> {
  const counts = await recordCounts(store);
  const { logEnd } = await recordState(store);
  if (holds === 'log') return logEnd;
  if (holds === 'deadlines') return counts.pledges;
  if (holds !== 'record') return counts[holds];
  return Object.values(counts).reduce((sum, count) => sum + count, logEnd);
}

/** Puts small pieces together, so that they cost little to pass on. */
export async function* gathered(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  const enough = 1 << 15;
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length < enough) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

interface Table<One> {
  columns: () => Promise<Columns<One>>;
  objects: AsyncIterable<One>;
}

async function* rowsOf<One>({ columns, objects }: Table<One>): AsyncGenerator<string> {
  const all = await columns();
  yield byteOrderMark + csvRow(all.map(([name]) => name));
  for await (const one of objects) yield csvRow(all.map(([, cell]) => cell(one)));
}

async function* linesOf(objects: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const one of objects) yield `${JSON.stringify(one)}\n`;
}

function pledgeTable(store: Store) {
  const columns = async () => pledgeColumns(await localesOf(store, 'pledge', ['summary_json']));
  return { columns, objects: wholeLists(store).pledges };
}

function quoteTable(store: Store) {
  const columns = async () => quoteColumns(await localesOf(store, 'quote', ['translations_json']));
  return { columns, objects: wholeLists(store).quotes };
}

function talksTable(store: Store) {
  const columns = async () =>
    talksColumns(await localesOf(store, 'talks', ['name_json', 'city_json', 'aim_json']));
  return { columns, objects: wholeLists(store).talks };
}

function logTable(store: Store) {
  return { columns: async () => logColumns, objects: wholeLists(store).updates };
}

async function* pledgeObjects(store: Store): AsyncGenerator<object> {
  for await (const { pledge, ...state } of wholeLists(store).pledges) yield { ...pledge, ...state };
}

/** Entries as sets have them, with what only the log knows. */
async function* logObjects(store: Store): AsyncGenerator<object> {
  for await (const { update, entry } of wholeLists(store).updates) {
    const { place, kind, previousStatus, status } = entry;
    yield { place, kind, previousStatus, status, ...update };
  }
}
