/** An identity provider on this machine: its keys at an address, and tokens signed with them. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';

export interface ProviderKey {
  kid: string;
  alg: string;
  privateKey: CryptoKey;
  jwk: JWK;
}

export interface Provider {
  /** What a server that trusts it is given. */
  keys: { jwksUrl: string; issuer: string; audience: string };
  /** How often its keys have been asked for. */
  asked(): number;
  /** Answers the request for its keys from now on. */
  answer: (response: ServerResponse) => void;
  publish(...keys: ProviderKey[]): void;
  sign(key: ProviderKey, rest?: object): Promise<string>;
  stop(): Promise<void>;
}

export async function makeKey(kid: string, alg = 'RS256'): Promise<ProviderKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

export async function startProvider(): Promise<Provider> {
  let count = 0;
  const server = createServer((_, response) => {
    count += 1;
    provider.answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const keys = {
    jwksUrl: `http://127.0.0.1:${port}/jwks.json`,
    issuer: 'https://login.example.org/',
    audience: 'the-record',
  };
  const provider: Provider = {
    keys,
    asked: () => count,
    answer: (response) => response.writeHead(404).end(),
    publish(...published) {
      provider.answer = (response) => {
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify({ keys: published.map(({ jwk }) => jwk) }));
      };
    },
    sign: ({ kid, alg, privateKey }, rest = {}) =>
      new SignJWT({ name: 'The night desk', roles: ['editor'], ...rest })
        .setProtectedHeader({ alg, kid })
        .setIssuer(keys.issuer)
        .setAudience(keys.audience)
        .setSubject('user-7')
        .setExpirationTime('1h')
        .sign(privateKey),
    async stop() {
      if (!server.listening) return;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  onTestFinished(() => provider.stop());
  return provider;
}
