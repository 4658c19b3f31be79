import type { Pattern } from '../model/pattern.ts';

export const serverRefused = {
  id: 'server-refused',
  title: 'The server refuses the connection',
  axis: 'look-alike',
  mechanism:
    'The server answers the SYN with a reset: nothing listens on that port, or something in front of the service rejects it. The reset came back through the firewall, so both directions of the path work.',
  presents: [
    'The error comes at once: “connection refused”, not a time-out.',
    'The session ends with a reset from the server before any data.',
  ],
  clues: [
    {
      finding: 'session.reset-by-server',
      when: 'seen',
      where: { early: true },
      role: 'signature',
      slot: 'reset',
      bits: 4,
      because: 'The session ended with a reset from the server before any data.',
    },
    {
      finding: 'session.reset-by-server',
      when: 'seen',
      where: { early: false },
      role: 'supports',
      bits: 1,
      because: 'The session ended with a reset from the server, though after data had passed.',
    },
    {
      finding: 'counter.quiet',
      when: 'seen',
      role: 'signature',
      slot: 'nothing-lost',
      bits: 2,
      because: 'The firewall dropped nothing of the kind that a split path causes.',
    },
    {
      finding: 'session.return-unseen',
      when: 'not-seen',
      role: 'supports',
      bits: 1,
      because: 'Packets from the server came back through here.',
    },
    {
      finding: 'fib.return-leaves-elsewhere',
      when: 'not-seen',
      role: 'supports',
      bits: 1,
      because: 'The way back inside this firewall is right.',
    },
    {
      finding: 'counter.non-syn-drops',
      when: 'seen',
      where: { packetFilter: true },
      role: 'against',
      bits: 2,
      because: 'Stray packets of this flow arrive without a session.',
    },
    {
      finding: 'session.reset-by-server',
      when: 'not-seen',
      role: 'rules-out',
      bits: 4,
      because: 'The session did not end by a reset from the server.',
    },
    {
      finding: 'session.both-directions-grow',
      when: 'seen',
      role: 'rules-out',
      bits: 4,
      because: 'The connection carries data in both directions.',
    },
  ],
  observersNeeded: 1,
  mustBeat: ['policy-deny'],
  explains: [],
  remedies: [
    {
      action: 'Start the service, or correct the port or address that the client uses',
      where: 'the server, or the load balancer in front of it',
      risk: 'low',
      riskWhy: 'Only this service is touched.',
      rollback: 'Stop the service again.',
    },
  ],
  doNot: [
    {
      action: 'Changing routes',
      because: 'The reset travelled the whole way back: the path works in both directions.',
    },
    {
      action: 'Changing security policy',
      because: 'The firewall let the request through; the refusal comes from the server’s side.',
    },
  ],
  checklist: [
    {
      id: 'listens',
      stage: 'before',
      action: 'On the server, list what listens on the port',
      command: null,
      expect: 'The service listens on the address and port that the client uses.',
      passes: null,
    },
    {
      id: 'answers',
      stage: 'after',
      action: 'Let the client connect again and read its session',
      command: 'session-list',
      expect: 'The session carries bytes in both directions and does not end with a reset.',
      passes: { finding: 'session.both-directions-seen', reading: 'seen' },
    },
  ],
} as const satisfies Pattern;
