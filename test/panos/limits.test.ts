import { describe, expect, it } from 'vitest';
import { handClock } from './support/clocks.ts';
import { CLEAR, deviceAt, failureIn, INFO, startLab } from './support/lab.ts';
import { type Script, startServer, success, xml } from './support/scripted-server.ts';

const DONE = success('<done/>');

/** Holds every answer back until so many have been asked for, and answers each later one at once. */
function together(count: number): Script {
  const held: (() => void)[] = [];
  return (_, response, nth) => {
    held.push(() => xml(response, DONE));
    if (nth >= count) for (const answer of held.splice(0)) answer();
  };
}

describe('one management address', () => {
  it('has at most five calls at a time, whichever firewalls behind it they are for', async () => {
    await using server = await startServer(together(5));
    const devices = ['A', 'B', 'C'].map((name) => deviceAt(server, { name, target: `00720000000${name}` }));
    await using lab = startLab(devices);

    const asked = Array.from({ length: 15 }, (_, index) => lab.ask(INFO, devices[index % 3]?.name));
    const replies = await Promise.all(asked);

    expect(replies.every(({ ok }) => ok)).toBe(true);
    expect(server.seen).toHaveLength(15);
    expect(server.most()).toBe(5);
  });

  it('shares the five among administrators', async () => {
    await using server = await startServer(together(5));
    const other = { credential: { kind: 'key', key: { env: 'PASSWORD' } } } as const;
    const devices = [deviceAt(server), deviceAt(server, { name: 'PA-B' }, other)];
    await using lab = startLab(devices);

    const asked = Array.from({ length: 12 }, (_, index) => lab.ask(INFO, devices[index % 2]?.name));
    await Promise.all(asked);

    expect(new Set(server.seen.map(({ key }) => key)).size).toBe(2);
    expect(server.most()).toBe(5);
  });

  it('is busy for a call that has waited too long for its turn, and which is then not sent', async () => {
    const clock = handClock();
    await using server = await startServer(() => undefined);
    await using lab = startLab([deviceAt(server)], { queue: 1_000, call: 60_000 }, { clock });
    for (let call = 0; call < 5; call += 1) void lab.ask(INFO);
    await server.requests(5);

    const waiting = lab.ask(CLEAR);
    // The secret is read before the turn is waited for.
    await new Promise(setImmediate);
    clock.advance(1_000);
    const failure = failureIn(await waiting);

    expect(failure.why).toBe('busy');
    expect(failure.says).toMatch(/already has 5 calls under way, and none ended within 1 s\.$/);
    expect(server.seen).toHaveLength(5);
  });

  it('lets the next one in when a waiting call is cancelled', async () => {
    const cancel = new AbortController();
    await using server = await startServer(together(7));
    await using lab = startLab([deviceAt(server)], { call: 60_000 });
    const held = new AbortController();
    const first = Array.from({ length: 5 }, () => lab.ask(INFO, 'PA-A', held.signal));
    await server.requests(5);

    const given = lab.ask(INFO, 'PA-A', cancel.signal);
    const kept = [lab.ask(INFO), lab.ask(INFO)];
    cancel.abort();
    held.abort();

    expect(failureIn(await given).why).toBe('cancelled');
    expect((await Promise.all(first)).map(({ ok }) => ok)).toEqual([false, false, false, false, false]);
    expect((await Promise.all(kept)).map(({ ok }) => ok)).toEqual([true, true]);
  });
});

describe('a reply', () => {
  it('above eight megabytes is not read to its end', async () => {
    const megabyte = 'x'.repeat(1_000_000);
    let written = 0;
    await using server = await startServer((_, response) => {
      response.writeHead(200).write('<response status="success"><result>');
      const more = () => {
        while (written < 100 && !response.destroyed) {
          written += 1;
          if (!response.write(megabyte)) {
            response.once('drain', more);
            return;
          }
        }
      };
      more();
    });
    await using lab = startLab([deviceAt(server)]);

    const failure = failureIn(await lab.ask(INFO));

    expect(failure.why).toBe('too-large');
    expect(failure.says).toContain('more than 8 MB');
    expect(written).toBeLessThan(100);
  });

  it.each<[string, Script, object, string]>([
    ['that never begins', () => undefined, { headers: 30 }, 'no reply within 30 ms'],
    [
      'that stops in the middle',
      (_, response) => response.writeHead(200).write('<response status="success">'),
      { body: 30 },
      'the reply stopped for 30 ms',
    ],
  ])('%s is a time-out', async (_, script, timings, says) => {
    await using server = await startServer(script);
    await using lab = startLab([deviceAt(server)], timings);

    const failure = failureIn(await lab.ask(INFO));

    expect(failure.why).toBe('timeout');
    expect(failure.says).toContain(says);
  });

  it('that drips for ever is a time-out when the whole call has taken too long', async () => {
    const clock = handClock();
    await using server = await startServer((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 1);
      response.once('close', () => clearInterval(drip));
    });
    await using lab = startLab([deviceAt(server)], { call: 45_000 }, { clock });

    const asked = lab.ask(INFO);
    await server.requests(1);
    clock.advance(45_000);

    expect(failureIn(await asked)).toMatchObject({ why: 'timeout' });
  });
});
