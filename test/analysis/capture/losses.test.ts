import { describe, expect, it } from 'vitest';
import { found, readingOf } from '../read-findings.ts';
import { capture, type FlowSpec, flow, marks, NOON, towards, WHOLE } from './capture-facts.ts';

const NONE = { segments: 0, smallest: 0, largest: 0 };

/** A transfer from the server: so many segments, so many of them sent again. */
function transfer(segments: number, again: number, more: object = {}): FlowSpec {
  return {
    ...WHOLE,
    s2c: {
      packets: segments + again + 1,
      payloadBytes: segments * 1448,
      tcp: {
        synAck: marks(1),
        highestAck: 201,
        dataSegments: segments + again,
        largestPayload: 1448,
        sentThrough: segments * 1448,
        retransmissions: again,
        largestRetransmitted: again > 0 ? 1448 : 0,
        largestAcknowledged: 1448,
        unacknowledged: NONE,
        ...more,
      },
    },
    c2s: { ...WHOLE.c2s, tcp: { ...WHOLE.c2s?.tcp, highestAck: segments * 1448 } },
  };
}

const reading = (spec: FlowSpec, dropped: number | null = null) =>
  towards(found([capture([flow(spec)], { dropped })]), 'capture.segments-lost', 's2c')?.reading;

describe('segments that are sent again', () => {
  it('are loss when they are some percent and get through then', () => {
    expect(reading(transfer(140, 8))).toBe('seen');
    const finding = towards(found([capture([flow(transfer(140, 8))])]), 'capture.segments-lost', 's2c');
    expect(finding?.values).toMatchObject({ segments: 148, repeated: 8, percent: 5.4, sender: 'server' });
  });

  it('are no loss worth a word when they are one or two of many', () => {
    expect(reading(transfer(200, 2))).toBe('could-not-tell');
    expect(reading(transfer(200, 0))).toBe('not-seen');
  });

  it('do not show loss when the connection does not go on', () => {
    const stuck = transfer(20, 6, { unacknowledged: { segments: 20, smallest: 1448, largest: 1448 } });
    expect(reading({ ...stuck, c2s: { ...WHOLE.c2s, tcp: { ...WHOLE.c2s?.tcp, highestAck: 1 } } })).toBe(
      'could-not-tell',
    );
  });

  it('are a matter of size when only smaller ones are acknowledged', () => {
    const large = { largestAcknowledged: 400, unacknowledged: { segments: 4, smallest: 1448, largest: 1448 } };
    const findings = found([capture([flow(transfer(30, 6, large))])]);
    expect(towards(findings, 'capture.segments-lost', 's2c')?.reading).toBe('could-not-tell');
    expect(towards(findings, 'capture.large-packets-vanish', 's2c')?.reading).toBe('seen');
  });

  it('are not missed by a capture that lost packets itself', () => {
    expect(reading(transfer(200, 0), 90)).toBe('could-not-tell');
  });

  it('are no loss when a place that was capturing all the time holds the rest of the connection only', () => {
    const here = capture([flow(transfer(140, 8))], { observer: 'fw1' });
    const rest = flow({ ...transfer(60, 0), knownBy: 'first-packet', first: NOON + 50_000 });
    const told = (span: readonly [number, number]) =>
      towards(found([here, capture([rest], { observer: 'fw2', span })]), 'capture.segments-lost', 's2c')?.reading;

    expect(told([-10, 60])).toBe('could-not-tell');
    // One that began later lacks the beginning for that.
    expect(told([0.01, 60])).toBe('seen');
  });

  it('of the handshake and the end are told elsewhere', () => {
    expect(reading(transfer(200, 3, { synAck: marks(4), largestRetransmitted: 0 }))).toBe('not-seen');
    expect(readingOf(found([capture([flow(transfer(3, 0))])]), 'capture.segments-lost')).toBe('could-not-tell');
  });
});
