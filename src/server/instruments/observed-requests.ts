/** Lets the instruments see every HTTP request, from its head to the end of its answer. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { readTarget } from '../request-target.ts';
import type { Routes } from '../routes.ts';
import type { Exchange } from './exchange.ts';
import type { Instruments } from './instruments.ts';
import { metricsPath } from './metrics-page.ts';
import { type ReadOrigin, requestIdHeader } from './request-id.ts';

/** A path in the log is not longer than a line. */
const longestPath = 200;

export function observeRequests(
  listener: RequestListener,
  routes: Routes,
  instruments: Instruments,
  readOrigin: ReadOrigin,
  tellsItsId: (request: IncomingMessage) => boolean,
): RequestListener {
  return (request, response) => {
    const { method = '' } = request;
    const exchange = instruments.begin({ ...readOrigin(request), transport: 'http', method });
    if (!tellsItsId(request)) response.setHeader(requestIdHeader, exchange.id);
    response.once('close', () => {
      describeEnd(exchange, request, response, routes);
      instruments.end(exchange);
    });
    instruments.within(exchange, () => listener(request, response));
  };
}

/** Lets the instruments see a request whose client had gone before all of it had come. */
export function observeLeaving(
  routes: Routes,
  instruments: Instruments,
  readOrigin: ReadOrigin,
): RequestListener {
  return (request, response) => {
    const { method = '' } = request;
    const exchange = instruments.begin({ ...readOrigin(request), transport: 'http', method });
    describeEnd(exchange, request, response, routes);
    instruments.end(exchange);
  };
}

function describeEnd(
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
  routes: Routes,
): void {
  const { statusCode: status, writableFinished } = response;
  const path = readTarget(request)?.path ?? null;
  const route = path === null ? undefined : routeNameOf(path, routes);
  exchange.status = response.headersSent ? status : null;
  exchange.path = path?.slice(0, longestPath) ?? null;
  exchange.route = route ?? (status === 404 || status === 400 ? 'none' : 'page');
  exchange.isOperational =
    exchange.route === metricsPath || routes[exchange.route]?.isOperational === true;
  if (status === 429) exchange.codes.add('RATE_LIMITED');
  // Who follows the log leaves some time.
  if (!writableFinished && exchange.transport !== 'sse') exchange.codes.add('CLIENT_LEFT');
}

function routeNameOf(path: string, routes: Routes): string | undefined {
  const folder = path.slice(0, path.indexOf('/', 1) + 1);
  return [path, folder].find((name) => Object.hasOwn(routes, name));
}
