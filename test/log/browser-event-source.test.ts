/** EventSource, which is all that a web page needs to follow the log. */
import { once } from 'node:events';
import { EventSource } from 'eventsource';
import { expect, onTestFinished, test } from 'vitest';
import { Inbox, startRestartable } from './restarts.ts';

test('EventSource comes back by itself when the server does, and has missed nothing', async () => {
  const service = await startRestartable();
  const follow = (query: string) => {
    const asked: (string | null)[] = [];
    const source = new EventSource(`${service.url}?${new URLSearchParams({ query })}`, {
      fetch: (url, init) => {
        asked.push(new Headers(init.headers).get('last-event-id'));
        return fetch(url, init);
      },
    });
    onTestFinished(() => source.close());
    const heard = new Inbox<[string, string]>();
    source.addEventListener('next', ({ data, lastEventId }) =>
      heard.push([lastEventId, JSON.parse(data).data.pledgeUpdates.cursor]),
    );
    return { heard, asked, source };
  };
  const whole = follow('subscription { pledgeUpdates(after: "0") { cursor } }');
  expect(await whole.heard.take(1)).toEqual([['1', '1']]);
  await service.desk.write();
  expect(await whole.heard.take(1)).toEqual([['2', '2']]);
  // Only what is new, of which there is nothing yet.
  const fresh = follow('subscription { pledgeUpdates { cursor } }');
  await once(fresh.source, 'open');

  await service.stop();
  await service.start();
  await service.desk.write();
  await service.desk.write();
  for (const { heard, asked } of [whole, fresh]) {
    expect(await heard.take(2)).toEqual([
      ['3', '3'],
      ['4', '4'],
    ]);
    expect(asked.slice(0, 2)).toEqual([null, '2']);
  }
});
