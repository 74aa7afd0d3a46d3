/** Who is at the other end of a connection, for counting requests. */
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import proxyAddr from 'proxy-addr';

/**
 * Reads the address that a request came from. `X-Forwarded-For` is believed only of the proxies
 * named in `trusted`: addresses, subnets, or `loopback`, `linklocal`, `uniquelocal`.
 *
 * Whoever has one IPv6 address has 2^64 of them, so these count by their network.
 */
export function createAddressReader(
  trusted: readonly string[],
): (request: IncomingMessage) => string {
  const isTrusted = proxyAddr.compile([...trusted]);
  return (request) => {
    // A connection that is gone already has none.
    if (request.socket.remoteAddress === undefined) return 'unknown';
    return networkOf(proxyAddr(request, isTrusted));
  };
}

function networkOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const missing = Array.from({ length: 8 - groups.length - after.length }, () => '0');
  const network = [...groups, ...(tail === undefined ? [] : missing), ...after].slice(0, 4);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
