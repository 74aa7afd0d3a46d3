/** Receivers that are told of entries without asking: whoever is slow, or comes late, misses none. */
import { setImmediate as turn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type LiveAnswer, LiveGroup, type Receiver } from '../../src/server/live-group.ts';
import { LogFeed } from '../../src/server/log-feed.ts';
import { RecordWatch } from '../../src/store/record-watch.ts';
import { randomly } from '../random.ts';
import { type Desk, onEachDesk } from './desk.ts';

type Pick = (below: number) => number;

/** Takes a few turns of the event loop, as what goes to the network and to the disk does. */
async function turns(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await turn();
}

/** Often has no room for more, and then for a while. */
class SlowReceiver implements Receiver {
  readonly places: number[] = [];
  readonly #pick: Pick;
  readonly #slowness: number;

  constructor(pick: Pick, slowness: number) {
    this.#pick = pick;
    this.#slowness = slowness;
  }

  write({ place }: LiveAnswer): boolean {
    this.places.push(place);
    return this.#pick(3) > 0;
  }

  ready(): Promise<void> {
    return turns(1 + this.#pick(this.#slowness));
  }

  end(): void {}
}

async function groupOf({ store }: Desk, pick: Pick) {
  const faults: string[] = [];
  const report = (text: string) => void faults.push(text);
  const watch = new RecordWatch({
    store,
    onChange: () => feed.wake(),
    onFault: (cause) => report(String(cause)),
  });
  const feed = new LogFeed(store, watch, report);
  watch.start();
  // Whoever follows says from where, and that is looked at first.
  await feed.end();
  const answer = async () => {
    await turns(pick(4));
    return { data: {} };
  };
  const version = () => null;
  const group = new LiveGroup({}, answer, { store, reads: {}, feed, version, report }, () => {});
  group.hold();
  onTestFinished(async () => {
    group.release();
    feed.stop();
    await watch.stop();
    expect(faults).toEqual([]);
  });
  return group;
}

onEachDesk('receivers that are slow, in any number', (open) => {
  test('have every entry once, in order, from where they begin', async () => {
    const pick = randomly(7);
    const desk = await open();
    for (let index = 0; index < 30; index += 1) await desk.write();
    for (let trial = 0; trial < 30; trial += 1) {
      const group = await groupOf(desk, pick);
      const receivers = Array.from({ length: 1 + pick(3) }, () => {
        const receiver = new SlowReceiver(pick, 40);
        const after = pick(25);
        return { receiver, after, detach: group.attach(receiver, after) };
      });
      await turns(pick(30));
      await desk.write();
      const end = await desk.end();
      for (const { receiver, after, detach } of receivers) {
        await expect.poll(() => receiver.places.at(-1), { interval: 1 }).toBe(end);
        detach();
        const all = Array.from({ length: end - after }, (_, index) => after + 1 + index);
        expect({ trial, places: receiver.places }).toEqual({ trial, places: all });
      }
    }
  });
});
