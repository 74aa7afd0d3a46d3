/** The addresses at which a server can be reached. */
import { networkInterfaces } from 'node:os';

/** One address, or that of each interface where the host stands for all of them. Without a path. */
export function describeAddresses(host: string, port: number): string[] {
  return (isWildcard(host) ? ['127.0.0.1', ...outsideAddresses()] : [host]).map(
    (address) => `http://${address.includes(':') ? `[${address}]` : address}:${port}`,
  );
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function outsideAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}
