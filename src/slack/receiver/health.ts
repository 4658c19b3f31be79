import { createServer, type Server } from 'node:http';

/** Resolves when the bot can do its work; rejects when it cannot. */
export type Health = () => Promise<void>;

/** What `/healthz` answers: 200 when the store can be asked, 503 when not. Nothing of the reason is told outside. */
export async function healthAnswer(health: Health): Promise<{ readonly status: number; readonly body: string }> {
  try {
    await health();
    return { status: 200, body: '{"ok":true}\n' };
  } catch {
    return { status: 503, body: '{"ok":false}\n' };
  }
}

/** A server for `/healthz` alone, for Socket Mode, where nothing else listens. Rejects when the port is taken. */
export function startHealthServer(port: number, health: Health): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/healthz') {
      response.writeHead(404).end();
      return;
    }
    void healthAnswer(health).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve(server));
  });
}
