import { describe, expect, it } from 'vitest';
import type { CaptureIcmp, CaptureReset } from '../../../src/model/facts.ts';
import { found, readingOf, valuesOf } from '../read-findings.ts';
import {
  bystander,
  capture,
  type FlowSpec,
  flow,
  MAC,
  marks,
  NOON,
  towards,
  UNANSWERED,
  WHOLE,
} from './capture-facts.ts';

const seen = (spec: FlowSpec, how = {}) => found([capture([flow(spec), bystander()], how)]);

describe('a reset', () => {
  const reset = (ttl: number | null): CaptureReset => ({ time: NOON, ttl, fits: true, withAck: true });
  const replies = (ttl: number, usual: readonly number[] = [64]): FlowSpec => ({
    ...WHOLE,
    s2c: {
      ...WHOLE.s2c,
      packets: 7,
      more: { ttls: { values: tally(usual, ttl), changes: 1, others: 0 } },
      tcp: { ...WHOLE.s2c?.tcp, rst: marks(1), resets: [reset(ttl)] },
    },
  });

  function tally(usual: readonly number[], ttl: number) {
    const values = [...new Set([...usual, ttl])];
    return values.map((value) => ({ value, packets: (usual.includes(value) ? 6 : 0) + (value === ttl ? 1 : 0) }));
  }

  it('of the server comes from as far away as its other packets', () => {
    const findings = seen(replies(64));

    expect(readingOf(findings, 'capture.reset-by-server')).toBe('seen');
    expect(valuesOf(findings, 'capture.reset-by-server')).toMatchObject({ ttl: 64, early: false, by: 'itself' });
    expect(readingOf(findings, 'capture.reset-by-client')).toBe('absent');
    expect(readingOf(seen(WHOLE), 'capture.reset-by-server')).toBe('not-seen');
  });

  it('with another TTL was sent by a device between', () => {
    const findings = seen(replies(57, [52]));

    expect(readingOf(findings, 'capture.reset-forged')).toBe('seen');
    expect(valuesOf(findings, 'capture.reset-forged')).toMatchObject({ end: 'server', ttl: 57, usual: '52' });
    expect(valuesOf(findings, 'capture.reset-by-server')).toMatchObject({ by: 'a device between' });
  });

  it('a hop nearer or farther may have come by another way', () => {
    expect(readingOf(seen(replies(53, [52])), 'capture.reset-forged')).toBe('could-not-tell');
  });

  it('that is all there is of the server is held against its other conversations', () => {
    const early: FlowSpec = {
      ...UNANSWERED,
      s2c: { packets: 1, ttl: [57], tcp: { rst: marks(1), resets: [reset(57)] } },
    };
    const others = flow({ ...WHOLE, client: { address: '10.20.30.99', port: 40001 } });

    expect(valuesOf(seen(early), 'capture.reset-by-server')).toMatchObject({ early: true, by: null });
    expect(readingOf(seen(early), 'capture.reset-forged')).toBe('could-not-tell');
    expect(readingOf(found([capture([flow(early), others])]), 'capture.reset-forged')).toBe('seen');
  });
});

describe('the way of one direction', () => {
  it('alternates when TTLs change again and again', () => {
    const spec: FlowSpec = { ...WHOLE, s2c: { ...WHOLE.s2c, packets: 9, ttl: [61, 60], ttlChanges: 7 } };
    const findings = seen(spec);

    expect(towards(findings, 'capture.path-alternates', 's2c')?.reading).toBe('seen');
    expect(towards(findings, 'capture.path-alternates', 's2c')?.values).toMatchObject({ by: 'TTL', values: '61, 60' });
    expect(towards(findings, 'capture.path-alternates', 'c2s')?.reading).toBe('not-seen');
  });

  it('has moved, and does not alternate, when it changes once', () => {
    const spec: FlowSpec = { ...WHOLE, s2c: { ...WHOLE.s2c, packets: 9, ttl: [61, 60], ttlChanges: 1 } };

    expect(towards(seen(spec), 'capture.path-alternates', 's2c')?.reading).toBe('could-not-tell');
  });

  it('is not told by packets that were captured before and after a router', () => {
    const duplicates = { sameTtl: 0, lowerTtl: 5, higherTtl: 0, ttlRange: [60, 61] as const, mostCopies: 2 };
    const spec: FlowSpec = {
      ...WHOLE,
      s2c: { ...WHOLE.s2c, packets: 9, ttl: [61, 60], ttlChanges: 8, more: { duplicates } },
    };

    expect(towards(seen(spec), 'capture.path-alternates', 's2c')?.reading).toBe('could-not-tell');
    expect(readingOf(seen(spec), 'capture.loop')).toBe('could-not-tell');
  });
});

describe('the neighbours', () => {
  const by = (request: readonly [string, string | null], reply: readonly [string, string | null]): FlowSpec => ({
    c2s: { ...WHOLE.c2s, macs: [request] },
    s2c: { ...WHOLE.s2c, macs: [reply] },
  });

  it('are the same in both directions', () => {
    expect(readingOf(seen(WHOLE), 'capture.reply-from-other-neighbour')).toBe('not-seen');
    expect(readingOf(seen(WHOLE), 'capture.reply-to-other-neighbour')).toBe('not-seen');
  });

  it('differ when the server hands its replies to another gateway', () => {
    const findings = found([
      capture([flow(by([MAC.firewall, MAC.server], [MAC.server, MAC.other])), bystander()], {
        arp: [{ address: '10.50.60.2', mac: MAC.other, replies: 1 }],
      }),
    ]);

    expect(readingOf(findings, 'capture.reply-to-other-neighbour')).toBe('seen');
    expect(valuesOf(findings, 'capture.reply-to-other-neighbour')).toMatchObject({
      requestFrom: MAC.firewall,
      replyTo: `10.50.60.2 (${MAC.other})`,
    });
    expect(readingOf(findings, 'capture.reply-from-other-neighbour')).toBe('not-seen');
  });

  it('are not told by the shared address of two routers, nor by a cooked capture', () => {
    const shared = by([MAC.firewall, MAC.server], [MAC.server, '00:00:5e:00:01:0a']);
    const cooked = by([MAC.firewall, null], [MAC.server, null]);

    expect(readingOf(seen(shared), 'capture.reply-to-other-neighbour')).toBe('could-not-tell');
    expect(readingOf(seen(cooked), 'capture.reply-to-other-neighbour')).toBe('could-not-tell');
  });

  it('may lie in different VLANs', () => {
    const tagged = (there: readonly number[], back: readonly number[]): FlowSpec => ({
      c2s: { ...WHOLE.c2s, vlan: there },
      s2c: { ...WHOLE.s2c, vlan: back },
    });

    expect(valuesOf(seen(tagged([10], [20])), 'capture.vlan-differs')).toMatchObject({ requests: '10', replies: '20' });
    expect(readingOf(seen(tagged([10], [10])), 'capture.vlan-differs')).toBe('not-seen');
    expect(readingOf(seen(WHOLE), 'capture.vlan-differs')).toBe('absent');
  });
});

describe('errors on the way', () => {
  const message = (meaning: CaptureIcmp['meaning'], more: Partial<CaptureIcmp> = {}): CaptureIcmp => ({
    protocol: 'icmp',
    type: 3,
    code: 4,
    meaning,
    sender: '192.0.2.9',
    receiver: '10.20.30.41',
    about: 'c2s',
    nextHopMtu: null,
    gateway: null,
    packets: 1,
    first: NOON,
    last: NOON,
    ...more,
  });

  it('are said with who sent them and what they name', () => {
    const icmp = [
      message('too-big', { nextHopMtu: 1400 }),
      message('redirect', { type: 5, code: 1, gateway: '192.0.2.10' }),
      message('time-exceeded', { type: 11, code: 0 }),
      message('unreachable', { code: 13 }),
    ];
    const findings = seen({ ...WHOLE, icmp });

    expect(valuesOf(findings, 'capture.fragmentation-needed')).toMatchObject({ by: '192.0.2.9', mtu: 1400 });
    expect(valuesOf(findings, 'capture.redirected')).toMatchObject({ gateway: '192.0.2.10' });
    expect(readingOf(findings, 'capture.ttl-exceeded')).toBe('seen');
    expect(valuesOf(findings, 'capture.unreachable')).toMatchObject({ reason: 'administratively prohibited' });
  });

  it('are not claimed to be absent: a filter on ports leaves them out', () => {
    expect(readingOf(seen(WHOLE), 'capture.unreachable')).toBe('absent');
  });
});

describe('packets that come again', () => {
  const again = (copies: number, low: number): FlowSpec => ({
    ...UNANSWERED,
    c2s: {
      ...UNANSWERED.c2s,
      more: { duplicates: { sameTtl: 0, lowerTtl: copies - 1, higherTtl: 0, ttlRange: [low, 63], mostCopies: copies } },
    },
  });

  it('with their TTL lower each time are in a loop', () => {
    expect(readingOf(seen(again(30, 3)), 'capture.loop')).toBe('seen');
    expect(valuesOf(seen(again(30, 3)), 'capture.loop')).toMatchObject({ lowest: 3 });
    expect(readingOf(seen(again(2, 62)), 'capture.loop')).toBe('could-not-tell');
    expect(readingOf(seen(UNANSWERED), 'capture.loop')).toBe('not-seen');
  });

  it('a dozen times within a moment are in a loop where a text shows no TTL, and a few times are not', () => {
    const shown = (copies: number): FlowSpec => ({
      ...UNANSWERED,
      c2s: {
        ...UNANSWERED.c2s,
        ttl: [],
        more: {
          ttls: { values: [], changes: 0, others: 0 },
          duplicates: { sameTtl: copies - 1, lowerTtl: 0, higherTtl: 0, ttlRange: null, mostCopies: copies },
        },
      },
    });
    expect(valuesOf(seen(shown(30)), 'capture.loop')).toMatchObject({ copies: 30, lowest: null, sender: 'client' });
    expect(readingOf(seen(shown(30)), 'capture.loop')).toBe('seen');
    expect(seen(shown(4)).some(({ code, reading }) => code === 'capture.loop' && reading === 'seen')).toBe(false);
  });

  it('are duplicates when their TTL is the same', () => {
    const duplicates = { sameTtl: 6, lowerTtl: 0, higherTtl: 0, ttlRange: null, mostCopies: 2 };
    expect(
      valuesOf(seen({ ...WHOLE, c2s: { ...WHOLE.c2s, more: { duplicates } } }), 'capture.duplicates'),
    ).toMatchObject({
      count: 6,
    });
  });
});

describe('large packets', () => {
  const reply = (tcp: object): FlowSpec => ({ ...WHOLE, s2c: { ...WHOLE.s2c, tcp: { ...WHOLE.s2c?.tcp, ...tcp } } });

  it('vanish when they are sent again and again while smaller ones are acknowledged', () => {
    const findings = seen(
      reply({
        retransmissions: 4,
        largestRetransmitted: 1460,
        largestAcknowledged: 120,
        unacknowledged: { segments: 2, smallest: 1460, largest: 1460 },
      }),
    );

    expect(towards(findings, 'capture.large-packets-vanish', 's2c')?.reading).toBe('seen');
    expect(towards(findings, 'capture.large-packets-vanish', 's2c')?.values).toMatchObject({ size: 1460, passes: 120 });
  });

  it('pass when they are acknowledged', () => {
    const findings = seen(reply({ largestAcknowledged: 1460 }));

    expect(towards(findings, 'capture.large-packets-vanish', 's2c')?.reading).toBe('not-seen');
  });

  it('are not told when none was sent', () => {
    expect(towards(seen(WHOLE), 'capture.large-packets-vanish', 's2c')?.reading).toBe('could-not-tell');
  });
});
