import type { PatternLedger } from '../../src/model/diagnosis.ts';
import type { Citation } from '../../src/model/evidence.ts';

export function citation(source: string, line: number, quote: string): Citation {
  return { source, lines: [line, line], quote };
}

export const SESSION = citation('fw-east-session.txt', 24, 'total byte count(s2c) : 0');
export const AGED = citation('fw-east-session.txt', 41, 'tracker stage firewall : Aged out');
export const ABSENT = citation('fw-west-session.txt', 2, 'No Active Sessions');
export const DROPS = citation(
  'fw-west-counters.txt',
  9,
  'flow_tcp_non_syn_drop 214 21 drop flow session Packets dropped: non-SYN TCP without session match',
);
export const ROUTE = citation('fw-east-fib.txt', 6, 'via 10.20.0.1 interface ethernet1/2, source 10.20.0.2, metric 10');

export const BYPASS: PatternLedger = {
  id: 'return-path-bypass',
  title: 'Return traffic bypasses the firewall',
  axis: 'split',
  band: 'confirmed',
  bits: 11,
  for: [
    {
      finding: 'f1',
      code: 'session.return-unseen',
      role: 'signature',
      bits: 4,
      counted: 4,
      because: 'The request passed this firewall and the reply never came back through it.',
      citation: SESSION,
    },
    {
      finding: 'f3',
      code: 'between.halves-on-two-firewalls',
      role: 'signature',
      bits: 4,
      counted: 4,
      because: 'The replies arrive at another firewall that shares no sessions with this one.',
      citation: ABSENT,
    },
    {
      finding: 'f6',
      code: 'symptom.ping-works',
      role: 'supports',
      bits: 1,
      counted: 1,
      because: 'Each ping is its own two-packet session, so a split path spares it while TCP breaks.',
      citation: null,
    },
  ],
  against: [],
  missing: [
    {
      code: 'path.return-skips-firewall',
      role: 'signature',
      needs: 'a traceroute from the server to the client',
    },
  ],
  holdsBack: [],
};

export const DENY: PatternLedger = {
  id: 'policy-deny',
  title: 'A policy refuses the traffic',
  axis: 'look-alike',
  band: 'ruled-out',
  bits: -4,
  for: [],
  against: [
    {
      finding: 'f1',
      code: 'session.return-unseen',
      role: 'rules-out',
      bits: 4,
      counted: 4,
      because: 'The session was set up and carried bytes, so policy permits it.',
      citation: SESSION,
    },
  ],
  missing: [],
  holdsBack: [],
};

export const SILENT: PatternLedger = {
  id: 'server-silent',
  title: 'The server does not answer',
  axis: 'look-alike',
  band: 'possible',
  bits: 2,
  for: [
    {
      finding: 'f2',
      code: 'session.handshake-aged-out',
      role: 'supports',
      bits: 2,
      counted: 2,
      because: 'A server that says nothing lets the handshake age out.',
      citation: AGED,
    },
  ],
  against: [
    {
      finding: 'f5',
      code: 'counter.non-syn-drops',
      role: 'against',
      bits: 2,
      counted: 2,
      because: 'Something answers: replies are dropped elsewhere.',
      citation: DROPS,
    },
  ],
  missing: [{ code: 'session.reset-by-server', role: 'against', needs: 'how the session ended' }],
  holdsBack: ['No signature of it has been seen.'],
};

export const UNASSESSED: PatternLedger = {
  id: 'mtu-black-hole',
  title: 'Large packets vanish',
  axis: 'look-alike',
  band: 'not-assessed',
  bits: 0,
  for: [],
  against: [],
  missing: [],
  holdsBack: ['Nothing shown speaks of packet sizes.'],
};
