/** `/metrics`: the metrics for whoever runs the server, at its own port or at one apart. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHttpServer, type HttpServer } from '../http.ts';
import { readTarget } from '../request-target.ts';
import { answerText } from '../routes.ts';
import type { Metrics } from './metrics.ts';

export const metricsPath = '/metrics';

export function createMetricsPage(metrics: Metrics) {
  return async (_request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await metrics.text();
    response.writeHead(200, {
      'Content-Type': metrics.contentType,
      'Content-Length': Buffer.byteLength(text),
      'Cache-Control': 'no-store',
    });
    response.end(text);
  };
}

/** A server of its own, with nothing but the metrics. */
export function createMetricsServer(metrics: Metrics): HttpServer {
  const answer = createMetricsPage(metrics);
  return createHttpServer(
    async (request, response) => {
      if (readTarget(request)?.path === metricsPath) return await answer(request, response);
      answerText(response, 404, `There is nothing here but ${metricsPath}.`);
    },
    (_request, socket) => socket.destroy(),
  );
}
