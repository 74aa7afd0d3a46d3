/** Services for tests that only read: to make a record costs more than to read it. */
import { afterAll, beforeAll, describe } from 'vitest';
import type { RecordSet } from '../../src/record/set.ts';
import { importSet } from '../../src/store/import.ts';
import type { StoreLocation } from '../../src/store/open.ts';
import { astana, emptyDatabase, emptyFolder, type Later, openEmpty } from '../databases.ts';
import { type Service, serve } from '../service.ts';
import { readWhole } from '../whole-sets.ts';

/** Declares a suite once for each database; its tests share one service, and change nothing. */
export function onSharedRecord(
  name: string,
  set: RecordSet | (() => Promise<RecordSet>),
  suite: (service: () => Service) => void,
): void {
  describe.each(['sqlite', 'postgres'] as const)(`${name} (%s)`, (kind) => {
    const cleaning: (() => Promise<void>)[] = [];
    const later: Later = (clean) => cleaning.unshift(clean);
    let shared: Service | undefined;
    beforeAll(async () => {
      const location = await (kind === 'sqlite' ? emptyFolder(later) : emptyDatabase(later));
      shared = await serveSet(location, typeof set === 'function' ? await set() : set, later);
    });
    afterAll(async () => {
      for (const clean of cleaning) await clean();
    });
    suite(() => {
      if (!shared) throw new Error('A service is there when the tests run, not before.');
      shared.takeStatements();
      return shared;
    });
  });
}

/** The set that the project ships. */
export async function shippedSet(): Promise<RecordSet> {
  return (await readWhole([astana])).set;
}

/** A service of any set that keeps the store's rules. */
export async function serveSet(
  location: StoreLocation,
  set: RecordSet,
  later?: Later,
): Promise<Service> {
  const statements: string[] = [];
  const onStatement = (sql: string) => statements.push(sql);
  const store = await openEmpty(location, { onStatement }, later);
  await importSet(store, [set]);
  return serve(store, statements);
}
