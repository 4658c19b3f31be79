import type { Pattern } from '../model/pattern.ts';
import { NOWHERE_TO_GO } from './nowhere.ts';
import { HANDSHAKE_AGED_OUT, NEW_SESSION_ANSWERED, SUSTAINED } from './shared.ts';

export const natMismatch = {
  id: 'nat-mismatch',
  title: 'Address translation keeps the reply from matching',
  axis: 'look-alike',
  mechanism:
    'The request is translated so that its reply cannot come back to the device that would translate it again, or it is not translated although it should be. The routes are what they were; the addresses are wrong for them.',
  presents: [
    'It started with a new NAT rule, a new public address, or a zone that was renamed or split.',
    'A published address works from outside and not from the network of the server itself.',
    'Clients with one pool address fail and those with another work.',
  ],
  clues: [
    {
      finding: 'nat.u-turn',
      when: 'seen',
      role: 'signature',
      slot: 'translation',
      bits: 4,
      because: 'The server answers its neighbour directly, from an address that the client never asked.',
    },
    {
      finding: 'nat.rule-misses-flow',
      when: 'seen',
      role: 'signature',
      slot: 'translation',
      bits: 4,
      because:
        'PAN-OS matches NAT rules by the zones before translation, so the rule that was meant for it is passed over.',
    },
    {
      finding: 'nat.address-not-answered',
      when: 'seen',
      role: 'signature',
      slot: 'translation',
      bits: 4,
      because: 'Replies to that address end at the last router before it.',
    },
    {
      finding: 'walk.no-route',
      when: 'seen',
      where: { translated: true },
      role: 'signature',
      slot: 'translation',
      bits: 4,
      because: 'Replies to the translated address cannot find back to the device that made it.',
    },
    {
      finding: 'session.return-unseen',
      when: 'seen',
      role: 'signature',
      slot: 'reply-lost',
      bits: 4,
      because: 'The request went out, and no reply to the translated address came in.',
    },
    {
      finding: 'host.conntrack-one-way',
      when: 'seen',
      where: { translated: true },
      role: 'signature',
      slot: 'reply-lost',
      bits: 4,
      because: 'The gateway that translates saw the request and no reply.',
    },
    {
      finding: 'capture.reply-from-other-address',
      when: 'seen',
      where: { byFirewall: true },
      role: 'signature',
      slot: 'reply-lost',
      bits: 4,
      because: 'Captured at the client: the answer bears the server’s own address, and not the one that was asked.',
    },
    HANDSHAKE_AGED_OUT,
    {
      finding: 'nat.u-turn',
      when: 'not-seen',
      role: 'against',
      bits: 1,
      because: 'The server has to answer through the firewall.',
    },
    {
      finding: 'nat.address-not-answered',
      when: 'not-seen',
      role: 'against',
      bits: 2,
      because: 'The gateway answers for the address that it translates to.',
    },
    {
      finding: 'nat.source-of-other-interface',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'The address is good and belongs to the other link: two links are at work.',
    },
    {
      finding: 'session.return-unseen',
      when: 'not-seen',
      role: 'against',
      bits: 4,
      because: 'Replies come back and are translated back.',
    },
    {
      finding: 'session.both-directions-grow',
      when: 'seen',
      role: 'rules-out',
      bits: 4,
      because: 'The flow passes in both directions.',
    },
    ...NOWHERE_TO_GO,
  ],
  observersNeeded: 1,
  mustBeat: ['server-silent', 'return-path-bypass'],
  explains: [],
  remedies: [
    {
      action: 'Correct the rule: the zone before translation, both addresses, and the order of the rules',
      where: 'the NAT policy of the device that translates',
      risk: 'medium',
      riskWhy: 'Other flows that the rule takes change with it. Needs a commit.',
      rollback: 'Put the former rule back and commit.',
    },
    {
      action:
        'For clients beside the server: translate their source too, or let them use the server’s own address (split DNS)',
      where: 'the NAT policy, or the name service',
      risk: 'medium',
      riskWhy: 'With source translation the server no longer sees who those clients are.',
      rollback: 'Disable the rule and commit, or take the name back.',
    },
    {
      action: 'For a pool: route it to the device that translates, or take addresses that this device has on that link',
      where: 'the router before it, or the NAT policy',
      risk: 'medium',
      riskWhy: 'Partners may have allowed the former addresses by name.',
      rollback: 'Remove the route, or put the former pool back.',
    },
  ],
  doNot: [
    {
      action: 'Allowing the asymmetric path or non-SYN packets',
      because: 'The reply bears an address that no session knows. What is let in still cannot be translated back.',
    },
    {
      action: 'Adding a route on the server for the public address',
      because: 'The server is asked by its own address, and never sees the public one.',
    },
    {
      action: 'Adding or loosening a security rule',
      because: 'The session was set up, so policy already permits what was asked; the address is what is wrong.',
    },
  ],
  checklist: [
    {
      id: 'translated',
      stage: 'after',
      action: 'Let the client connect again and look at the session’s translated addresses',
      command: 'session-list',
      expect: 'Each side shows the address that the rule intends, beside the original one.',
      passes: { finding: 'nat.rule-misses-flow', reading: 'not-seen' },
    },
    NEW_SESSION_ANSWERED,
    SUSTAINED,
  ],
} as const satisfies Pattern;
