/** What an answer costs as the store grows, from a thousand sets of talks to a hundred thousand. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Layout } from './layout.ts';
import { loadCore, startLoad } from './load.ts';
import { bodiesOf, type OperationName } from './operations.ts';
import type { Options } from './options.ts';
import { ended, startProgram } from './processes.ts';
import { times, whole } from './read-report.ts';
import { Reads } from './reads.ts';
import { medianSample, ratioTo } from './reckoning.ts';
import { benchSet, pledgeSlugs, smallTalks } from './record.ts';
import type { Goal, WorkReport } from './report.ts';
import { type Server, startOurs, stopAll } from './servers.ts';
import { statementsOf } from './statements.ts';

interface Grown {
  server: Server;
  layout: Layout;
  /** Of each work. */
  statements: number[];
}

const emptyLayout: Layout = { slugs: [], cursors: { ours: [], postgraphile: [] } };

const small = 1_000;

/** So many pledges are asked for by id in each store, so that what is kept of rows is as much. */
const asked = 500;

const works: readonly { operation: OperationName; title: string }[] = [
  { operation: 'byId', title: 'by id' },
  { operation: 'firstPage', title: 'first page' },
];

/** Times as dear as in the small store, at most. */
const wanted = 1.5;

export async function* runStoreGrowth(
  options: Options,
  folder: string,
): AsyncGenerator<WorkReport> {
  if (!options.works.includes('store-growth')) return;
  const large = options.isQuick ? 10_000 : 100_000;
  const load = startLoad(folder);
  const servers: Server[] = [];
  try {
    const stores: Grown[] = [];
    for (const [key, talks] of [
      ['ours', small],
      ['ours-large', large],
    ] as const) {
      const location = { dataDir: join(folder, key) };
      await fill(location.dataDir, talks);
      const server = { ...(await startOurs(location)), key };
      servers.push(server);
      const slugs = pledgeSlugs(benchSet(talks, smallTalks), asked);
      const layout = { ...emptyLayout, slugs };
      const bodies = works.map(({ operation }) => bodiesOf(operation, layout)(0));
      stores.push({ server, layout, statements: await statementsOf(location, bodies) });
    }
    const reads = new Reads({
      load,
      layoutOf: ({ key }) => stores.find(({ server }) => server.key === key)?.layout ?? emptyLayout,
      folder,
      pace: options.pace,
    });
    const rows = [];
    for (const [index, { operation, title }] of works.entries()) {
      const [one, other] = await reads.measure({ operation, isCold: true }, servers);
      if (!one || !other) throw new Error('Both stores are measured.');
      const statements = stores.map((store) => store.statements[index] ?? Number.NaN);
      rows.push({ title, one, other, statements, growth: ratioTo(one, other).cpu });
    }
    yield {
      name: 'store-growth',
      title: 'A store that grows',
      note: 'Processor time for each request, cold; the talks of both stores are small.',
      head: [
        'talks on record',
        small.toLocaleString('en'),
        large.toLocaleString('en'),
        'as dear',
        'SQL statements',
      ],
      rows: rows.map(({ title, one, other, statements, growth }) => [
        title,
        `${whole(medianSample(one).cpuMicroseconds)} µs`,
        `${whole(medianSample(other).cpuMicroseconds)} µs`,
        times(growth),
        statements.join(', '),
      ]),
      figures: { small, large, rows },
      goals: rows.flatMap(({ title, growth, statements }): Goal[] => [
        {
          what: `${title}, from ${small} to ${large} talks: ≤ ${wanted}`,
          measured: growth.toFixed(2),
          isReached: growth <= wanted,
        },
        {
          what: `${title}: SQL statements constant as the store grows`,
          measured: statements.join(', '),
          isReached: new Set(statements).size === 1,
        },
      ]),
    };
  } finally {
    await stopAll([load, ...servers]);
  }
}

async function fill(dataDir: string, talks: number): Promise<void> {
  const program = fileURLToPath(new URL('programs/fill.ts', import.meta.url));
  const args = ['--max-old-space-size=4096', program, dataDir, String(talks)];
  await ended(startProgram({ name: 'What fills the store', args, core: loadCore }));
}
