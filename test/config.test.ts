/** What the environment may say, and what is said of what it may not. */
import { expect, test } from 'vitest';
import { ConfigError, type Environment, readConfig } from '../src/config.ts';

test('without any setting, the record is in .data and served to this machine alone', () => {
  expect(readConfig({})).toMatchObject({
    port: 4000,
    host: '127.0.0.1',
    location: { dataDir: '.data' },
    allowedOrigins: [],
    persistedDocuments: null,
    persistedOnly: false,
  });
});

test('an empty setting is none', () => {
  expect(readConfig({ PORT: '', HOST: ' ', DATABASE_URL: '', ALLOWED_ORIGINS: '' })).toEqual(
    readConfig({}),
  );
});

test.each<[Environment, object]>([
  [{ PORT: '0' }, { port: 0 }],
  [{ HOST: '::1' }, { host: '::1' }],
  [{ DATA_DIR: '/srv/record' }, { location: { dataDir: '/srv/record' } }],
  [
    { DATABASE_URL: 'postgresql://db/record' },
    { location: { databaseUrl: 'postgresql://db/record' } },
  ],
  [
    { ALLOWED_ORIGINS: 'https://one.example, http://localhost:8080,' },
    { allowedOrigins: ['https://one.example', 'http://localhost:8080'] },
  ],
  [{}, { rateLimit: 600, trustedProxies: [], isProduction: false }],
  [{ RATE_LIMIT: '1' }, { rateLimit: 1 }],
  [{ RATE_LIMIT: 'off' }, { rateLimit: null }],
  [{ NODE_ENV: 'production' }, { isProduction: true }],
  [
    { TRUST_PROXY: 'loopback, 10.0.0.0/8,2001:db8::/32,192.0.2.1' },
    { trustedProxies: ['loopback', '10.0.0.0/8', '2001:db8::/32', '192.0.2.1'] },
  ],
  [{ PERSISTED_DOCUMENTS: 'manifests' }, { persistedDocuments: 'manifests' }],
  [{ PERSISTED_ONLY: 'true' }, { persistedOnly: true }],
  [{ PERSISTED_ONLY: 'false' }, { persistedOnly: false }],
])('%j', (env, config) => {
  expect(readConfig(env)).toMatchObject(config);
});

test.each<[Environment, string]>([
  [
    { RATE_LIMIT: '0' },
    'RATE_LIMIT: expected requests a minute as a whole number from 1, or off, but got "0".',
  ],
  [
    { RATE_LIMIT: '-1' },
    'RATE_LIMIT: expected requests a minute as a whole number from 1, or off, but got "-1".',
  ],
  [
    { RATE_LIMIT: '1.5' },
    'RATE_LIMIT: expected requests a minute as a whole number from 1, or off, but got "1.5".',
  ],
  [
    { RATE_LIMIT: 'none' },
    'RATE_LIMIT: expected requests a minute as a whole number from 1, or off, but got "none".',
  ],
  [
    { TRUST_PROXY: 'true' },
    'TRUST_PROXY: expected addresses or subnets of proxies separated by commas, such as 10.0.0.0/8, or loopback, linklocal or uniquelocal, but got "true".',
  ],
  [
    { TRUST_PROXY: '10.0.0.0/33' },
    'TRUST_PROXY: expected addresses or subnets of proxies separated by commas, such as 10.0.0.0/8, or loopback, linklocal or uniquelocal, but got "10.0.0.0/33".',
  ],
  [
    { TRUST_PROXY: 'proxy.example' },
    'TRUST_PROXY: expected addresses or subnets of proxies separated by commas, such as 10.0.0.0/8, or loopback, linklocal or uniquelocal, but got "proxy.example".',
  ],
  [
    { TRUST_PROXY: '10.0.0.0/0' },
    'TRUST_PROXY: expected addresses or subnets of proxies separated by commas, such as 10.0.0.0/8, or loopback, linklocal or uniquelocal, but got "10.0.0.0/0".',
  ],
  [{ PORT: '-1' }, 'PORT: expected a whole number from 0 to 65535, but got "-1".'],
  [{ PORT: '65536' }, 'PORT: expected a whole number from 0 to 65535, but got "65536".'],
  [{ PORT: '4e3' }, 'PORT: expected a whole number from 0 to 65535, but got "4e3".'],
  [
    { HOST: 'http://here' },
    'HOST: expected an address or a host name, such as 127.0.0.1, but got "http://here".',
  ],
  [
    { DATABASE_URL: 'mysql://root:hush@db/record' },
    'DATABASE_URL: expected an address such as postgres://user@host:5432/name, but got one that begins with "mysql:".',
  ],
  [
    { DATABASE_URL: 'record' },
    'DATABASE_URL: expected an address such as postgres://user@host:5432/name, but got something that is no address.',
  ],
  [
    { ALLOWED_ORIGINS: 'https://one.example/,*' },
    'ALLOWED_ORIGINS: expected web origins separated by commas, such as https://example.org, but got "https://one.example/".',
  ],
  [
    { ALLOWED_ORIGINS: 'https://one.example,*' },
    'ALLOWED_ORIGINS: expected web origins separated by commas, such as https://example.org, but got "*".',
  ],
  [{ PERSISTED_ONLY: 'yes' }, 'PERSISTED_ONLY: expected true or false, but got "yes".'],
])('%j is refused in one line', (env, message) => {
  expect(() => readConfig(env)).toThrow(new ConfigError(message));
});
