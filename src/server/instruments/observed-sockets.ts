/** Lets the instruments see every operation over a WebSocket, and the requests that open one. */
import type { IncomingMessage } from 'node:http';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import {
  type Exchange,
  noteErrors,
  notesEvents,
  type OnEvent,
  operationsRoute,
} from './exchange.ts';
import type { Instruments } from './instruments.ts';
import { type ReadOrigin, requestIdHeader } from './request-id.ts';

type Execute = (args: ExecutionArgs) => unknown;

/** The functions that an operation is answered with. */
export interface Enveloped {
  execute: Execute;
  subscribe: Execute;
}

/** The same, looked on. */
export interface Observed extends Enveloped {
  /** Hears of each event of a subscription. */
  onEvent: OnEvent;
}

/** What an operation is executed with, or why it is not. */
export type Prepared = readonly GraphQLError[] | (ExecutionArgs & { rootValue: Enveloped });

export interface SocketObserver {
  /** A request that asks for a WebSocket; its id is that of the connection. */
  open(request: IncomingMessage): Exchange;
  /** The line of HTTP that tells the client the connection's id. */
  idLine(request: IncomingMessage): string;
  /** The request was let in (101) or refused. */
  opened(exchange: Exchange, status: number): void;
  /** An operation over the connection that the request opened: it is prepared, and then executed. */
  prepare(
    request: IncomingMessage,
    prepare: () => Promise<Prepared>,
  ): Promise<GraphQLError[] | ExecutionArgs>;
}

export function observeSockets(instruments: Instruments, readOrigin: ReadOrigin): SocketObserver {
  const connections = new WeakMap<IncomingMessage, Exchange & { operations: number }>();

  function begin(request: IncomingMessage): Exchange {
    const connection = connections.get(request);
    const { id, parent } = connection ?? readOrigin(request);
    const number = connection ? ++connection.operations : 1;
    const exchange = instruments.begin({
      id: `${id}-${number}`,
      parent,
      transport: 'websocket',
      method: null,
    });
    exchange.route = operationsRoute;
    return exchange;
  }

  return {
    open(request) {
      const exchange = instruments.begin({
        ...readOrigin(request),
        transport: 'websocket',
        method: request.method ?? 'GET',
      });
      connections.set(request, Object.assign(exchange, { operations: 0 }));
      return exchange;
    },
    idLine: (request) => `${requestIdHeader}: ${connections.get(request)?.id ?? ''}`,
    opened(exchange, status) {
      exchange.status = status;
      exchange.route = status === 404 ? 'none' : operationsRoute;
      exchange.path = operationsRoute;
      instruments.end(exchange);
    },
    async prepare(request, prepare) {
      const exchange = begin(request);
      const prepared = await ended(exchange, () => instruments.within(exchange, prepare));
      if (isRefusal(prepared)) return [...prepared];
      const { execute, subscribe } = prepared.rootValue;
      return {
        ...prepared,
        rootValue: {
          execute: observed(exchange, execute),
          subscribe: observed(exchange, subscribe),
          onEvent: notesEvents(exchange),
        } satisfies Observed,
      };
    },
  };

  function observed(exchange: Exchange, execute: Execute): Execute {
    return (args) => ended(exchange, async () => instruments.within(exchange, () => execute(args)));
  }

  /** Ends the exchange where nothing comes after this: not where there are arguments, or events. */
  async function ended<Result>(exchange: Exchange, run: () => Promise<Result>): Promise<Result> {
    let result: Result;
    try {
      result = await run();
    } catch (cause) {
      exchange.codes.add('INTERNAL_SERVER_ERROR');
      instruments.end(exchange);
      throw cause;
    }
    const errors = errorsIn(result);
    if (errors) {
      noteErrors(exchange, errors);
      instruments.end(exchange);
    }
    return result;
  }
}

function isRefusal(prepared: Prepared): prepared is readonly GraphQLError[] {
  return Array.isArray(prepared);
}

/** The errors of what is refused, or of a whole answer; null for what goes on. */
function errorsIn(result: unknown): readonly GraphQLError[] | null {
  if (Array.isArray(result)) return result;
  if (typeof result !== 'object' || result === null || Symbol.asyncIterator in result) return null;
  if (!('data' in result || 'errors' in result)) return null;
  const { errors = [] } = result as { errors?: GraphQLError[] };
  return errors.filter((error) => error instanceof GraphQLError);
}
