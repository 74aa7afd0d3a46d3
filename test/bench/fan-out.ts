/** One entry to thousands of subscribers, beside bare sockets that write the same bytes. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signToken } from '../../src/server/tokens.ts';
import { collecting } from '../held-memory.ts';
import { askData } from './answers.ts';
import { type Audience, openAudience } from './audience.ts';
import { type Delivery, fanOutReport } from './fan-out-report.ts';
import { serverCore } from './load.ts';
import { answerOf } from './messages.ts';
import type { Options } from './options.ts';
import { originOf, processorMicroseconds, startProgram } from './processes.ts';
import { benchSet, fillStore } from './record.ts';
import type { WorkReport } from './report.ts';
import { startOurs, stopAll, tokenSecret } from './servers.ts';
import type { BareAnswer } from './subscriber-orders.ts';
import { stepsOf, type Transport } from './subscribing.ts';

const wanted = 5_000;

/** Files that a server has open beside its connections. */
const otherFiles = 200;

/** The first entries find code that is not compiled yet, and are not counted. */
const uncounted = 3;

interface Target {
  pid: number;
  audience: Audience;
  /** Has an entry written, and answers when that was, in milliseconds since 1970. */
  write(text: string): Promise<number>;
}

export async function* runFanOut(options: Options, folder: string): AsyncGenerator<WorkReport> {
  if (!options.works.includes('fan-out')) return;
  const count = Math.min(wanted, openFiles() - otherFiles);
  const transports: Transport[] = ['server-sent events', 'WebSocket'];
  for (const transport of options.isQuick ? transports.slice(0, 1) : transports) {
    const location = { dataDir: join(folder, `fan-out-${transport}`) };
    await fillStore(location, benchSet(10));
    const started: { stop(): Promise<void> }[] = [];
    try {
      const ours = await startOurs(location, collecting);
      started.push(ours);
      const audience = await openAudience(ours, count, stepsOf(transport));
      started.push(audience);
      const token = await signToken(tokenSecret, { name: 'A desk', role: 'editor', days: 1 });
      const us: Target = {
        pid: ours.pid,
        audience,
        write: (text) => recordEntry(ours.origin, text, token),
      };
      // The first entry shows what bytes the bare sockets are to write.
      const sample = await deliver(us, 'sample');
      const bare = await startBare(audience.greeting, sample.received, count);
      started.push(bare.audience, bare);
      const rounds = options.pace.rounds * 4 + uncounted;
      const deliveries: { ours: Delivery[]; bare: Delivery[] } = { ours: [], bare: [] };
      for (let round = 0; round < rounds; round++) {
        deliveries.ours.push(await deliver(us, `entry ${round}`));
        deliveries.bare.push(await deliver(bare, 'sample'));
      }
      yield fanOutReport({
        transport,
        count,
        ours: deliveries.ours.slice(uncounted),
        bare: deliveries.bare.slice(uncounted),
        kilobytesEach: {
          ours: await audience.kilobytesEach(),
          bare: await bare.audience.kilobytesEach(),
        },
      });
    } finally {
      await stopAll(started.toReversed());
    }
  }
}

async function deliver({ pid, audience, write }: Target, text: string): Promise<Delivery> {
  // In the rationale's quotation marks, so that no other text holds it.
  let written = Number.NaN;
  const before = await processorMicroseconds([pid]);
  const { at, received } = await audience.hear(`"${text}"`, async () => {
    written = await write(text);
  });
  const used = (await processorMicroseconds([pid])) - before;
  return { milliseconds: at - written, cpuMicroseconds: used, received };
}

/** Answers when the server says that it was recorded: before it was on disk, and so before anyone heard. */
async function recordEntry(origin: string, text: string, token: string): Promise<number> {
  const query = `mutation Record($input: RecordPledgeUpdateInput!) {
    recordPledgeUpdate(input: $input) {
      __typename ... on PledgeUpdateRecorded { update { recordedAt } }
    }
  }`;
  const input = {
    pledge: 'pledge-000001-0',
    status: 'IN_PROGRESS',
    rationale: text,
    evidence: { url: 'https://example.org/evidence' },
  };
  const body = JSON.stringify({ query, variables: { input } });
  // It is the answer to the operation above.
  const { recordPledgeUpdate: answer } = (await askData(origin, body, {
    authorization: `Bearer ${token}`,
  })) as { recordPledgeUpdate: { update?: { recordedAt: string } } };
  if (!answer.update) throw new Error(`An entry was not recorded: ${JSON.stringify(answer)}`);
  return Date.parse(answer.update.recordedAt);
}

async function startBare(greeting: string, event: string, count: number) {
  const program = startProgram({
    name: 'The bare sockets',
    args: [...collecting, fileURLToPath(new URL('programs/bare-sockets.ts', import.meta.url))],
    core: serverCore,
    ipc: true,
  });
  const server = { ...program, origin: await originOf(program) };
  program.child.send({ kind: 'prepare', greeting, event });
  // Whatever is asked first is answered with all that ours sent while it was subscribed to.
  const last = Buffer.from(greeting, 'base64').toString('latin1').slice(-3);
  const steps = [{ send: Buffer.from('hello').toString('base64'), until: last }];
  const audience = await openAudience(server, count, steps);
  const write = async () => (await answerOf<BareAnswer>(program, { kind: 'write' })).at;
  return { ...server, audience, write };
}

/** How many files a process may have open: Node takes as many as the system lets it. */
function openFiles(): number {
  const limit = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim();
  return limit === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit);
}
