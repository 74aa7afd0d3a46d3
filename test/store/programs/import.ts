/** Imports a made-up set at the moment it is told to: `node import.ts LOCATION SIZE`. */
import { importSet } from '../../../src/store/import.ts';
import { openStore } from '../../../src/store/open.ts';
import { syntheticSet } from '../../synthetic.ts';
import { awaitStart, givenLocation } from './start.ts';

const set = syntheticSet(JSON.parse(process.argv[3] ?? ''));
const store = await openStore(givenLocation());
await awaitStart();
await importSet(store, [set]);
await store.close();
