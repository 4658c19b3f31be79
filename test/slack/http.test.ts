import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import { type Bench, readable, startBench } from './bench.ts';
import { evidence, openCase, pasted } from './scene.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench('http');
});
afterAll(async () => {
  await bench?.close();
});

const EDGE = pasted('edge', evidence('return-path-bypass-second-firewall/1-edge-session.txt'));

/** The same store, in which nothing can be written: every transaction fails. */
function brokenStore({ db, clock, close }: Store): Store {
  const broken = new Proxy(db, {
    get(target, name) {
      if (name === 'transaction') throw new Error('the disk is full');
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { db: broken, clock, close };
}

describe('over HTTP', () => {
  it('a case is opened and diagnosed', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'requests', '10.20.30.41:52144 > 10.50.60.10:443/tcp');

    control.say({ user: 'ana', channel: 'requests', threadTs: ts, text: EDGE });
    await bench.settle();

    expect(control.messages('requests', ts).map(readable).join('\n')).toContain('FW-EDGE');
  });

  it('what could not be stored is not acknowledged, and is done when Slack sends it again', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'outages', '10.20.30.41:52144 > 10.50.60.10:443/tcp');
    await bench.stopBot();
    await bench.startBot(brokenStore(bench.store));

    control.say({ user: 'ana', channel: 'outages', threadTs: ts, text: EDGE });
    await control.settled();
    bench.clock.turn(1);
    await control.settled();
    const refused = control.journal().filter((entry) => entry.kind === 'delivery' && entry.outcome === 'http_error');
    await bench.stopBot();
    await bench.startBot();
    bench.clock.turn(60_000);
    await bench.settle();

    expect(refused.length).toBeGreaterThan(0);
    expect(control.messages('outages', ts).map(readable).join('\n')).toContain('Steps');
  });

  it('answers a health check', async () => {
    const delivered = bench.room.control.journal().length;
    const answer = await fetch(new URL('/healthz', bench.eventsUrl ?? ''));

    expect(delivered).toBeGreaterThan(0);
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
  });

  it('turns away what Slack has not signed', async () => {
    const body = JSON.stringify({ type: 'event_callback', event: { type: 'message' } });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(bench.eventsUrl ?? '', { method: 'POST', headers, body });

    expect(answer.status).toBe(401);
  });
});
