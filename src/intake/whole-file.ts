/** A file that is to hold a whole set: an object with the lists by their names, those that there are. */
import { type Fault, pathText, shown } from './faults.ts';
import { recordLists } from './files.ts';
import { chunksOf, readJsonFile } from './json-file.ts';
import { notAList, type OpenedFile } from './list-file.ts';
import { suggestion } from './nearest.ts';
import { listsIn } from './outline.ts';
import { changedMeanwhile, type Section, survey } from './sections.ts';

export async function openWholeFile(file: string): Promise<OpenedFile> {
  const { sections, plain } = await surveyed(file);
  if (plain) return { sections, unread: [], faults: [] };
  const { value, faults } = await readJsonFile(file);
  if (!value) return { sections: [], unread: recordLists, faults };
  const all = [...faults, ...oddities(file, value.it)];
  if (all.length === 0) throw changedMeanwhile(file);
  const keys = isObject(value.it) ? Object.keys(value.it) : recordLists;
  const unread = recordLists.filter(
    (list) => keys.includes(list) && !sections.some((section) => section.list === list),
  );
  return { sections, unread, faults: all };
}

/** The lists that can be read, and whether there is nothing else, nor a key twice. */
async function surveyed(file: string): Promise<{ sections: Section[]; plain: boolean }> {
  const outline = await listsIn(chunksOf(file));
  const sections: Section[] = [];
  let plain = outline !== null;
  for (const [key, from] of outline ?? []) {
    const list = recordLists.find((one) => one === key);
    const found = list && from !== null ? await survey(file, from) : null;
    if (list && from !== null && found) {
      sections.push({ list, file, root: [list], from, entries: found.entries });
    }
    plain &&= found !== null && !found.repeated;
  }
  return { sections, plain };
}

/** What does not belong into a file with a whole set. */
function oddities(file: string, value: unknown): Fault[] {
  if (!isObject(value)) {
    const expected = `a folder, or one file with an object of the lists ${recordLists.join(', ')}`;
    return [{ file, place: '', expected, came: shown(value) }];
  }
  return Object.entries(value).flatMap(([key, inner]): Fault[] => {
    const at = { file, place: pathText([key]) };
    if (recordLists.some((list) => list === key)) {
      return Array.isArray(inner) ? [] : [{ ...at, ...notAList(inner) }];
    }
    const advice = suggestion(key, recordLists);
    const came = `the key ${JSON.stringify(key)}`;
    const expected = `only the keys ${recordLists.join(', ')}`;
    return [{ ...at, expected, came, ...(advice && { advice }) }];
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
