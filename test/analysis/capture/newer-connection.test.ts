import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { CLIENT, SERVER } from '../../support/facts.ts';
import { found, readingOf, valuesOf } from '../read-findings.ts';

const pasted = (...lines: readonly string[]): readonly Finding[] => {
  const text = `[root@pc1 ~]# tcpdump -nn -tttt -i eth0\n${lines.join('\n')}\n`;
  return found(readEvidence([{ source: 'paste', text, obtained: 'paste' }]));
};

const at = (second: number) => `2026-11-10 12:00:${second.toFixed(6).padStart(9, '0')} IP`;
const there = (second: number, port: number, rest: string) =>
  `${at(second)} ${CLIENT}.${port} > ${SERVER}.443: ${rest}`;
const back = (second: number, port: number, rest: string) => `${at(second)} ${SERVER}.443 > ${CLIENT}.${port}: ${rest}`;

/** A connection that was open already sends the same data three times. */
const OLD = [
  there(1, 52_144, 'Flags [P.], seq 445747143:445747443, ack 3742528629, win 69, length 300'),
  there(1.3, 52_144, 'Flags [P.], seq 0:300, ack 1, win 69, length 300'),
  there(2, 52_144, 'Flags [P.], seq 0:300, ack 1, win 69, length 300'),
];
const SYN = there(2.1, 52_190, 'Flags [S], seq 3884503105, win 64240, options [mss 1460], length 0');
const WORKS = [
  SYN,
  back(2.12, 52_190, 'Flags [S.], seq 1794815659, ack 3884503106, win 65160, options [mss 1460], length 0'),
  there(2.121, 52_190, 'Flags [.], ack 1, win 63, length 0'),
  there(2.122, 52_190, 'Flags [P.], seq 1:321, ack 1, win 63, length 320'),
  back(2.14, 52_190, 'Flags [P.], seq 1:901, ack 321, win 64, length 900'),
  there(2.141, 52_190, 'Flags [.], ack 901, win 66, length 0'),
];

describe('a connection that was open before the capture began', () => {
  it('is left alone when newer ones of the same ends work', () => {
    const findings = pasted(...OLD, ...WORKS);
    expect(readingOf(findings, 'capture.newer-connection-works')).toBe('seen');
    expect(valuesOf(findings, 'capture.newer-connection-works')).toMatchObject({ newer: 1, repeats: 2 });
  });

  it('is told of only beside a newer one, and only while nothing comes back', () => {
    expect(readingOf(pasted(...OLD), 'capture.newer-connection-works')).toBe('absent');
    const answered = back(2.05, 52_144, 'Flags [.], ack 300, win 64, length 0');
    expect(readingOf(pasted(...OLD, answered, ...WORKS), 'capture.newer-connection-works')).toBe('absent');
  });

  it('is no special case where newer ones fail too', () => {
    const again = [SYN, there(3.1, 52_190, SYN.split(': ')[1] ?? ''), there(5.1, 52_190, SYN.split(': ')[1] ?? '')];
    expect(readingOf(pasted(...OLD, ...again), 'capture.newer-connection-works')).toBe('not-seen');
  });
});
