/** The limit of a fan-out: sockets that are written to one after the other, and nothing else. */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type BareOrder, instant } from '../subscriber-orders.ts';

const sockets = new Set<Socket>();
let greeting = Buffer.alloc(0);
let event = Buffer.alloc(0);

process.on('disconnect', () => process.exit());
process.on('message', (order: BareOrder) => {
  if (order.kind === 'prepare') {
    greeting = Buffer.from(order.greeting, 'base64');
    event = Buffer.from(order.event, 'base64');
    return;
  }
  const at = instant();
  for (const socket of sockets) socket.write(event);
  process.send?.({ at });
});

const server = createServer((socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('error', () => socket.destroy());
  // Whatever is asked, and once.
  socket.once('data', () => socket.write(greeting));
  socket.resume();
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => {
  const { port } = server.address() as AddressInfo;
  console.log(`http://127.0.0.1:${port}`);
});
