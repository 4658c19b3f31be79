import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import { block, CLIENT, detail, SERVER } from '../../support/facts.ts';
import { found, readingOf, valuesOf } from '../read-findings.ts';
import { bystander, capture, flow, UNANSWERED, unseen, WHOLE } from './capture-facts.ts';

/** Two readings of a session at one firewall, in both of which both directions have grown. */
function growing(observer: string, more: object = {}): readonly Evidence[] {
  return [1, 2].map((time) =>
    block(
      'session-id',
      [
        detail({
          bytesC2s: time * 9000,
          bytesS2c: time * 80_000,
          packetsC2s: time * 40,
          packetsS2c: time * 90,
          ...more,
        }),
      ],
      { observer, source: `reading-${time}`, takenAt: `2026-11-10T12:00:0${time}Z` },
    ),
  );
}

/** A mirror that copies one direction: another client's packets acknowledge what is not there. */
const ONE_SIDED = capture(
  [
    flow(UNANSWERED),
    flow({
      client: { address: '10.20.30.99', port: 40001 },
      c2s: { ...WHOLE.c2s, tcp: { ...WHOLE.c2s?.tcp, initialSequence: 77 } },
      s2c: { packets: 0, tcp: { acknowledgedUnseen: unseen(4000) } },
    }),
  ],
  { observer: 'SPAN-7' },
);

describe('a capture that lacks half', () => {
  it('is contradicted by a session that grows both ways, when its own limit explains the lack', () => {
    const findings = found([ONE_SIDED, ...growing('FW-A')]);

    expect(readingOf(findings, 'capture.misses-packets')).toBe('seen');
    expect(valuesOf(findings, 'capture.misses-packets')).toMatchObject({
      sender: 'server',
      kind: 'growing',
      limit: 'it shows one direction only of every conversation',
    });
    expect(readingOf(findings, 'between.capture-contradicted')).toBe('seen');
  });

  it('is contradicted by a session that both ends closed, and not by one that is only half a story', () => {
    const closed = (more: object) =>
      block('session-id', [detail({ bytesC2s: 9000, bytesS2c: 80_000, packetsC2s: 40, packetsS2c: 90, ...more })]);

    expect(valuesOf(found([ONE_SIDED, closed({ endReason: 'tcp-fin' })]), 'capture.misses-packets')).toMatchObject({
      kind: 'session',
    });
    expect(readingOf(found([ONE_SIDED, closed({})]), 'capture.misses-packets')).toBe('could-not-tell');
  });

  it('is not excused by a limit alone', () => {
    expect(readingOf(found([ONE_SIDED]), 'capture.misses-packets')).toBe('could-not-tell');
    expect(readingOf(found([ONE_SIDED]), 'between.capture-contradicted')).toBe('could-not-tell');
  });

  it('is not excused by a session alone: without a limit the reply may really pass elsewhere', () => {
    const whole = capture([flow(UNANSWERED), bystander()], { observer: 'tap' });
    const findings = found([whole, ...growing('FW-A')]);

    expect(readingOf(findings, 'capture.misses-packets')).toBe('could-not-tell');
    expect(valuesOf(findings, 'capture.misses-packets')).toMatchObject({
      why: 'nothing shows a limit of the capture',
    });
  });

  it('misses nothing when both directions are there', () => {
    expect(readingOf(found([capture([flow(WHOLE)])]), 'capture.misses-packets')).toBe('not-seen');
  });
});

describe('a capture that begins in the middle of a connection and holds one half of it', () => {
  // From ten seconds before noon to a minute after it.
  const late = capture(
    [flow({ knownBy: 'first-packet', c2s: { packets: 6, tcp: { dataSegments: 6, retransmissions: 5 } } })],
    {
      observer: 'pc1',
      point: 'eth0',
    },
  );
  const socket = (takenAt: string, more: string, queue = 300) => {
    const text = `[root@pc1 ~]# ss -tni
State      Recv-Q Send-Q    Local Address:Port        Peer Address:Port
ESTAB      0      ${queue}       ${CLIENT}:52144          ${SERVER}:443
\t cubic rto:816 mss:1448 pmtu:1500 bytes_sent:1500 bytes_acked:301 bytes_received:2000 lastsnd:128 ${more}
`;
    return readEvidence([{ source: 'pc1.txt', text, obtained: 'file', observer: 'pc1', takenAt }]);
  };
  const missing = (takenAt: string, more: string, queue?: number) =>
    readingOf(found([late, ...socket(takenAt, more, queue)]), 'capture.misses-packets');

  it('is contradicted by a socket that received data while it went on', () => {
    expect(missing('2026-11-10T12:00:40Z', 'lastrcv:5000 unacked:1 retrans:1/3')).toBe('seen');
  });

  it('is not by one that received its data before it began, nor by one that waits after it ended', () => {
    expect(missing('2026-11-10T12:00:40Z', 'lastrcv:65000 unacked:1 retrans:1/3')).toBe('could-not-tell');
    expect(missing('2026-11-10T17:00:40Z', 'lastrcv:5000 unacked:1 retrans:1/3')).toBe('could-not-tell');
    expect(missing('2026-11-10T17:00:40Z', 'lastrcv:5000 unacked:1 retrans:0/1')).toBe('could-not-tell');
    expect(missing('2026-11-10T17:00:40Z', 'lastrcv:5000', 300)).toBe('could-not-tell');
    expect(missing('2026-11-10T17:00:40Z', 'lastrcv:5000', 0)).toBe('seen');
  });
});

describe('a firewall that captures what its hardware forwards', () => {
  const stage = (flows: Parameters<typeof capture>[0]) => capture(flows, { observer: 'FW-A', point: 'receive' });

  it('lacks an offloaded session, in part or whole', () => {
    for (const flows of [[flow(UNANSWERED), bystander()], [bystander()]]) {
      const findings = found([stage(flows), ...growing('FW-A', { offloaded: true })]);
      expect(readingOf(findings, 'capture.session-offloaded')).toBe('seen');
      expect(readingOf(findings, 'capture.misses-packets')).toBe('seen');
      expect(readingOf(findings, 'capture.reply-missing')).not.toBe('seen');
    }
  });

  it('shows all of a session that is not offloaded', () => {
    const findings = found([stage([flow(UNANSWERED), bystander()]), ...growing('FW-A', { offloaded: false })]);

    expect(readingOf(findings, 'capture.session-offloaded')).toBe('not-seen');
    expect(readingOf(findings, 'capture.reply-missing')).toBe('seen');
  });
});

describe('a filter for one direction', () => {
  const filtered = (filter: string) => {
    const evidence = capture([flow(UNANSWERED)], { observer: 'gw9' });
    return found([
      {
        ...evidence,
        facts: evidence.facts.map((fact) =>
          fact.kind === 'capture-summary'
            ? { ...fact, interfaces: fact.interfaces.map((one) => ({ ...one, filter })) }
            : fact,
        ),
      },
    ]);
  };

  it.each(['dst host 10.50.60.10 and dst port 443', 'tcp and (src net 10.20.0.0/16)', 'src 10.20.30.41'])(
    '%s leaves the reply out',
    (filter) => {
      expect(readingOf(filtered(filter), 'capture.filter-one-way')).toBe('seen');
      expect(readingOf(filtered(filter), 'capture.reply-missing')).toBe('could-not-tell');
    },
  );

  it.each(['host 10.50.60.10', 'src host 10.20.30.41 or dst host 10.20.30.41', 'src or dst port 443', 'tcp port 443'])(
    '%s takes both',
    (filter) => {
      expect(readingOf(filtered(filter), 'capture.filter-one-way')).toBe('absent');
      expect(readingOf(filtered(filter), 'capture.reply-missing')).toBe('seen');
    },
  );
});
