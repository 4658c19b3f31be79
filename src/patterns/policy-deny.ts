import type { Pattern } from '../model/pattern.ts';

export const policyDeny = {
  id: 'policy-deny',
  title: 'A security policy refuses the flow',
  axis: 'look-alike',
  mechanism:
    'The firewall refuses the session by policy, at its first packet or once it knows the application. Nothing is routed wrongly.',
  presents: [
    'It never works for the affected users, and works for others at once.',
    'The traffic log shows deny, drop or reset with the name of a rule.',
  ],
  clues: [
    {
      finding: 'session.denied',
      when: 'seen',
      role: 'signature',
      slot: 'denied',
      bits: 4,
      because: 'The firewall says itself that policy refused this flow.',
    },
    {
      finding: 'counter.policy-deny',
      when: 'seen',
      where: { packetFilter: true },
      role: 'signature',
      slot: 'counted',
      bits: 4,
      because: 'Counted for this flow only: its session setup was denied.',
    },
    {
      finding: 'counter.policy-deny',
      when: 'seen',
      where: { packetFilter: false },
      role: 'signature',
      slot: 'counted',
      bits: 1,
      because: 'Session setups were denied meanwhile, though the counter is for the whole device.',
    },
    {
      finding: 'session.found',
      when: 'not-seen',
      role: 'supports',
      bits: 1,
      because: 'A flow that is refused at its first packet leaves no session.',
    },
    {
      finding: 'session.return-unseen',
      when: 'seen',
      role: 'against',
      bits: 2,
      because: 'The request was let through.',
    },
    {
      finding: 'session.denied',
      when: 'not-seen',
      role: 'rules-out',
      bits: 4,
      because: 'The firewall permitted the flow.',
    },
    {
      finding: 'session.both-directions-grow',
      when: 'seen',
      role: 'rules-out',
      bits: 4,
      because: 'The flow passes in both directions.',
    },
  ],
  observersNeeded: 1,
  mustBeat: [],
  explains: [],
  remedies: [
    {
      action:
        'If the flow should be allowed: add or correct the rule for exactly this source, destination and application',
      where: 'the firewall’s security policy',
      risk: 'medium',
      riskWhy: 'A rule that is too wide opens more than this flow; needs a commit.',
      rollback: 'Disable the rule and commit.',
    },
  ],
  doNot: [
    {
      action: 'Changing routes or allowing the asymmetric path',
      because: 'The flow is refused by a rule; no packet took a wrong way.',
    },
    {
      action: 'Adding an any-any rule as a test',
      because: 'It opens everything meanwhile. `test security-policy-match` names the deciding rule without a change.',
    },
  ],
  checklist: [
    {
      id: 'allowed',
      stage: 'after',
      action: 'Let the client connect again and look at the traffic log',
      command: 'traffic-log',
      expect: 'The log shows the intended rule with action allow.',
      passes: { finding: 'session.denied', reading: 'not-seen' },
    },
    {
      id: 'answers',
      stage: 'after',
      action: 'Read the new session',
      command: 'session-list',
      expect: 'The session carries bytes in both directions.',
      passes: { finding: 'session.both-directions-seen', reading: 'seen' },
    },
  ],
} as const satisfies Pattern;
