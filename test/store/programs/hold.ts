/** Begins to write, and never ends: `node hold.ts LOCATION`. */
import { once } from 'node:events';
import { openStore } from '../../../src/store/open.ts';
import { awaitStart, givenLocation } from './start.ts';

const store = await openStore(givenLocation());
await store.write(async (db) => {
  await db.updateTable('record_state').set({ version: 7 }).execute();
  await awaitStart();
  await once(process, 'told to end, which nobody does');
});
