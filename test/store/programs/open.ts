/** Opens a store at the moment it is told to, and closes it: `node open.ts LOCATION`. */
import { openStore } from '../../../src/store/open.ts';
import { awaitStart, givenLocation } from './start.ts';

const location = givenLocation();
await awaitStart();
const store = await openStore(location);
await store.close();
