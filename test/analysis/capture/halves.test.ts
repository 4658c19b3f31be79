import { describe, expect, it } from 'vitest';
import { block, detail } from '../../support/facts.ts';
import { found, readingOf, valuesOf } from '../read-findings.ts';
import {
  bystander,
  type CaptureSpec,
  capture,
  type FlowSpec,
  flow,
  marks,
  towards,
  UNANSWERED,
  unseen,
  WHOLE,
} from './capture-facts.ts';

const seen = (spec: FlowSpec, how: CaptureSpec = {}, others = [bystander()]) =>
  found([capture([flow(spec), ...others], how)]);

describe('a missing reply', () => {
  it('is seen when the SYN is repeated and nothing comes back', () => {
    const findings = seen(UNANSWERED);

    expect(readingOf(findings, 'capture.reply-missing')).toBe('seen');
    expect(valuesOf(findings, 'capture.reply-missing')).toMatchObject({
      requests: 4,
      replies: 0,
      syns: 4,
      compared: true,
    });
    expect(readingOf(findings, 'capture.handshake-complete')).toBe('not-seen');
    expect(readingOf(findings, 'capture.syn-repeated')).toBe('seen');
    expect(readingOf(findings, 'capture.both-directions')).toBe('not-seen');
  });

  it('is not seen when replies pass', () => {
    const findings = seen(WHOLE);

    expect(readingOf(findings, 'capture.reply-missing')).toBe('not-seen');
    expect(readingOf(findings, 'capture.request-missing')).toBe('not-seen');
    expect(readingOf(findings, 'capture.both-directions')).toBe('seen');
    expect(readingOf(findings, 'capture.handshake-complete')).toBe('seen');
    expect(readingOf(findings, 'capture.late-start')).toBe('absent');
  });

  it('and a request that pass are no whole conversation as long as only the handshake is acknowledged', () => {
    const { c2s, s2c } = WHOLE;
    const early: FlowSpec = { ...WHOLE, c2s: { ...c2s, tcp: { ...c2s?.tcp, highestAck: 1 } } };

    expect(readingOf(seen(early), 'capture.both-directions')).toBe('could-not-tell');
    const waiting = (largest: number): FlowSpec => ({
      ...WHOLE,
      s2c: {
        ...s2c,
        tcp: { ...s2c?.tcp, largestAcknowledged: 300, unacknowledged: { segments: 2, smallest: largest, largest } },
      },
    });
    expect(readingOf(seen(waiting(1400)), 'capture.both-directions')).toBe('could-not-tell');
    expect(readingOf(seen(waiting(200)), 'capture.both-directions')).toBe('seen');
  });

  it('weighs less when no other conversation shows that the capture sees both directions', () => {
    expect(valuesOf(seen(UNANSWERED, {}, []), 'capture.reply-missing')).toMatchObject({ compared: false });
    expect(readingOf(seen(UNANSWERED, {}, []), 'capture.one-sided')).toBe('could-not-tell');
  });

  it('cannot be told when every conversation shows one direction only', () => {
    const onward: FlowSpec = { ...WHOLE, s2c: { tcp: { acknowledgedUnseen: unseen(4000) } } };
    const other = { ...flow(onward), client: { address: '10.20.30.50', port: 40000 } };
    const findings = seen(UNANSWERED, {}, [other]);

    expect(readingOf(findings, 'capture.one-sided')).toBe('seen');
    expect(readingOf(findings, 'capture.reply-missing')).toBe('could-not-tell');
    expect(readingOf(findings, 'capture.both-directions')).toBe('could-not-tell');
  });

  it('cannot be told when the capture ends at once', () => {
    const spec: FlowSpec = { c2s: { packets: 1, tcp: { syn: marks(1) } } };

    expect(readingOf(seen(spec, { span: [-10, 1] }), 'capture.reply-missing')).toBe('could-not-tell');
    expect(readingOf(seen(spec, { span: [-10, 30] }), 'capture.reply-missing')).toBe('seen');
    expect(readingOf(seen(spec, { clock: 'none' }), 'capture.reply-missing')).toBe('could-not-tell');
  });

  it('cannot be told when the capture starts in the middle', () => {
    const findings = seen({ knownBy: 'first-packet', c2s: { packets: 5, tcp: { highestAck: 1, dataSegments: 5 } } });

    expect(readingOf(findings, 'capture.late-start')).toBe('seen');
    expect(readingOf(findings, 'capture.reply-missing')).toBe('could-not-tell');
    expect(readingOf(findings, 'capture.handshake-complete')).toBe('could-not-tell');
  });

  it('cannot be told when the capturing host lost many packets', () => {
    expect(readingOf(seen(UNANSWERED, { dropped: 900 }), 'capture.reply-missing')).toBe('could-not-tell');
    expect(readingOf(seen(UNANSWERED, { dropped: 900 }), 'capture.packets-dropped')).toBe('seen');
    expect(readingOf(seen(UNANSWERED, { dropped: 0 }), 'capture.packets-dropped')).toBe('absent');
  });

  it('cannot be told when all that came back is a reset, which a device between may have sent', () => {
    const spec: FlowSpec = { ...UNANSWERED, s2c: { packets: 1, tcp: { rst: marks(1), resets: [] } } };

    expect(readingOf(seen(spec), 'capture.reply-missing')).toBe('could-not-tell');
  });

  it('is not claimed of a UDP service that may never answer', () => {
    const dns = { protocol: 'udp', server: { address: '10.50.60.10', port: 53 } } as const;
    const log = { protocol: 'udp', server: { address: '10.50.60.10', port: 514 } } as const;
    const of = (ends: typeof dns | typeof log) =>
      found([capture([flow({ ...ends, c2s: { packets: 3, tcp: null }, s2c: { tcp: null } }), bystander()])], {
        flow: { ...ends, client: { address: '10.20.30.41', port: 52144 } },
      });

    expect(readingOf(of(dns), 'capture.reply-missing')).toBe('seen');
    expect(readingOf(of(log), 'capture.reply-missing')).toBe('could-not-tell');
  });
});

describe('a missing request', () => {
  const answers: FlowSpec = {
    knownBy: 'syn-ack',
    s2c: { packets: 4, tcp: { synAck: marks(4), initialSequence: 9000 } },
  };

  it('is seen when the SYN-ACK is repeated without a SYN or an ACK', () => {
    const findings = seen(answers);

    expect(readingOf(findings, 'capture.request-missing')).toBe('seen');
    expect(readingOf(findings, 'capture.reply-missing')).toBe('not-seen');
    expect(readingOf(findings, 'capture.syn-ack-repeated')).toBe('seen');
  });

  it('is seen in the flow’s own sense when the capture took the server for the client', () => {
    const turned = flow({
      knownBy: 'first-packet',
      client: { address: '10.50.60.10', port: 443 },
      server: { address: '10.20.30.41', port: 52144 },
      c2s: { packets: 5, tcp: { synAck: marks(5) } },
    });

    expect(valuesOf(found([capture([turned, bystander()])]), 'capture.flow-found')).toMatchObject({
      requests: 0,
      replies: 5,
    });
  });
});

describe('data that is acknowledged and never seen', () => {
  const onward: FlowSpec = { ...WHOLE, s2c: { tcp: { acknowledgedUnseen: unseen(4000) } } };

  it('went another way when the whole direction is missing and other conversations show both', () => {
    const findings = seen(onward);

    expect(readingOf(findings, 'capture.acked-unseen')).toBe('seen');
    expect(valuesOf(findings, 'capture.acked-unseen')).toMatchObject({ receiver: 'client', bytes: 4000, whole: true });
    expect(readingOf(findings, 'capture.reply-missing')).toBe('seen');
  });

  it('cannot be told from a capture of one side when no other conversation shows both', () => {
    expect(readingOf(seen(onward, {}, []), 'capture.acked-unseen')).toBe('could-not-tell');
    expect(readingOf(seen(onward, {}, []), 'capture.reply-missing')).toBe('could-not-tell');
  });

  it('may be the loss of the capturing host when it is a small part', () => {
    const part = (bytes: number): FlowSpec => ({
      ...WHOLE,
      s2c: { ...WHOLE.s2c, tcp: { ...WHOLE.s2c?.tcp, acknowledgedUnseen: unseen(bytes) } },
    });

    const reading = (spec: FlowSpec, how: CaptureSpec = {}) =>
      towards(seen(spec, how), 'capture.acked-unseen', 's2c')?.reading;

    expect(reading(part(100))).toBe('could-not-tell');
    expect(reading(part(4000))).toBe('seen');
    expect(reading(part(4000), { dropped: 500 })).toBe('could-not-tell');
    expect(reading(WHOLE)).toBe('not-seen');
  });
});

describe('the place of a capture', () => {
  it('is the host that sent the packets, when the capture marks them', () => {
    const marked = { received: 0, sent: 4 };
    const spec: FlowSpec = { c2s: { ...UNANSWERED.c2s, ttl: [52], marked } };

    expect(valuesOf(seen(spec), 'capture.flow-found')).toMatchObject({ place: 'client' });
  });

  it('is beside the end whose packets have the TTL that a sender gives them', () => {
    expect(valuesOf(seen(WHOLE), 'capture.flow-found')).toMatchObject({ place: 'server' });
    const atClient: FlowSpec = { c2s: { ...WHOLE.c2s, ttl: [128] }, s2c: { ...WHOLE.s2c, ttl: [61] } };
    expect(valuesOf(seen(atClient), 'capture.flow-found')).toMatchObject({ place: 'client' });
    const between: FlowSpec = { c2s: { ...WHOLE.c2s, ttl: [126] }, s2c: { ...WHOLE.s2c, ttl: [62] } };
    expect(valuesOf(seen(between), 'capture.flow-found')).toMatchObject({ place: null });
  });

  it('is a firewall when other evidence shows it to be one, or by its stage', () => {
    const evidence = [capture([flow(WHOLE)], { observer: 'FW-A' }), block('session-id', [detail()])];
    expect(valuesOf(found(evidence), 'capture.flow-found')).toMatchObject({ place: 'firewall' });
    expect(valuesOf(seen(WHOLE, { point: 'receive' }), 'capture.flow-found')).toMatchObject({ place: 'firewall' });
  });
});

describe('the limits of a capture', () => {
  it('name a sender whose network card cuts packets and fills in checksums', () => {
    const partial = { good: 0, partial: 6, zero: 0, bad: 0, unchecked: 0, badIpHeader: 0 };
    const spec: FlowSpec = { ...WHOLE, s2c: { ...WHOLE.s2c, more: { checksums: partial } } };

    expect(readingOf(seen(spec), 'capture.offload')).toBe('seen');
    expect(readingOf(seen(WHOLE), 'capture.offload')).toBe('absent');
    expect(readingOf(seen(spec), 'capture.reply-missing')).toBe('not-seen');
  });

  it('say nothing of the flow when the capture holds none of it', () => {
    const findings = found([capture([bystander()])]);

    expect(readingOf(findings, 'capture.flow-found')).toBe('could-not-tell');
    expect(readingOf(findings, 'capture.reply-missing')).toBe('absent');
  });
});
