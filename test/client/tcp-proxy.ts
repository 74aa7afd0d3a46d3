/** A proxy whose connections break when a test says so. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

interface Pair {
  client: Socket;
  service: Socket;
}

export class TcpProxy {
  /** Whether new connections are let through; otherwise they are closed at once. */
  accepts = true;
  /** Whether what the service sends is let through; it is held back otherwise. */
  passes = true;
  /** How many bytes of the service's a new connection lets through before it breaks. */
  bytesEach = () => Number.POSITIVE_INFINITY;
  /** How many connections there have been. */
  connections = 0;
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #onIdle: () => void = () => {};

  constructor(servicePort: number) {
    this.#server = createServer((client) => this.#join(client, servicePort));
  }

  /** The address of the service, by way of the proxy. */
  get url(): string {
    // It listens on a port, as long as the test runs.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/graphql`;
  }

  async listen(): Promise<void> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => {
      this.cut();
      this.#server.close();
    });
  }

  /** Breaks every connection, as when a cable is pulled. */
  cut(): void {
    for (const { client, service } of this.#pairs) {
      client.resetAndDestroy();
      service.destroy();
    }
  }

  /** Waits until no connection is open. */
  async idle(): Promise<void> {
    if (this.#pairs.size === 0) return;
    const idle = Promise.withResolvers<void>();
    this.#onIdle = idle.resolve;
    await idle.promise;
  }

  #join(client: Socket, servicePort: number): void {
    this.connections += 1;
    if (!this.accepts) {
      client.destroy();
      return;
    }
    const pair = { client, service: connect(servicePort, '127.0.0.1') };
    this.#pairs.add(pair);
    for (const [socket, other] of [
      [client, pair.service],
      [pair.service, client],
    ] as const) {
      socket.on('error', () => {});
      socket.on('close', () => {
        other.destroy();
        this.#pairs.delete(pair);
        if (this.#pairs.size === 0) this.#onIdle();
      });
    }
    client.pipe(pair.service);
    let bytesLeft = this.bytesEach();
    pair.service.on('data', (bytes) => {
      if (!this.passes || bytesLeft === 0) return;
      const through = bytes.subarray(0, bytesLeft);
      bytesLeft -= through.length;
      // What was let through arrives; the end of the answer does not.
      client.write(through, () => void (bytesLeft === 0 && client.destroy()));
    });
  }
}

/** Stands before a service on a port of this machine until the test ends. */
export async function proxyTo(servicePort: number): Promise<TcpProxy> {
  const proxy = new TcpProxy(servicePort);
  await proxy.listen();
  return proxy;
}
