import { createServer, type Server, Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Answer, ConnectOrder, ListenOrder, Order } from './orders.ts';
import { replyOf, requestOf, requestReader } from './request.ts';

/**
 * The program that runs inside a node: real TCP servers and clients, by orders read from standard input. It ends when
 * that is closed. It imports little, as it is started for every node that talks.
 */

interface Held {
  readonly socket: Socket;
  readonly order: ConnectOrder;
}

const held = new Map<number, Held>();

function say(answer: Answer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

function listen({ id, address, port, behaviour }: ListenOrder): void {
  const server: Server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const read = requestReader();
    socket.on('data', (chunk) => {
      if (behaviour === 'mute') return;
      for (const reply of read(chunk)) socket.write(replyOf(reply));
    });
    socket.on('end', () => socket.end());
    // A client that gave up resets; the server goes on.
    socket.on('error', () => socket.destroy());
  });
  server.on('error', (error) => say({ id, error: codeOf(error) }));
  server.listen({ port, ...(address === null ? { host: '::' } : { host: address }), backlog: 128 }, () =>
    say({ id, error: null }),
  );
}

/** Sends one request and waits for its whole reply. */
function ask(socket: Socket, order: ConnectOrder, done: (error: string | null) => void): void {
  let received = 0;
  const finish = (error: string | null): void => {
    clearTimeout(timer);
    socket.off('data', count).off('error', fail).off('end', ended);
    done(error);
  };
  const count = (chunk: Buffer): void => {
    received += chunk.length;
    if (received >= order.reply) finish(null);
  };
  const fail = (error: Error): void => finish(codeOf(error));
  const ended = (): void => finish('ended early');
  const timer = setTimeout(() => finish('deadline'), order.deadline);
  socket.on('data', count).on('error', fail).on('end', ended);
  socket.write(requestOf(order.request, order.reply));
}

function connect(order: ConnectOrder): void {
  const socket = new Socket();
  socket.on('error', () => undefined);
  socket.setNoDelay(true);
  socket.connect({
    host: order.to,
    port: order.port,
    ...(order.source === null ? {} : { localAddress: order.source }),
    ...(order.sourcePort === null ? {} : { localPort: order.sourcePort }),
  });
  ask(socket, order, (error) => {
    if (error === null && order.hold) {
      held.set(order.id, { socket, order });
      say({ id: order.id, error });
    } else close(socket, error, order);
  });
}

/** A good connection is closed as programs do, and counts as done when the other end has closed too; a bad one is dropped. */
function close(socket: Socket, error: string | null, order: Pick<ConnectOrder, 'id' | 'deadline'>): void {
  const done = (): void => say({ id: order.id, error });
  if (error !== null) {
    socket.destroy();
    done();
    return;
  }
  const timer = setTimeout(() => socket.destroy(), order.deadline);
  socket.once('close', () => {
    clearTimeout(timer);
    done();
  });
  socket.end();
}

function again(id: number, of: number, asks: boolean): void {
  const one = held.get(of);
  if (one === undefined) {
    say({ id, error: 'was not held' });
    return;
  }
  held.delete(of);
  const finish = (error: string | null): void => close(one.socket, error, { id, deadline: one.order.deadline });
  if (asks) ask(one.socket, one.order, finish);
  else finish(null);
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const order: Order = JSON.parse(line);
  if (order.do === 'listen') listen(order);
  else if (order.do === 'connect') connect(order);
  else again(order.id, order.of, order.do === 'again');
});
lines.on('close', () => process.exit(0));
