import { describe, expect, it } from 'vitest';
import { block, detail, port, SERVER } from '../../support/facts.ts';
import { found, readingOf, valuesOf } from '../read-findings.ts';
import { bystander, capture, flow, marks, UNANSWERED, WHOLE } from './capture-facts.ts';

const REAL = '10.50.60.11';

/** A SYN-ACK of the real server to the client of the flow, which acknowledges the SYN with this number. */
function answer(number: number | null, more: object = {}) {
  return flow({
    knownBy: 'syn-ack',
    server: { address: REAL, port: 443 },
    c2s: { packets: 3, tcp: { base: number, rst: marks(3) } },
    s2c: { packets: 3, tcp: { synAck: marks(3), initialSequence: 5000 } },
    ...more,
  });
}

const seen = (flows: Parameters<typeof capture>[0], evidence: readonly ReturnType<typeof block>[] = [], point = '') =>
  found([capture(flows, point === '' ? {} : { observer: 'FW-A', point }), ...evidence]);
const session = (more: object = {}) => block('session-id', [detail(more)], { observer: 'FW-A', source: 'session' });

describe('an answer from another address', () => {
  it('is seen by the number of the SYN that it acknowledges, and whether the client resets it', () => {
    const findings = seen([flow(UNANSWERED), answer(1000)]);

    expect(readingOf(findings, 'capture.reply-from-other-address')).toBe('seen');
    expect(valuesOf(findings, 'capture.reply-from-other-address')).toMatchObject({
      asked: '10.50.60.10:443',
      answered: `${REAL}:443`,
      reset: true,
      byFirewall: null,
    });
  });

  it('stands beside the address that is asked, or elsewhere, by the networks that are shown', () => {
    const neighbours = (prefix: string) => {
      const inside = block('interface-all', [port('ethernet1/2', 'servers', prefix)], { observer: 'FW-A' });
      return valuesOf(seen([flow(UNANSWERED), answer(1000)], [inside]), 'capture.reply-from-other-address').neighbours;
    };

    expect(neighbours('10.50.60.1/24')).toBe(true);
    expect(neighbours('10.50.60.12/31')).toBe(null);
    expect(neighbours('10.50.60.11/31')).toBe(true);
    expect(neighbours('10.0.0.1/8')).toBe(false);
  });

  it('is not taken for one when it answers another SYN', () => {
    expect(readingOf(seen([flow(UNANSWERED), answer(4242)]), 'capture.reply-from-other-address')).toBe('absent');
  });

  it('is not past the device that is asked when it goes to the address of that one', () => {
    const translated = answer(1000, { client: { address: SERVER, port: 50_838 } });

    expect(readingOf(seen([flow(UNANSWERED), translated]), 'capture.reply-from-other-address')).toBe('absent');
  });

  it('is known by the client’s port and the time where a listing has relative numbers only', () => {
    const asked = flow({ ...UNANSWERED, c2s: { ...UNANSWERED.c2s, tcp: { syn: marks(4) } } });
    expect(readingOf(seen([asked, answer(null)]), 'capture.reply-from-other-address')).toBe('seen');
    const other = answer(null, { client: { address: '10.20.30.41', port: 60000 } });
    expect(readingOf(seen([asked, other]), 'capture.reply-from-other-address')).toBe('absent');
  });

  it('is not the firewall’s doing when its session translates nothing', () => {
    expect(
      valuesOf(seen([flow(UNANSWERED), answer(1000)], [session()]), 'capture.reply-from-other-address'),
    ).toMatchObject({ byFirewall: false });
  });

  it('is not seen where the address that is asked answers itself', () => {
    expect(readingOf(seen([flow(WHOLE), bystander()]), 'capture.reply-from-other-address')).toBe('not-seen');
  });
});

describe('a firewall’s receive stage beside its own destination translation', () => {
  const stage = [flow(UNANSWERED), answer(1000), bystander()];

  it('shows both directions under two names, and lacks none of them', () => {
    const findings = seen(stage, [session({ serverAfter: REAL })], 'receive');

    expect(readingOf(findings, 'capture.reply-missing')).not.toBe('seen');
    expect(readingOf(findings, 'capture.request-missing')).not.toBe('seen');
    expect(readingOf(findings, 'capture.reply-from-other-address')).toBe('absent');
    expect(readingOf(findings, 'capture.one-sided')).toBe('absent');
  });

  it('does not call the reply missing where no session shows the translation', () => {
    const findings = seen(stage, [], 'receive');

    expect(readingOf(findings, 'capture.reply-missing')).toBe('could-not-tell');
    expect(valuesOf(findings, 'capture.reply-from-other-address')).toMatchObject({ byFirewall: null });
  });
});
