import { createServer, type Server } from 'node:http';
import { describe, expect, it } from 'vitest';
import { serve } from '../src/serve.ts';
import { freePort } from './slack/bench.ts';

/** Runs `serve` until it has said where it is, gives that to `look`, and stops it. */
async function run(env: Readonly<Record<string, string>>, look: (url: string) => Promise<void> = async () => {}) {
  const out: string[] = [];
  const err: string[] = [];
  const status = await serve(env, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    untilStopped: () => look(/http:\/\/\S+/.exec(out.join(''))?.[0] ?? ''),
  });
  return { status, out: out.join(''), err: err.join('') };
}

function occupy(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

describe('serve', () => {
  it('opens the local war room without tokens, and ends cleanly when asked', async () => {
    const port = await freePort();
    let page = 0;

    const { status, out, err } = await run({ ROUNDTRIP_PORT: String(port), LOG_LEVEL: 'silent' }, async (url) => {
      page = (await fetch(url)).status;
    });

    expect([status, page, err]).toEqual([0, 200, '']);
    expect(out).toContain(`http://127.0.0.1:${port}`);
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
  });

  it('says in one line that the port is in use', async () => {
    const port = await freePort();
    const server = await occupy(port);

    const { status, err } = await run({ ROUNDTRIP_PORT: String(port), LOG_LEVEL: 'silent' });
    server.close();

    expect(status).toBe(2);
    expect(err).toBe(`roundtrip: Port ${port} is in use. Choose another one with ROUNDTRIP_PORT.\n`);
  });

  it('says in one line what is half-configured', async () => {
    const { status, out, err } = await run({ SLACK_BOT_TOKEN: 'xoxb-0' });

    expect([status, out]).toEqual([2, '']);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toContain('SLACK_SIGNING_SECRET');
  });
});
