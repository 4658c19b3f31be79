import { describe, expect, it } from 'vitest';
import { bandOf } from '../../src/diagnosis/band.ts';
import { matchPattern } from '../../src/diagnosis/match.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { PatternId } from '../../src/model/pattern.ts';
import { PATTERNS } from '../../src/patterns/index.ts';
import { type FindingSpec, findings } from '../support/findings.ts';

function bandFor(id: PatternId, given: readonly Finding[]): { band: string; holdsBack: readonly string[] } {
  const matches = PATTERNS.map((pattern) => matchPattern(pattern, given));
  const match = matches.find((one) => one.pattern.id === id);
  if (match === undefined) throw new Error(`no pattern ${id}`);
  return bandOf(match, matches, given);
}

const HALF: FindingSpec = { code: 'session.return-unseen' };
const SKIPS: FindingSpec = { code: 'path.return-skips-firewall' };
const PERMITTED: FindingSpec = { code: 'session.denied', reading: 'not-seen' };
const NO_RESET: FindingSpec = { code: 'session.reset-by-server', reading: 'not-seen' };

describe('the band of a pattern', () => {
  describe('about a device', () => {
    const BURST: readonly FindingSpec[] = [
      { code: 'ha.recent-change', observers: ['FW9'] },
      { code: 'counter.non-syn-burst-over', observers: ['FW9'] },
    ];

    it('is only possible while nothing shows that the flow passes that device', () => {
      const { band, holdsBack } = bandFor('failover-burst', findings(...BURST));
      expect(band).toBe('possible');
      expect(holdsBack).toContain('Nothing shows that the flow passes FW9.');
    });

    it('is likely when the device has a route for the flow, or people say that it began with a failover', () => {
      const routed = findings(...BURST, { code: 'fib.no-forward-route', reading: 'not-seen', observers: ['FW9'] });
      const reported = findings(...BURST, { code: 'symptom.after-failover', observers: [] });
      expect(bandFor('failover-burst', routed).band).toBe('likely');
      expect(bandFor('failover-burst', reported).band).toBe('likely');
    });

    it('is confirmed when the device has a session of the flow', () => {
      const met = findings(...BURST, { code: 'session.found', observers: ['FW9'] });
      expect(bandFor('failover-burst', met).band).toBe('confirmed');
    });

    it('is only possible while another device drops packets of the flow and no session of it works', () => {
      const still: FindingSpec = {
        code: 'counter.non-syn-drops',
        observers: ['FW2'],
        values: { packetFilter: true },
      };
      const met = [...BURST, { code: 'session.found', observers: ['FW9'] }] as const;

      expect(bandFor('failover-burst', findings(...met, still)).band).toBe('possible');
      const works: FindingSpec = { code: 'session.both-directions-seen', observers: ['FW9'] };
      expect(bandFor('failover-burst', findings(...met, still, works)).band).toBe('likely');
    });
  });

  it('is confirmed with every signature, two kinds of source, a lead, and the look-alikes looked for', () => {
    expect(bandFor('return-path-bypass', findings(HALF, SKIPS, PERMITTED, NO_RESET)).band).toBe('confirmed');
  });

  it('falls to likely when a named look-alike was not looked for', () => {
    const { band, holdsBack } = bandFor('return-path-bypass', findings(HALF, SKIPS, PERMITTED));
    expect(band).toBe('likely');
    expect(holdsBack.join(' ')).toContain('“The server refuses the connection” has not been looked for');
  });

  it('is only possible when its one signature is shared with its rivals', () => {
    expect(bandFor('return-path-bypass', findings(HALF)).band).toBe('possible');
    expect(bandFor('server-silent', findings(HALF)).band).toBe('possible');
  });

  it('is not lifted to likely by what people report', () => {
    const reported = findings(
      HALF,
      { code: 'symptom.ping-works', observers: [] },
      { code: 'symptom.one-way', observers: [] },
      { code: 'symptom.started-after-change', observers: [] },
    );
    expect(bandFor('return-path-bypass', reported).band).toBe('possible');
  });

  it('is ruled out by a hard stop, whatever else speaks for it', () => {
    const stopped = findings(HALF, SKIPS, PERMITTED, { code: 'session.both-directions-grow' });
    expect(bandFor('return-path-bypass', stopped).band).toBe('ruled-out');
  });

  it('does not take a hard stop from evidence that contradicts itself', () => {
    const both = findings(
      { code: 'ha.active-active', observers: ['FW-A'] },
      { code: 'ha.active-active', reading: 'not-seen', observers: ['FW-C'] },
    );
    expect(bandFor('ha-session-owner-mismatch', both).band).not.toBe('ruled-out');
  });

  it('is not confirmed from one firewall when the cause speaks of two', () => {
    const alone = findings(
      HALF,
      { code: 'between.halves-on-two-firewalls', values: { haPair: true, specific: true } },
      { code: 'ha.active-active' },
      { code: 'ha.recent-change', reading: 'not-seen' },
    );
    const { band, holdsBack } = bandFor('ha-session-owner-mismatch', alone);
    expect(band).toBe('likely');
    expect(holdsBack).toContain('It speaks of two firewalls, and only one has been heard.');
  });

  it('is not assessed while nothing was shown at all', () => {
    expect(bandFor('dual-isp-return', []).band).toBe('not-assessed');
  });

  it('treats could-not-tell as if nothing had been said', () => {
    const mute = findings({ ...HALF, reading: 'could-not-tell' }, { ...SKIPS, reading: 'could-not-tell' });
    expect(bandFor('return-path-bypass', mute)).toEqual(bandFor('return-path-bypass', []));
  });

  it('is only possible for a flow that is said to come and go, and was merely seen to work once', () => {
    const grows: FindingSpec = { code: 'session.both-directions-grow' };
    const reported: FindingSpec = { code: 'symptom.intermittent', observers: [] };
    const quiet: FindingSpec = { code: 'counter.quiet', values: { packetFilter: false } };

    expect(bandFor('healthy', findings(grows)).band).toBe('likely');
    expect(bandFor('healthy', findings(grows, reported)).band).toBe('possible');
    expect(bandFor('healthy', findings(grows, reported, quiet)).band).toBe('likely');
  });

  it('rests on no counter of a device that the flow is not known to pass', () => {
    const works: FindingSpec = { code: 'capture.both-directions', observers: ['web1'] };
    const quiet: FindingSpec = { code: 'counter.quiet', observers: ['FW9'], values: { packetFilter: false } };
    const routed: FindingSpec = { code: 'fib.no-return-route', reading: 'not-seen', observers: ['FW9'] };

    expect(bandFor('healthy', findings(works, quiet)).band).toBe('possible');
    expect(bandFor('healthy', findings(works, quiet, routed)).band).toBe('confirmed');
  });

  it('is not confirmed for a silent server while the firewall drops packets for want of a route that may be the reply’s', () => {
    const silent = [
      HALF,
      NO_RESET,
      { code: 'path.server-gateway-elsewhere', reading: 'not-seen' },
      { code: 'walk.return-skips-firewall', reading: 'not-seen', values: { fromServer: true } },
      { code: 'counter.non-syn-drops', reading: 'not-seen' },
      { code: 'between.halves-on-two-firewalls', reading: 'not-seen' },
    ] as const;
    const unrouted: FindingSpec = { code: 'counter.no-route', values: { packetFilter: false } };
    const atServer: FindingSpec = { code: 'capture.reply-missing', values: { place: 'server' } };

    expect(bandFor('server-silent', findings(...silent)).band).toBe('confirmed');
    expect(bandFor('server-silent', findings(...silent, unrouted)).band).toBe('likely');
    expect(bandFor('server-silent', findings(...silent, unrouted, atServer)).band).toBe('confirmed');
  });

  it('is only possible for a route to another zone that may be the second of two internet links', () => {
    const DROPPED: FindingSpec = { code: 'counter.zone-change', values: { packetFilter: false } };
    const zones = (inner: boolean, ...more: readonly FindingSpec[]) =>
      bandFor(
        'return-zone-change',
        findings({ code: 'fib.return-other-zone', values: { inner } }, HALF, DROPPED, ...more),
      ).band;

    expect(zones(false)).toBe('possible');
    expect(zones(true)).toBe('likely');
    expect(zones(false, { code: 'fib.two-defaults', reading: 'not-seen' })).toBe('likely');
    expect(zones(false, { code: 'fib.return-by-other-isp', reading: 'not-seen' })).toBe('likely');
  });

  it('does not let a cause compete with what it explains', () => {
    const dual = findings(
      HALF,
      { code: 'fib.return-by-other-isp' },
      { code: 'fib.two-defaults' },
      { code: 'fib.return-other-zone' },
      { code: 'counter.zone-change', values: { packetFilter: false } },
      PERMITTED,
    );
    expect(bandFor('dual-isp-return', dual).band).toBe('confirmed');
  });

  it('is no more than possible while nothing of this very flow has been shown', () => {
    const device = [
      { code: 'fib.return-by-other-isp' },
      { code: 'fib.two-defaults' },
      { code: 'counter.zone-change', values: { packetFilter: false } },
    ] as const;

    expect(bandFor('dual-isp-return', findings(...device, PERMITTED)).band).toBe('possible');
    expect(bandFor('dual-isp-return', findings(...device, HALF, PERMITTED)).band).toBe('confirmed');
  });

  it('is no more than possible while most of its picture is unseen, whatever else is ruled out', () => {
    const lost = findings(HALF, { code: 'counter.non-syn-drops', values: { packetFilter: true } }, PERMITTED);

    const { band, holdsBack } = bandFor('pbf-one-way', lost);

    expect(band).toBe('possible');
    expect(holdsBack.join(' ')).toContain('Not seen yet: “Policy-based forwarding takes the request” or');
  });
});
