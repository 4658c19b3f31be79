import { describe, expect, it } from 'vitest';
import { found, readingOf } from '../read-findings.ts';
import { bystander, capture, flow } from './capture-facts.ts';

const at = (point: string, spec: Parameters<typeof flow>[0]) =>
  capture([flow(spec), bystander()], { observer: 'FW-A', point });
const requests = (packets: number) => ({ c2s: { packets } });

describe('a firewall that shows what it received and dropped, and not what it sent on', () => {
  it('kept packets to itself when it dropped all of them', () => {
    expect(readingOf(found([at('receive', requests(4)), at('drop', requests(4))]), 'capture.dropped-inside')).toBe(
      'seen',
    );
  });

  it('may have sent on those that it did not drop', () => {
    expect(readingOf(found([at('receive', requests(4)), at('drop', requests(3))]), 'capture.dropped-inside')).toBe(
      'could-not-tell',
    );
  });
});

describe('a firewall that shows only what it sent on', () => {
  const data = { base: 1000, dataSegments: 90, retransmissions: 40, sentThrough: 9000, largestPayload: 100 };
  const repeating = {
    c2s: { packets: 95, tcp: data },
    s2c: { packets: 60, tcp: { base: 5000, highestAck: 9000, firstAck: 1, largestAcknowledged: 100 } },
  };

  it('shows what of it had to be sent again', () => {
    expect(readingOf(found([at('transmit', repeating)]), 'capture.segments-lost')).toBe('seen');
    expect(readingOf(found([at('transmit', repeating)]), 'capture.reply-missing')).toBe('absent');
  });
});
