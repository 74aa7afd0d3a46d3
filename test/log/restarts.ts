/** A server at an address of its own, which can be stopped and started again. */
import { onTestFinished } from 'vitest';
import { emptyFolder, openAstana, openEmpty } from '../databases.ts';
import { type Desk, deskAt } from './desk.ts';

export interface Restartable {
  url: string;
  /** The server that runs now. */
  desk: Desk;
  stop(): Promise<void>;
  /** At the same address, on the same store. */
  start(): Promise<void>;
}

/** Serves the record that the project ships until it is stopped, or the test ends. */
export async function startRestartable(): Promise<Restartable> {
  const location = await emptyFolder();
  await openAstana(location);
  let port = 0;
  let running = true;
  async function open(): Promise<Desk> {
    const desk = await deskAt(await openEmpty(location));
    port = await desk.server.listen(port, '127.0.0.1');
    running = true;
    return desk;
  }
  const service: Restartable = {
    url: '',
    desk: await open(),
    async stop() {
      if (running) await service.desk.server.close();
      running = false;
    },
    async start() {
      service.desk = await open();
    },
  };
  service.url = `http://127.0.0.1:${port}/graphql`;
  onTestFinished(() => service.stop());
  return service;
}

/** What has been heard, to be waited for. */
export class Inbox<Item> {
  readonly #items: Item[] = [];
  #wake = () => {};

  readonly push = (item: Item): void => {
    this.#items.push(item);
    this.#wake();
  };

  /** The next so many items. */
  async take(count: number): Promise<Item[]> {
    while (this.#items.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#items.splice(0, count);
  }
}
