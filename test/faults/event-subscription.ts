/** One subscription over server-sent events, read as the specification says and no more kindly. */
import { get, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import { type Asked, type Connection, type Follow, fault, type Heard } from './subscriber.ts';

export interface ServerEvent {
  event: string;
  id: string | undefined;
  data: string;
}

/**
 * Follows with the place as the variable `after`, or as a browser does: asking for the whole log,
 * with the last event's `id` as `Last-Event-ID`.
 */
export function followEvents(asBrowser: boolean): Follow {
  return (origin, asked, hear) => {
    const resumes = asBrowser && asked.after !== '0';
    const headers = resumes ? { 'last-event-id': asked.after } : {};
    const first = resumes ? { ...asked, after: '0' } : asked;
    return openEvents(origin, first, headers, ({ event, id, data }) => {
      if (event !== 'next') return;
      const { data: answer, errors } = JSON.parse(data);
      const entry: Heard | undefined = answer?.pledgeUpdates;
      if (errors || !entry) throw new Error(`an entry with errors: ${data}`);
      if (id !== entry.cursor) throw new Error(`an entry ${entry.cursor} with the id ${id}`);
      hear(entry);
    });
  };
}

/**
 * Opens a stream and hands every event on. It ends with `complete` where the server says that nothing
 * more will come, `whole` where it ends its answer, `cut` where it does not, or with what went wrong.
 */
export function openEvents(
  origin: string,
  { operation, after }: Asked,
  more: OutgoingHttpHeaders,
  hear: (event: ServerEvent) => void,
): Connection {
  const query = new URLSearchParams({ query: operation, variables: JSON.stringify({ after }) });
  const headers = { accept: 'text/event-stream', ...more };
  let response: IncomingMessage | undefined;
  const end = Promise.withResolvers<string>();
  let completed = false;
  const request = get(`${origin}/graphql?${query}`, { agent: false, headers }, (answer) => {
    response = answer;
    if (answer.statusCode !== 200) end.resolve(`status ${answer.statusCode}`);
    const read = eventReader((event) => {
      if (event.event === 'complete') completed = true;
      hear(event);
    });
    const decoder = new StringDecoder('utf8');
    answer.on('data', (bytes: Buffer) => {
      try {
        read(decoder.write(bytes));
      } catch (cause) {
        end.resolve(`${fault}${cause}`);
        request.destroy();
      }
    });
    answer.on('error', (cause) => end.resolve(cause.message));
    answer.on('close', () => {
      if (completed) end.resolve('complete');
      else end.resolve(answer.complete ? 'whole' : 'cut');
    });
  });
  request.on('error', (cause) => end.resolve(cause.message));
  return {
    ended: end.promise,
    cut: () => request.destroy(),
    pause() {
      response?.pause();
    },
    resume() {
      response?.resume();
    },
  };
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
function eventReader(hear: (event: ServerEvent) => void): (text: string) => void {
  let rest = '';
  let event: ServerEvent = { event: 'message', id: undefined, data: '' };
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (event.event !== 'message' || event.data !== '') hear(event);
        event = { event: 'message', id: undefined, data: '' };
        continue;
      }
      const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
      if (field === 'event' || field === 'id' || field === 'data') event[field] = value;
    }
  };
}
