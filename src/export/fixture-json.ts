/** The whole record as fixtures hold it, which an import takes back: an entry a line. */
import type { RecordSet } from '../record/set.ts';
import type { Store } from '../store/store.ts';
import { wholeLists } from '../store/whole-lists.ts';

type RecordList = keyof RecordSet;

/** In the order in which they are written. */
export const recordLists = [
  'sources',
  'processes',
  'parties',
  'people',
  'talks',
  'delegations',
  'sponsors',
  'quotes',
  'pledges',
  'updates',
  'setAside',
] as const satisfies readonly RecordList[];

/** One object with all the lists. */
export async function* recordJson(store: Store): AsyncGenerator<string> {
  for (const [index, list] of recordLists.entries()) {
    yield index === 0 ? `{\n${JSON.stringify(list)}: ` : `,\n${JSON.stringify(list)}: `;
    yield* listJson(store, list);
  }
  yield '\n}\n';
}

/** One list, as the file of its name holds it, but for the last line's end. */
export async function* listJson(store: Store, list: RecordList): AsyncGenerator<string> {
  let count = 0;
  for await (const object of objectsOf(store, list)) {
    yield `${count === 0 ? '[' : ','}\n${JSON.stringify(object, leaveOut)}`;
    count += 1;
  }
  yield count === 0 ? '[]' : '\n]';
}

async function* objectsOf(store: Store, list: RecordList): AsyncGenerator<object> {
  const lists = wholeLists(store);
  if (list === 'pledges') for await (const { pledge } of lists.pledges) yield pledge;
  else if (list === 'updates') for await (const { update } of lists.updates) yield update;
  else yield* lists[list];
}

/** What fixtures may leave out. The parties of a pledge must be there, even where they are none. */
function leaveOut(key: string, value: unknown): unknown {
  if (value === null || value === false) return undefined;
  if (typeof value !== 'object' || key === 'parties') return value;
  return Object.keys(value).length === 0 ? undefined : value;
}
