/** What a subscriber sends to follow the pledge log, byte by byte, over either transport. */
import { randomBytes } from 'node:crypto';
import type { Step } from './subscriber-orders.ts';

export type Transport = 'server-sent events' | 'WebSocket';

/** The rationale comes last, so that whoever has it has all of the entry. */
const subscription = `subscription Follow {
  pledgeUpdates {
    cursor kind status previousStatus recordedAt recordedBy
    pledge { slug summary }
    rationale
  }
}`;

export function stepsOf(transport: Transport): Step[] {
  return transport === 'WebSocket' ? socketSteps() : eventSteps();
}

function eventSteps(): Step[] {
  const query = new URLSearchParams({ query: subscription });
  const head = [
    `GET /graphql?${query} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Accept: text/event-stream',
    '\r\n',
  ];
  // The first comment comes once the subscription is made.
  return [{ send: base64(head.join('\r\n')), until: ':\n\n' }];
}

/** https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
function socketSteps(): Step[] {
  const head = [
    'GET /graphql HTTP/1.1',
    'Host: 127.0.0.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Protocol: graphql-transport-ws',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    '\r\n',
  ];
  const subscribe = { type: 'subscribe', id: '1', payload: { query: subscription } };
  return [
    { send: base64(head.join('\r\n')), until: '\r\n\r\n' },
    { send: frame({ type: 'connection_init' }), until: 'connection_ack' },
    // Nothing says that a subscription is made, but what is sent after it is answered after it.
    { send: frame(subscribe), until: '' },
    { send: frame({ type: 'ping' }), until: 'pong' },
  ];
}

/** A client's frame must be masked; a mask of zeros leaves it as it is. RFC 6455, 5.2 and 5.3. */
function frame(message: object): string {
  const payload = Buffer.from(JSON.stringify(message));
  const length =
    payload.length < 126
      ? [0x80 | payload.length]
      : [0x80 | 126, payload.length >> 8, payload.length & 0xff];
  return Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), payload]).toString('base64');
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
