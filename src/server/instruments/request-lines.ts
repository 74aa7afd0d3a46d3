/**
 * A line in the log for each request and operation, and for each internal fault. Never what was asked
 * for in which words: no text of operations, no variables, no headers, no addresses of callers.
 */
import type { Logger } from 'pino';
import { type Exchange, outcomeOf } from './exchange.ts';
import type { Instrument } from './instruments.ts';

export function createRequestLines(logger: Logger): Instrument {
  return {
    end(exchange) {
      // Probes come every few seconds and say nothing new.
      const level = exchange.isOperational ? 'debug' : 'info';
      if (logger.isLevelEnabled(level)) logger[level](fieldsOf(exchange), 'request');
    },
    fault(text, exchange) {
      logger.error(exchange ? { requestId: exchange.id } : {}, text);
    },
  };
}

function fieldsOf(exchange: Exchange): object {
  const { id, transport, method, path, operation, codes, status, events, milliseconds } = exchange;
  return {
    requestId: id,
    transport,
    ...(method !== null && { method }),
    ...(path !== null && { path }),
    ...(operation && { kind: operation.kind }),
    ...(operation?.name != null && { operation: operation.name }),
    ...(operation?.kind === 'subscription' && { events }),
    ...(status !== null && { status }),
    outcome: outcomeOf(exchange) === 'ok' ? 'ok' : 'error',
    ...(codes.size > 0 && { codes: [...codes] }),
    ms: Math.round(milliseconds * 10) / 10,
  };
}
