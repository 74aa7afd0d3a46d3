/** What the environment may say, and what is said of what it may not. */
import { expect, test } from 'vitest';
import { ConfigError, type Environment, readConfig } from '../src/config.ts';

const claims = { JWT_ISSUER: 'https://login.example', JWT_AUDIENCE: 'record' };

test('without any setting, the record is in .data and served to this machine alone', () => {
  expect(readConfig({})).toMatchObject({
    port: 4000,
    host: '127.0.0.1',
    location: { dataDir: '.data' },
    allowedOrigins: [],
    persistedDocuments: null,
    persistedOnly: false,
    logLevel: 'info',
    metricsPort: undefined,
    drainSeconds: 0,
    traces: null,
    warnings: [],
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
  [{ CACHE_MB: '0' }, { cacheBytes: 0 }],
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
  [{ LOG_LEVEL: 'off' }, { logLevel: 'off' }],
  [{ METRICS_PORT: '9464' }, { metricsPort: 9464 }],
  [{ METRICS_PORT: 'off' }, { metricsPort: null }],
  [{ DRAIN_SECONDS: '15' }, { drainSeconds: 15 }],
  [{ NODE_ENV: 'production', JWKS_URL: 'http://localhost:1/keys', ...claims }, {}],
  [{ OTEL_SERVICE_NAME: 'record' }, { traces: null }],
  [
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' },
    { traces: { protocol: 'http/protobuf', share: 1, parentDecides: true, sendEvery: 5000 } },
  ],
  [
    {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    },
    { traces: { protocol: 'http/json', share: 0.25, parentDecides: false, sendEvery: 100 } },
  ],
  [
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_TRACES_EXPORTER: 'none' },
    { traces: null },
  ],
  [
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_SDK_DISABLED: 'true' },
    { traces: null },
  ],
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
  [{ PERSISTED_ONLY: 'yes' }, 'PERSISTED_ONLY: expected one of true, false, but got "yes".'],
  [
    { LOG_LEVEL: 'verbose' },
    'LOG_LEVEL: expected one of debug, info, warn, error, off, but got "verbose".',
  ],
  [
    { METRICS_PORT: '/metrics' },
    'METRICS_PORT: expected a whole number from 0 to 65535, or off, but got "/metrics".',
  ],
  [{ DRAIN_SECONDS: '61' }, 'DRAIN_SECONDS: expected a whole number from 0 to 60, but got "61".'],
  [
    { JWT_ISSUER: 'https://login.example' },
    "JWT_ISSUER: expected JWKS_URL beside it, the address of the identity provider's keys, but got nothing there.",
  ],
  [
    { JWT_SECRET: 'x'.repeat(32), JWT_AUDIENCE: 'record' },
    "JWT_AUDIENCE: expected JWKS_URL beside it, the address of the identity provider's keys, but got nothing there.",
  ],
  [
    { NODE_ENV: 'production', JWKS_URL: 'http://login.example/keys', ...claims },
    'JWKS_URL: expected an address that begins with https:, in production, but got "http://login.example/keys".',
  ],
  [
    { OTEL_TRACES_EXPORTER: 'zipkin' },
    'OTEL_TRACES_EXPORTER: expected one of otlp, none, but got "zipkin".',
  ],
  [
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' },
    'OTEL_EXPORTER_OTLP_ENDPOINT: expected an address such as http://127.0.0.1:4318, but got "collector:4317".',
  ],
  [
    { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
    'OTEL_EXPORTER_OTLP_PROTOCOL: expected one of http/protobuf, http/json, but got "grpc".',
  ],
  [
    {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '10%',
    },
    'OTEL_TRACES_SAMPLER_ARG: expected a share from 0 to 1, such as 0.1, but got "10%".',
  ],
])('%j is refused in one line', (env, message) => {
  expect(() => readConfig(env)).toThrow(new ConfigError(message));
});

test.each<[Environment, RegExp]>([
  [{ DATABASE_URL: 'postgres://db/record' }, /^JWT_SECRET: not set beside DATABASE_URL, /],
  [{ NODE_ENV: 'prod' }, /^NODE_ENV: "prod" is taken for development, /],
])('%j can be used, and is warned of', (env, warning) => {
  expect(readConfig(env).warnings).toEqual([expect.stringMatching(warning)]);
});
