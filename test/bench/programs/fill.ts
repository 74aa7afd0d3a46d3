/** Fills a store with so many small talks, in a process that takes its memory along when it ends. */
import { benchSet, fillStore, smallTalks } from '../record.ts';

const [, , dataDir = '', talks = ''] = process.argv;
await fillStore({ dataDir }, benchSet(Number(talks), smallTalks));
