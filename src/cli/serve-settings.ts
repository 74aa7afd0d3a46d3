/** What `talks serve --help` says of the environment. */

export const settingsHelp = `
Environment:
  PORT             the port to listen on (4000); 0 takes any free one
  HOST             the address to listen on (127.0.0.1)
  DATA_DIR         the folder of the embedded store (.data)
  DATABASE_URL     a postgres:// address, to be used in place of the embedded store
  ALLOWED_ORIGINS  web origins whose pages may read answers, separated by commas (none)
  CACHE_MB         what answers and rows at hand may take in memory, in MB; 0 keeps none (64)
  RATE_LIMIT       requests a minute from one address, or off (600)
  TRUST_PROXY      proxies whose X-Forwarded-For, X-Request-Id and traceparent are believed:
                   addresses, subnets, loopback (none)
  NODE_ENV         production: errors say nothing of what else the schema has
  JWT_SECRET       what editors' tokens are signed with (a secret made in DATA_DIR)
  JWKS_URL         the keys of an identity provider, in its place; then JWT_ISSUER and JWT_AUDIENCE too
  PERSISTED_DOCUMENTS  a JSON file, or a folder of them: documents to be asked for by identifier (none)
  PERSISTED_ONLY   true runs documents on file and nothing else; the explorer is off then (false)
  LOG_LEVEL        the least that is worth a line on standard error: debug, info, warn, error, off (info)
  METRICS_PORT     a port for /metrics alone, or off (/metrics is at PORT)
  DRAIN_SECONDS    how long to serve on, and say at /ready that it is not, before a stop (0)
  OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME and so on: where traces go (nowhere)

Example:
  PORT=8080 talks serve
`;
