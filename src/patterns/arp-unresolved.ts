import type { Pattern } from '../model/pattern.ts';
import { BREAKS_EVERY_PROTOCOL, STRIKES_EVERYBODY } from './reported.ts';
import { HANDSHAKE_AGED_OUT, SUSTAINED } from './shared.ts';

export const arpUnresolved = {
  id: 'arp-unresolved',
  title: 'The next hop does not answer ARP',
  axis: 'look-alike',
  mechanism:
    'The firewall knows where to send the request, and nobody answers for the address of the next hop. The request never leaves, so no reply can come back. On the session it looks just like a lost reply.',
  presents: [
    'Everything behind one next hop is dead, and everything else works.',
    'It started with a moved cable, a new switch port or VLAN, or a replaced router.',
    'The session counts requests and no reply, and no stray packets are dropped anywhere.',
  ],
  clues: [
    {
      finding: 'arp.next-hop-unresolved',
      when: 'seen',
      role: 'signature',
      slot: 'unresolved',
      bits: 4,
      because: 'The ARP table says itself that nobody answered for the next hop.',
    },
    {
      finding: 'counter.no-arp',
      when: 'seen',
      role: 'signature',
      slot: 'dropped',
      bits: 4,
      because: 'The firewall dropped packets for want of the next hop’s address.',
    },
    {
      finding: 'session.return-unseen',
      when: 'seen',
      role: 'supports',
      bits: 2,
      because: 'No reply came back, as must be when no request goes out.',
    },
    HANDSHAKE_AGED_OUT,
    {
      finding: 'counter.no-arp',
      when: 'not-seen',
      role: 'against',
      bits: 2,
      because: 'No packets were dropped for an unresolved next hop in the measured window.',
    },
    {
      finding: 'between.halves-on-two-firewalls',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'Replies arrive at another firewall, so requests do reach the server.',
    },
    {
      finding: 'arp.next-hop-unresolved',
      when: 'not-seen',
      role: 'rules-out',
      bits: 4,
      because: 'The next hop answers.',
    },
    {
      finding: 'session.return-unseen',
      when: 'not-seen',
      role: 'rules-out',
      bits: 4,
      because: 'Bytes from the server came back.',
    },
    {
      finding: 'session.both-directions-grow',
      when: 'seen',
      role: 'rules-out',
      bits: 4,
      because: 'The flow passes in both directions.',
    },
    ...BREAKS_EVERY_PROTOCOL,
    ...STRIKES_EVERYBODY,
  ],
  observersNeeded: 1,
  mustBeat: ['policy-deny'],
  explains: [],
  remedies: [
    {
      action: 'Find the next hop on its segment: cable, switch port, VLAN, its own interface state',
      where: 'the switch and the device that holds the next hop’s address',
      risk: 'none',
      riskWhy: 'Looking changes nothing.',
      rollback: 'None needed.',
    },
    {
      action: 'Correct the next hop of the route when the address is wrong or has moved',
      where: 'the firewall’s virtual or logical router',
      risk: 'medium',
      riskWhy: 'Everything behind that route moves with it.',
      rollback: 'Put the former next hop back and commit.',
    },
  ],
  doNot: [
    {
      action: 'Looking for an asymmetric route',
      because: 'The request never leaves this firewall, so there is no reply that could take another way.',
    },
    {
      action: 'Restarting the sessions in the session browser',
      because: 'New sessions wait for the same address.',
    },
    {
      action: 'Disabling or loosening security policy',
      because: 'Policy already permits the flow: the session was set up.',
    },
  ],
  checklist: [
    {
      id: 'resolves',
      stage: 'after',
      action: 'Read the ARP table: the next hop towards the server is complete',
      command: 'arp-server',
      expect: 'The next hop has a hardware address and a full timer.',
      passes: { finding: 'arp.next-hop-unresolved', reading: 'not-seen' },
    },
    {
      id: 'connect-and-grow',
      stage: 'after',
      action: 'Let a user connect again and read the new session twice, 30 seconds apart',
      command: 'session-id',
      expect: 'Both byte counts grow, client to server and server to client.',
      passes: { finding: 'session.both-directions-grow', reading: 'seen' },
    },
    SUSTAINED,
  ],
} as const satisfies Pattern;
