import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../src/evidence/read.ts';
import type { Finding } from '../../src/model/finding.ts';
import { SERVER } from '../support/facts.ts';
import { found, readingOf, valuesOf } from './read-findings.ts';

const pasted = (...runs: readonly string[]): readonly Finding[] =>
  found(readEvidence([{ source: 'paste', text: runs.join('\n'), obtained: 'paste' }]));

/** One run of ping on the client, unfragmented unless told. */
function run(payload: number, received: number, sent = 3, options = '-M do ', between = ''): string {
  const loss = Math.round(((sent - received) / sent) * 100);
  return `[ada@desk41 ~]$ ping ${options}-c ${sent} -s ${payload} ${SERVER}
PING ${SERVER} (${SERVER}) ${payload}(${payload + 28}) bytes of data.
${between}
--- ${SERVER} ping statistics ---
${sent} packets transmitted, ${received} received, ${loss}% packet loss, time 2047ms
`;
}

describe('probes of several sizes', () => {
  it('show that large packets are lost without a word', () => {
    const findings = pasted(run(1472, 0), run(1372, 3));

    expect(readingOf(findings, 'path.large-packets-lost')).toBe('seen');
    expect(valuesOf(findings, 'path.large-packets-lost')).toMatchObject({
      fails: 1500,
      passes: 1400,
      answered: false,
      by: null,
    });
  });

  it('tell who calls them too big, and for which size', () => {
    const told = 'From 10.20.30.1 icmp_seq=1 Frag needed and DF set (mtu = 1400)\n';
    const values = valuesOf(pasted(run(1472, 0, 3, '-M do ', told), run(1372, 3)), 'path.large-packets-lost');

    expect(values).toMatchObject({ answered: true, by: '10.20.30.1', mtu: 1400 });
  });

  it('are fine when full-size ones come back, and tell nothing when only small ones were sent unfragmented', () => {
    expect(readingOf(pasted(run(1472, 3)), 'path.large-packets-lost')).toBe('not-seen');
    expect(readingOf(pasted(run(100, 3)), 'path.large-packets-lost')).toBe('could-not-tell');
  });

  it('say nothing of sizes where fragments were allowed, or where no size gets through', () => {
    expect(readingOf(pasted(run(1472, 0, 3, ''), run(56, 3, 3, '')), 'path.large-packets-lost')).toBe('absent');
    expect(readingOf(pasted(run(1472, 0), run(1372, 0)), 'path.large-packets-lost')).toBe('could-not-tell');
  });

  it('are no fault of the way when the own host or its usual link refuses them', () => {
    const own = 'ping: local error: message too long, mtu=1500\n';
    expect(readingOf(pasted(run(1473, 0, 3, '-M do ', own), run(1372, 3)), 'path.large-packets-lost')).toBe('not-seen');
    expect(readingOf(pasted(run(8972, 0), run(1472, 3)), 'path.large-packets-lost')).toBe('not-seen');
  });

  it('do not settle it when the same size is lost once and comes back once', () => {
    expect(readingOf(pasted(run(1472, 0), run(1472, 3), run(56, 3)), 'path.large-packets-lost')).toBe('could-not-tell');
  });

  it('to somebody else are not about this flow', () => {
    const elsewhere = pasted(run(1472, 0).replaceAll(SERVER, '192.0.2.9'), run(56, 3).replaceAll(SERVER, '192.0.2.9'));
    expect(readingOf(elsewhere, 'path.large-packets-lost')).toBe('absent');
  });
});

describe('many probes', () => {
  it('show the share that is lost', () => {
    const findings = pasted(run(56, 94, 100, ''));

    expect(readingOf(findings, 'path.probes-lost')).toBe('seen');
    expect(valuesOf(findings, 'path.probes-lost')).toMatchObject({ sent: 100, lost: 6, percent: 6 });
  });

  it('prove no loss when there are few of them, or when none comes back', () => {
    expect(readingOf(pasted(run(56, 2, 3, '')), 'path.probes-lost')).toBe('could-not-tell');
    expect(readingOf(pasted(run(56, 0, 100, '')), 'path.probes-lost')).toBe('could-not-tell');
    expect(readingOf(pasted(run(56, 10, 10, '')), 'path.probes-lost')).toBe('could-not-tell');
    expect(readingOf(pasted(run(56, 100, 100, '')), 'path.probes-lost')).toBe('not-seen');
  });

  it('are judged by the last hop of a trace only', () => {
    const trace = (last: string) => `[root@web1 ~]# mtr -n -r -c 100 ${SERVER}
Start: Tue Nov 10 11:21:02 2026
HOST: web1                        Loss%   Snt   Last   Avg  Best  Wrst StDev
  1.|-- 192.0.2.9                 22.0%   100    4.1   4.4   3.9  11.2   0.8
  2.|-- ${SERVER}                 ${last}%   100   11.6  11.8  11.3  24.4   1.1
`;
    expect(readingOf(pasted(trace('0.0')), 'path.probes-lost')).toBe('not-seen');
    expect(valuesOf(pasted(trace('7.0')), 'path.probes-lost')).toMatchObject({ sent: 100, lost: 7 });
  });
});
