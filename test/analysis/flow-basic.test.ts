import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../src/evidence/read.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { found, readingOf, valuesOf } from './read-findings.ts';

const REQUEST = ['10.20.30.41->10.50.60.10', 'sport 52144, dport 443', '0x02 ( SYN)'] as const;
const REPLY = ['10.50.60.10->10.20.30.41', 'sport 443, dport 52144', '0x12 ( SYN ACK)'] as const;

function record([ends, ports, flags]: readonly [string, string, string], end: string): string {
  return `== 2026-02-03 10:15:02.971 +0000 ==
Packet received at fastpath stage, tag 9, type ATOMIC
IP:     ${ends}, protocol 6
TCP:    ${ports}, seq 1, ack 0,
flags ${flags}, urgent data 0, l4 data len 0
${end}`;
}

function log(...records: readonly string[]): readonly Evidence[] {
  const text = ['admin@PA-EDGE> less dp-log pan_packet_diag.log', ...records, 'admin@PA-EDGE>'].join('\n');
  return readEvidence([{ source: 'log.txt', text, obtained: 'file' }]);
}

const FLOW = {
  protocol: 'tcp',
  client: { address: '10.20.30.41', port: 52144 },
  server: { address: '10.50.60.10', port: 443 },
} as const;
const sent = 'Transmit packet size 60 on port 16';
const dropped = 'Packet dropped, no session';

describe('the packet log of a firewall', () => {
  it('shows replies that end there, beside the requests that pass', () => {
    const findings = found(log(record(REQUEST, sent), record(REPLY, dropped), record(REPLY, dropped)), { flow: FLOW });
    const ofReplies = findings.filter(
      ({ code, direction }) => code === 'capture.dropped-inside' && direction === 's2c',
    );

    expect(ofReplies.map(({ reading, values }) => ({ reading, values }))).toMatchObject([
      { reading: 'seen', values: { sender: 'server', received: 2, sent: 0, dropped: 2, together: true } },
    ]);
    expect(ofReplies[0]?.citations[0]?.quote).toBe(dropped);
  });

  it('shows packets that leave again', () => {
    const findings = found(log(record(REQUEST, sent)), { flow: FLOW });

    expect(readingOf(findings, 'capture.dropped-inside')).toBe('not-seen');
  });

  it('cannot tell when some are dropped and some are not', () => {
    const findings = found(log(record(REQUEST, sent), record(REQUEST, dropped)), { flow: FLOW });

    expect(readingOf(findings, 'capture.dropped-inside')).toBe('could-not-tell');
    expect(valuesOf(findings, 'capture.dropped-inside').together).toBe(false);
  });

  it('says nothing of packets of another flow, nor of those whose end it does not show', () => {
    const other = ['10.20.30.42->10.50.60.10', 'sport 1, dport 443', '0x02 ( SYN)'] as const;
    const findings = found(log(record(other, dropped), record(REQUEST, 'Session setup: vsys 1')), { flow: FLOW });

    expect(readingOf(findings, 'capture.dropped-inside')).toBe('absent');
  });
});
