/**
 * The settings of traces, by the names that OpenTelemetry gives them everywhere; what is not here,
 * such as headers and certificates, its exporter reads itself.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
import { choice, type Environment, refusal, setting, wholeNumber } from './setting.ts';

export interface TraceSettings {
  protocol: 'http/protobuf' | 'http/json';
  /** The share of traces that are kept, from 0 to 1. */
  share: number;
  /** Whether a trace that came in decides for itself. */
  parentDecides: boolean;
  /** How long spans are gathered before they are sent, in milliseconds. */
  sendEvery: number;
}

const samplers = [
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
  'always_on',
  'always_off',
  'traceidratio',
] as const;

/** Null where nobody asks for traces. */
export function readTraces(env: Environment): TraceSettings | null {
  const endpoints = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];
  const isNamed = endpoints.some((name) => setting(env, name) !== undefined);
  const exporter = choice(env, 'OTEL_TRACES_EXPORTER', ['otlp', 'none'], isNamed ? 'otlp' : 'none');
  if (exporter === 'none' || setting(env, 'OTEL_SDK_DISABLED')?.toLowerCase() === 'true') {
    return null;
  }
  for (const name of endpoints) checkEndpoint(env, name);
  const sampler = choice(env, 'OTEL_TRACES_SAMPLER', samplers, 'parentbased_always_on');
  return {
    protocol: readProtocol(env),
    share: sampler.endsWith('off') ? 0 : sampler.endsWith('on') ? 1 : readShare(env),
    parentDecides: sampler.startsWith('parentbased'),
    sendEvery: wholeNumber(env, 'OTEL_BSP_SCHEDULE_DELAY', 5_000, 3_600_000),
  };
}

function checkEndpoint(env: Environment, name: string): void {
  const value = setting(env, name);
  if (value === undefined || /^https?:$/.test(URL.parse(value)?.protocol ?? '')) return;
  throw refusal(name, 'an address such as http://127.0.0.1:4318', value);
}

function readProtocol(env: Environment): TraceSettings['protocol'] {
  const own = 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL';
  const name = setting(env, own) === undefined ? 'OTEL_EXPORTER_OTLP_PROTOCOL' : own;
  return choice(env, name, ['http/protobuf', 'http/json'], 'http/protobuf');
}

function readShare(env: Environment): number {
  const value = setting(env, 'OTEL_TRACES_SAMPLER_ARG') ?? '1';
  if (/^(0|1|0?\.\d+|1\.0+)$/.test(value)) return Number(value);
  throw refusal('OTEL_TRACES_SAMPLER_ARG', 'a share from 0 to 1, such as 0.1', value);
}
