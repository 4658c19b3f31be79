import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import { FLOW } from '../support/facts.ts';
import { type FindingSpec, findings, NO_FIX } from '../support/findings.ts';

function ledgerOf(id: string, ...specs: readonly FindingSpec[]): Diagnosis['patterns'][number] | undefined {
  const diagnosis = diagnose({ flow: FLOW, evidence: [], findings: findings(...specs), validation: NO_FIX });
  return diagnosis.patterns.find((pattern) => pattern.id === id);
}

const bandOf = (id: string, ...specs: readonly FindingSpec[]) => ledgerOf(id, ...specs)?.band;
const gapsOf = (id: string, ...specs: readonly FindingSpec[]) => ledgerOf(id, ...specs)?.holdsBack.join(' ') ?? '';
const against = (id: string, ...specs: readonly FindingSpec[]) =>
  ledgerOf(id, ...specs)?.against.map(({ code }) => code) ?? [];

const ALTERNATES: FindingSpec = { code: 'capture.path-alternates', observers: ['fw1', 'fw2'] };
const DROPS: FindingSpec = { code: 'counter.non-syn-drops', observers: ['fw1'], values: { packetFilter: true } };
const OUT_OF_WINDOW: FindingSpec = {
  code: 'counter.out-of-window',
  observers: ['fw1'],
  values: { packetFilter: true },
};
const IN_DROP_STAGE: FindingSpec = { code: 'capture.in-drop-stage', observers: ['fw1'], values: { sender: 'client' } };
const GROWS: FindingSpec = { code: 'session.both-directions-grow', observers: ['fw2'] };
const SEEN_BOTH: FindingSpec = { code: 'session.both-directions-seen', observers: ['fw2'] };
const QUIET: FindingSpec = { code: 'counter.quiet', observers: ['fw2'] };
const LOSES: FindingSpec = { code: 'capture.segments-lost', observers: ['fw1'] };

describe('packets of one connection at two firewalls', () => {
  it('are spread by a router, though each place shows one way only and one of them counts nothing', () => {
    const keeps: FindingSpec = { code: 'capture.path-alternates', reading: 'not-seen', observers: ['fw1'] };
    const moves: FindingSpec = { code: 'counter.quiet', reading: 'not-seen', observers: ['fw1'] };

    expect(against('ecmp-per-packet', ALTERNATES, DROPS, keeps, QUIET, moves)).toEqual([]);
    expect(against('ecmp-per-packet', DROPS, keeps, QUIET)).toEqual(['capture.path-alternates', 'counter.quiet']);
  });

  it('need not have been forgotten by the one that does not know them', () => {
    expect(against('idle-timeout', DROPS, ALTERNATES)).toContain('capture.path-alternates');
  });

  it('are not called spread where nothing shows more than one way of a direction', () => {
    const unseen: FindingSpec = { code: 'capture.acked-unseen', observers: ['web1'] };

    expect(gapsOf('ecmp-per-packet', OUT_OF_WINDOW, unseen)).toContain('by more than one way');
    expect(gapsOf('ecmp-per-packet', OUT_OF_WINDOW, unseen, SEEN_BOTH)).not.toContain('by more than one way');
  });
});

describe('packets that a firewall drops', () => {
  it('are not lost on a link', () => {
    expect(bandOf('packet-loss', LOSES, SEEN_BOTH)).toBe('likely');
    expect(against('packet-loss', LOSES, IN_DROP_STAGE)).toContain('capture.in-drop-stage');
  });

  it('may be those that reach one which has no session of the flow', () => {
    const none: FindingSpec = { code: 'session.found', reading: 'not-seen', observers: ['fw1'] };

    expect(against('packet-loss', LOSES, none)).toContain('session.found');
  });

  it('speak against a healthy flow, until a newer connection is shown to work', () => {
    const works: FindingSpec = { code: 'session.newer-flow-healthy', observers: ['fw2'] };

    expect(against('healthy', GROWS, IN_DROP_STAGE)).toContain('capture.in-drop-stage');
    expect(bandOf('healthy', GROWS, QUIET, SEEN_BOTH)).toBe('confirmed');
    expect(bandOf('healthy', GROWS, QUIET, SEEN_BOTH, IN_DROP_STAGE)).toBe('possible');
    expect(gapsOf('healthy', GROWS, QUIET, SEEN_BOTH, IN_DROP_STAGE)).toContain('no newer connection');
    expect(gapsOf('healthy', GROWS, QUIET, SEEN_BOTH, IN_DROP_STAGE, works)).not.toContain('no newer connection');
  });

  it.each(['counter.no-route', 'counter.zone-change', 'counter.out-of-window'] as const)(
    'for this flow alone keep a server from being called silent: %s',
    (code) => {
      const silent: FindingSpec = { code: 'session.return-unseen', observers: ['fw1'] };
      const passes: FindingSpec = { code: 'path.server-gateway-elsewhere', reading: 'not-seen', observers: ['fw1'] };
      const drops: FindingSpec = { code, observers: ['fw1'], values: { packetFilter: true } };

      expect(bandOf('server-silent', silent, passes)).toBe('confirmed');
      expect(bandOf('server-silent', silent, passes, drops)).toBe('ruled-out');
    },
  );
});

describe('drops of a whole device for want of a route', () => {
  it('leave it open whether the server answered', () => {
    const silent: FindingSpec = { code: 'session.return-unseen', observers: ['fw1'] };
    const passes: FindingSpec = { code: 'path.server-gateway-elsewhere', reading: 'not-seen', observers: ['fw1'] };
    const noRoute: FindingSpec = { code: 'counter.no-route', observers: ['r1'], values: { packetFilter: false } };

    const more: readonly FindingSpec[] = [
      { code: 'counter.non-syn-drops', reading: 'not-seen', observers: ['r1'] },
      { code: 'session.handshake-aged-out', observers: ['fw1'] },
      { code: 'fib.return-leaves-elsewhere', reading: 'not-seen', observers: ['fw1'] },
    ];

    expect(gapsOf('server-silent', silent, passes, noRoute, ...more)).toContain('want of a route, and the server');
  });
});

describe('a firewall whose way back leads to another zone', () => {
  it('does not show that the server is silent', () => {
    const silent: FindingSpec = { code: 'session.return-unseen', observers: ['fw1'] };
    const otherZone: FindingSpec = { code: 'fib.return-other-zone', observers: ['fw1'] };

    expect(against('server-silent', silent, otherZone)).toContain('fib.return-other-zone');
  });
});

describe('routing rules that a restart takes away', () => {
  it('are not blamed before anybody has shown that there are any', () => {
    const halves: readonly FindingSpec[] = [
      { code: 'session.return-unseen', observers: ['fw2'] },
      { code: 'host.reply-leaves-elsewhere', reading: 'not-seen', observers: ['web1'] },
    ];
    const rules: FindingSpec = { code: 'host.own-rules', observers: ['web1'] };
    const id = 'policy-routing-not-persistent';

    expect(gapsOf(id, ...halves)).toContain('Nobody has shown a routing rule');
    expect(gapsOf(id, ...halves, rules)).not.toContain('Nobody has shown a routing rule');
  });
});
