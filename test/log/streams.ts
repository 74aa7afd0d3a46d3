/** Reads server-sent events as they come, byte for byte as the server sent them. */
import { onTestFinished } from 'vitest';
import type { Answer } from '../service.ts';

export interface ServerEvent {
  event: string | null;
  id: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by their fields
  data: any;
}

export interface EventStream {
  response: Response;
  /** The next event; what is none, such as a comment, is left out. Fails where the stream ends first. */
  next(): Promise<ServerEvent>;
  /** So many events. */
  take(count: number): Promise<ServerEvent[]>;
  /** Everything up to the end of the stream. */
  rest(): Promise<ServerEvent[]>;
  /** What has come so far, as text. */
  text(): string;
  leave(): Promise<void>;
}

type Fetch = (url: string, init: RequestInit) => Response | Promise<Response>;

interface Asked {
  variables?: object;
  headers?: Record<string, string>;
  method?: 'GET' | 'POST';
}

/** Asks for a subscription as server-sent events, of a server's `fetch` or of one on a port. */
export async function openStream(
  ask: Fetch,
  url: string,
  query: string,
  { variables = {}, headers = {}, method = 'POST' }: Asked = {},
): Promise<EventStream> {
  const accept = { accept: 'text/event-stream', ...headers };
  const response = await (method === 'GET'
    ? ask(`${url}?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`, {
        headers: accept,
      })
    : ask(url, {
        method,
        headers: { 'content-type': 'application/json', ...accept },
        body: JSON.stringify({ query, variables }),
      }));
  return readStream(response);
}

export function readStream(response: Response): EventStream {
  const reader = response.body?.getReader();
  if (!reader) throw new Error(`An answer without a body: ${response.status}.`);
  const decoder = new TextDecoder();
  const ready: ServerEvent[] = [];
  let text = '';
  let unread = '';
  let ended = false;
  onTestFinished(() => leave());

  async function leave() {
    await reader?.cancel().catch(() => {});
  }

  async function pull(): Promise<void> {
    const { done, value } = (await reader?.read()) ?? { done: true };
    ended = done;
    const piece = decoder.decode(value ?? new Uint8Array(), { stream: true });
    text += piece;
    const blocks = `${unread}${piece}`.split('\n\n');
    unread = blocks.pop() ?? '';
    ready.push(...blocks.flatMap(readBlock));
  }

  async function next(): Promise<ServerEvent> {
    for (;;) {
      const event = ready.shift();
      if (event) return event;
      if (ended) throw new Error(`The stream ended after:\n${text.slice(-500)}`);
      await pull();
    }
  }

  return {
    response,
    next,
    async take(count) {
      const events = [];
      while (events.length < count) events.push(await next());
      return events;
    },
    async rest() {
      while (!ended) await pull();
      return ready.splice(0);
    },
    text: () => text,
    leave,
  };
}

function readBlock(block: string): ServerEvent[] {
  const lines = block.split('\n');
  // Without data there is no event: a comment, or an `id` alone.
  if (!lines.some((line) => line.startsWith('data:'))) return [];
  const field = (name: string) => {
    const line = lines.find((each) => each.startsWith(`${name}:`));
    return line === undefined ? null : line.slice(name.length + 1).replace(/^ /, '');
  };
  const data = field('data');
  return [
    { event: field('event'), id: field('id'), data: data ? (JSON.parse(data) as Answer) : null },
  ];
}
