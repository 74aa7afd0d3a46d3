/** Operations over plain HTTP, on a connection that is kept, and that can be cut before the answer. */
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by their fields
  data?: any;
  errors?: { message: string; extensions?: { code?: string } }[];
}

export interface Poster {
  /**
   * Sends an operation and answers what comes. Rejects where the connection is lost before the
   * whole answer is here; `cutAfter` loses it on purpose, so many milliseconds after it was sent.
   */
  post(
    origin: string,
    operation: { query: string; variables?: object },
    cutAfter?: number,
  ): Promise<Answer>;
  close(): void;
}

/** So long an answer may take, in milliseconds; then the connection counts as lost. */
const patience = 15_000;

export function createPoster(token?: string): Poster {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    post: (origin, operation, cutAfter) =>
      new Promise((resolve, reject) => {
        const body = Buffer.from(JSON.stringify(operation));
        const sent = request(`${origin}/graphql`, {
          method: 'POST',
          agent,
          timeout: patience,
          headers: {
            ...authorization,
            'content-type': 'application/json',
            'content-length': body.length,
          },
        });
        sent.on('error', reject);
        sent.on('timeout', () => sent.destroy(new Error(`No answer within ${patience} ms.`)));
        sent.on('response', (response) => {
          text(response).then((answer) => resolve(JSON.parse(answer) as Answer), reject);
        });
        sent.end(body, () => {
          if (cutAfter !== undefined)
            setTimeout(() => sent.destroy(new Error('Cut on purpose.')), cutAfter);
        });
      }),
    close: () => agent.destroy(),
  };
}
