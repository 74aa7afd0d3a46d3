/** Sends a request to what answers it, and answers for whatever has no place. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describeFault, type Report } from './errors.ts';
import { answerTooMany, type CountRequest } from './request-rate.ts';
import { readTarget } from './request-target.ts';
import { setSecurityHeaders } from './security-headers.ts';

export interface Route {
  methods: readonly string[];
  /** For whoever runs the server, and so not counted among the requests of an address. */
  isOperational?: boolean;
  answer(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
}

/** By path, exactly as it must be asked for; one that ends in a slash takes all that is under it. */
export type Routes = { readonly [path: string]: Route };

/** Finds what answers at a path that has no route of its own. */
export type FindRoute = (request: IncomingMessage, path: string) => Route | undefined;

export interface ListenerParts {
  routes: Routes;
  findRoute: FindRoute;
  countRequest: CountRequest;
  /** What is asked for most, and has its route found by itself. */
  direct: DirectRoute;
  report: Report;
}

export interface DirectRoute {
  /** Whether the request is to be answered here; if so, its target and its Host are well formed. */
  takes(request: IncomingMessage): boolean;
  /** Answers as a route does, and says what every answer says. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Says what every answer says, for an answer that is made elsewhere. */
  introduce(response: ServerResponse): void;
}

/** Builds the listener of an HTTP server. It answers every request, and never throws. */
export function createListener(parts: ListenerParts) {
  const { routes, findRoute, countRequest, direct, report } = parts;

  async function answerDirectly(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const counted = countRequest(request);
    const tooMany = counted && (await counted);
    if (!tooMany) return await answerSafely(direct, request, response);
    direct.introduce(response);
    answerTooMany(request, response, tooMany);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    setSecurityHeaders(response);
    const target = readTarget(request);
    if (target === null)
      return answerText(response, 400, 'The request target or the Host header is malformed.');
    // What comes after sees one form of target and a host that parses.
    request.url = target.path + target.query;
    const route =
      routes[target.path] ?? routes[folderOf(target.path)] ?? findRoute(request, target.path);
    if (!route?.isOperational) {
      const tooMany = await countRequest(request);
      if (tooMany) return answerTooMany(request, response, tooMany);
    }
    if (route === undefined)
      return answerText(response, 404, `There is nothing here. The record is at /graphql.`);
    if (!route.methods.includes(request.method ?? '')) {
      response.setHeader('Allow', route.methods.join(', '));
      return answerText(response, 405, `This address takes ${route.methods.join(', ')}.`);
    }
    await answerSafely(route, request, response);
  }

  async function answerSafely(
    route: Pick<Route, 'answer'>,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      await route.answer(request, response);
    } catch (error) {
      const [path] = request.url?.split('?') ?? [];
      report(describeFault(error, `${request.method} ${path}`));
      if (response.headersSent) {
        response.destroy();
        return;
      }
      if (route === direct) direct.introduce(response);
      answerText(response, 500, 'Internal error');
    }
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    void (direct.takes(request) ? answerDirectly : answer)(request, response);
  };
}

/** `/export/` for `/export/pledges.csv`. */
function folderOf(path: string): string {
  return path.slice(0, path.indexOf('/', 1) + 1);
}

/** Answers with one line of plain text. */
export function answerText(response: ServerResponse, status: number, line: string): void {
  const body = Buffer.from(`${line}\n`);
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': body.length,
  });
  response.end(body);
}
