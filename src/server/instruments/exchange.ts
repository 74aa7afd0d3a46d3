/** What is known of a request, or of an operation over WebSocket, while it is answered. */
import type { GraphQLError } from 'graphql';

export type Transport = 'http' | 'sse' | 'websocket';

export interface Operation {
  /** A GraphQL name, cut to `longestName`; null where the caller gave none. */
  name: string | null;
  kind: 'query' | 'mutation' | 'subscription';
}

export interface Exchange {
  readonly id: string;
  /** On the clock of `performance.now()`. */
  readonly began: number;
  transport: Transport;
  /** Of HTTP; null for an operation over WebSocket. */
  readonly method: string | null;
  /** Without its query, which may hold anything; null where the target is malformed. */
  path: string | null;
  /** The address as it is routed, one of a few. */
  route: string;
  /** Whether it was sent by whoever runs the server, or by their machines. */
  isOperational: boolean;
  operation: Operation | null;
  /** The codes of the errors that the caller was told, each once. */
  readonly codes: Set<string>;
  /** How many answers a subscription has had. */
  events: number;
  /** Of the HTTP answer; null where there is none. */
  status: number | null;
  /** How long it took, once it has ended. */
  milliseconds: number;
  /** The trace that it belongs to, as the headers of a proxy that is trusted tell. */
  readonly parent: { traceparent?: string; tracestate?: string };
}

export const longestName = 64;

/** Where all operations are sent; the address of the explorer, too. */
export const operationsRoute = '/graphql';

export type ExchangeStart = Pick<Exchange, 'id' | 'transport' | 'method' | 'parent'>;

export function beginExchange(start: ExchangeStart): Exchange {
  return {
    ...start,
    began: performance.now(),
    path: null,
    route: 'none',
    isOperational: false,
    operation: null,
    codes: new Set(),
    events: 0,
    status: null,
    milliseconds: 0,
  };
}

/** Notes what the caller is told; `errors` are as the caller sees them. */
export function noteErrors(exchange: Exchange, errors: readonly GraphQLError[] | undefined): void {
  for (const { extensions } of errors ?? []) {
    const { code } = extensions;
    exchange.codes.add(typeof code === 'string' ? code : 'UNKNOWN');
  }
}

/** Hears of an event that a subscriber is told, with its errors as the subscriber sees them. */
export type OnEvent = (errors: readonly GraphQLError[] | undefined) => void;

/** Notes the events of what is followed over this exchange, if it is looked on. */
export function notesEvents(exchange: Exchange | undefined): OnEvent {
  return (errors) => {
    if (!exchange) return;
    exchange.events += 1;
    noteErrors(exchange, errors);
  };
}

/** Whether an operation was asked for, though it may have been refused before it was read. */
export function isOperation({ operation, route, codes }: Exchange): boolean {
  return operation !== null || (route === operationsRoute && codes.size > 0);
}

/** `ok`, or the first code that the caller was told, or the status. */
export function outcomeOf({ codes, status }: Exchange): string {
  const [code] = codes;
  if (code !== undefined) return code;
  return status !== null && status >= 400 ? `HTTP_${status}` : 'ok';
}
