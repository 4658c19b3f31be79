import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PanosCommand } from '../../src/model/panos-command.ts';
import { machineClock } from './support/clocks.ts';
import { CLEAR, deviceAt, failureIn, INFO, startLab, valueIn } from './support/lab.ts';
import { apiError, type Script, startServer, success, xml } from './support/scripted-server.ts';

const DONE = success('<done/>');
const RESET: Script = (_, response) => response.destroy();

/** Fails so often, then works. */
function failing(times: number, failure: Script): Script {
  return (seen, response, nth) => (nth <= times ? failure(seen, response, nth) : xml(response, DONE));
}

describe('a question that changes nothing', () => {
  it.each<[string, Script]>([
    ['a reset', RESET],
    ['HTTP 503', (_, response) => xml(response, '', 503)],
    [
      'half a reply',
      (_, response) => response.writeHead(200, { 'content-length': '900' }).end('<response', () => response.destroy()),
    ],
  ])('is asked again after %s', async (_, failure) => {
    await using server = await startServer(failing(2, failure));
    await using lab = startLab([deviceAt(server)], { retries: 2 });

    expect(valueIn(await lab.ask(INFO)).text).toBe(DONE);
    expect(server.seen).toHaveLength(3);
  });

  it('is given up after the last time', async () => {
    await using server = await startServer(RESET);
    await using lab = startLab([deviceAt(server)], { retries: 2 });

    expect(failureIn(await lab.ask(INFO)).why).toBe('reset');
    expect(server.seen).toHaveLength(3);
  });

  it('is not asked again when the firewall itself refused', async () => {
    await using server = await startServer((_, response) =>
      xml(response, apiError('17', 'show -> system is unexpected')),
    );
    await using lab = startLab([deviceAt(server)], { retries: 2 });

    expect(failureIn(await lab.ask(INFO)).why).toBe('refused');
    expect(server.seen).toHaveLength(1);
  });

  it('waits before each repeat for a part, drawn at random, of a bound that doubles', async () => {
    const drawn: number[] = [];
    const delays: number[] = [];
    const timer = vi.spyOn(globalThis, 'setTimeout');
    const random = () => {
      drawn.push(0.5);
      return 0.5;
    };
    await using server = await startServer(RESET);
    await using lab = startLab([deviceAt(server)], { retries: 3, retryFirst: 4, retryMost: 9 }, { random });

    await lab.ask(INFO);
    for (const [, delay] of timer.mock.calls) if (delay !== undefined && delay > 0 && delay < 10) delays.push(delay);
    timer.mockRestore();

    expect(drawn).toHaveLength(3);
    expect(delays).toEqual([2, 4, 4.5]);
  });

  it('is not asked again by somebody who gave up meanwhile', async () => {
    const cancel = new AbortController();
    await using server = await startServer((seen, response, nth) => {
      cancel.abort();
      RESET(seen, response, nth);
    });
    await using lab = startLab([deviceAt(server)], { retries: 2 });

    expect(failureIn(await lab.ask(INFO, 'PA-A', cancel.signal)).why).toBe('cancelled');
    expect(server.seen).toHaveLength(1);
  });
});

describe('a command that acts', () => {
  const acting: readonly PanosCommand[] = [
    CLEAR,
    { kind: 'clear-sessions', source: '192.0.2.10', destination: '198.51.100.20', destinationPort: 443 },
    { kind: 'packet-filter-match', source: '192.0.2.10', destination: '198.51.100.20' },
    { kind: 'capture', on: true },
  ];

  it.each(acting.map((command) => [command.kind, command] as const))(
    'such as %s is never sent twice, and its outcome is said to be unknown',
    async (_, command) => {
      await using server = await startServer(RESET);
      await using lab = startLab([deviceAt(server)], { retries: 2 });

      const failure = failureIn(await lab.ask(command));

      expect(failure.why).toBe('reset');
      expect(failure.says).toMatch(/whole, so it is not known whether the command was carried out\.$/);
      expect(server.seen).toHaveLength(1);
    },
  );

  it('is not said to be uncertain when it never left', async () => {
    await using server = await startServer(RESET);
    await using lab = startLab([deviceAt(server)]);

    const failure = failureIn(await lab.ask(CLEAR, 'PA-A', AbortSignal.abort()));

    expect(failure.says).toBe(`The question to PA-A (127.0.0.1:${server.port}) was cancelled.`);
  });
});

describe('a reading of counters since the last one', () => {
  it('is not repeated, since what the lost one counted would be missing', async () => {
    await using server = await startServer(RESET);
    await using lab = startLab([deviceAt(server)], { retries: 2 });

    expect(failureIn(await lab.ask({ kind: 'counters', scope: 'device' })).why).toBe('reset');
    expect(server.seen).toHaveLength(1);
  });
});

describe('a management address that keeps failing', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const breaker = { breakerFailures: 2, breakerPause: 30_000 };

  it('is left alone for a while, tried once, and trusted again when that works', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21, 10, 0, 0) });
    await using server = await startServer(failing(3, RESET));
    await using lab = startLab([deviceAt(server)], breaker);

    const first = [await lab.ask(INFO), await lab.ask(INFO)].map(failureIn);
    const open = failureIn(await lab.ask(INFO));
    expect(first.map(({ why }) => why)).toEqual(['reset', 'reset']);
    expect(open.why).toBe('circuit-open');
    expect(open.says).toContain('is not asked again before 10:00:30 UTC');
    expect(server.seen).toHaveLength(2);

    vi.setSystemTime(machineClock.now() + 30_000);
    expect(failureIn(await lab.ask(INFO)).why).toBe('reset');
    expect(failureIn(await lab.ask(INFO)).says).toContain('before 10:01:00 UTC');
    expect(server.seen).toHaveLength(3);

    vi.setSystemTime(machineClock.now() + 30_000);
    expect([(await lab.ask(INFO)).ok, (await lab.ask(INFO)).ok]).toEqual([true, true]);
  });

  it('is left alone for all firewalls behind it, and the log says so', async () => {
    await using server = await startServer(RESET);
    const devices = ['A', 'B', 'C'].map((name) => deviceAt(server, { name, target: `00720000000${name}` }));
    await using lab = startLab(devices, breaker);

    const failures = [await lab.ask(INFO, 'A'), await lab.ask(INFO, 'B'), await lab.ask(INFO, 'C')].map(failureIn);

    expect(failures.map(({ why }) => why)).toEqual(['reset', 'reset', 'circuit-open']);
    expect(lab.lines.some((line) => line.includes('a management address is left alone'))).toBe(true);
  });

  it('stays left alone when whoever tries it gives up', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const cancel = new AbortController();
    await using server = await startServer((seen, response, nth) => {
      if (nth <= 2) RESET(seen, response, nth);
      else cancel.abort();
    });
    await using lab = startLab([deviceAt(server)], breaker);
    await lab.ask(INFO);
    await lab.ask(INFO);
    vi.setSystemTime(machineClock.now() + 30_000);

    expect(failureIn(await lab.ask(INFO, 'PA-A', cancel.signal)).why).toBe('cancelled');
    expect(failureIn(await lab.ask(INFO)).why).toBe('circuit-open');
  });

  it('is not one that only refuses commands', async () => {
    await using server = await startServer((_, response) => xml(response, apiError('13', 'command failed')));
    await using lab = startLab([deviceAt(server)], breaker);

    const failures = [await lab.ask(INFO), await lab.ask(INFO), await lab.ask(INFO)].map(failureIn);

    expect(failures.map(({ why }) => why)).toEqual(['refused', 'refused', 'refused']);
  });
});

describe('a connection that the firewall closes while it is idle', () => {
  it('is never used for a command that acts', async () => {
    const carried = new Map<unknown, string[]>();
    await using server = await startServer(({ form }, response) => {
      const what = form.get('cmd')?.startsWith('<clear>') === true ? 'clear' : 'show';
      carried.set(response.socket, [...(carried.get(response.socket) ?? []), what]);
      xml(response, DONE);
    });
    await using lab = startLab([deviceAt(server)]);

    for (const command of [INFO, INFO, CLEAR, INFO, CLEAR, INFO, INFO, INFO]) valueIn(await lab.ask(command));

    const [clears, shows] = ['clear', 'show'].map((what) => [...carried.values()].filter((all) => all.includes(what)));
    expect(clears).toEqual([['clear'], ['clear']]);
    expect(shows?.length).toBeLessThan(6);
  });
});
