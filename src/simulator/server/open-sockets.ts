import type { Server } from 'node:https';
import type { Socket } from 'node:net';

/** The connections of a server by the client's port: a TLS socket does not give away the TCP socket below it. */
export interface OpenSockets {
  /** Listens on 127.0.0.1 and gives the port. Rejects when it is taken. */
  listen(port: number): Promise<number>;
  /** Resets the connection (RST) instead of ending it in good order. */
  reset(tlsSocket: Socket): void;
  closeAll(): void;
  stop(): Promise<void>;
}

export function openSockets(server: Server): OpenSockets {
  const open = new Map<number, Socket>();
  server.on('connection', (socket: Socket) => {
    const port = socket.remotePort;
    if (port === undefined) return;
    open.set(port, socket);
    socket.once('close', () => open.delete(port));
    // A client that goes away in the middle is no concern of ours.
    socket.on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);

  function closeAll(): void {
    for (const socket of open.values()) socket.destroy();
  }

  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          server.off('error', reject);
          const address = server.address();
          if (address === null || typeof address === 'string') throw new Error('The server has no port');
          resolve(address.port);
        });
      }),
    reset(tlsSocket) {
      const below = open.get(tlsSocket.remotePort ?? -1);
      if (below === undefined) tlsSocket.destroy();
      else below.resetAndDestroy();
    },
    closeAll,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        closeAll();
      }),
  };
}
