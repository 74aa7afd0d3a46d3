/** One way of asking for each way into the service. */
import { initSocket } from '../log/sockets.ts';
import { readStream } from '../log/streams.ts';
import type { Answer } from '../service.ts';

export interface Asked {
  query: string;
  variables?: object;
  extensions?: object;
  token?: string;
}

export type Ask = (origin: string, asked: Asked) => Promise<Answer>;

const post = (origin: string, { token, ...body }: Asked, accept: string) =>
  fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept,
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });

/** Each answers an operation that has one answer. */
export const transports: Readonly<Record<'GET' | 'POST' | 'SSE' | 'WebSocket', Ask>> = {
  async GET(origin, { query, variables, extensions }) {
    const parameters = new URLSearchParams({ query });
    if (variables) parameters.set('variables', JSON.stringify(variables));
    if (extensions) parameters.set('extensions', JSON.stringify(extensions));
    const response = await fetch(`${origin}/graphql?${parameters}`);
    return (await response.json()) as Answer;
  },
  async POST(origin, asked) {
    return (await (await post(origin, asked, 'application/json')).json()) as Answer;
  },
  async SSE(origin, asked) {
    const [event] = await readStream(await post(origin, asked, 'text/event-stream')).take(1);
    return event?.data;
  },
  async WebSocket(origin, { query, variables, extensions, token }) {
    const socket = await initSocket(`${origin}/graphql`, token);
    const answer = await socket.ask(query, variables, extensions);
    socket.close();
    return answer;
  },
};

export const eachTransport = Object.entries(transports);
