import type { Pattern } from '../model/pattern.ts';
import { NO_REPLY_AT_ALL } from './captured.ts';
import { COMES_UP_FIRST } from './reported.ts';

export const mtuBlackHole = {
  id: 'mtu-black-hole',
  title: 'Large packets vanish on the way',
  axis: 'look-alike',
  mechanism:
    'Some link on the way takes smaller packets than the ends send, and the message that would tell the sender so (ICMP “fragmentation needed”, IPv6 “packet too big”) does not reach it. The handshake and small requests pass, then the first full packet is sent again and again. Both directions take the right way.',
  presents: [
    'Ping works, the connection opens, and the application hangs as soon as something large is sent.',
    'Log-in pages load and downloads do not; a TLS handshake stops after the client’s hello.',
    'It started with a new tunnel, VPN or provider link, or with a filter that drops all ICMP.',
    'Both byte counts are small and the session stays up until it ages out.',
  ],
  clues: [
    {
      finding: 'capture.large-packets-vanish',
      when: 'seen',
      role: 'signature',
      slot: 'large-ones-lost',
      bits: 4,
      because: 'Only the size tells the lost packets from those that get through.',
    },
    {
      finding: 'path.large-packets-lost',
      when: 'seen',
      where: { answered: false },
      role: 'signature',
      slot: 'narrow-way',
      bits: 4,
      because: 'Probes of that size are lost without a word, as a black hole does it.',
    },
    {
      finding: 'path.large-packets-lost',
      when: 'seen',
      where: { answered: true },
      role: 'signature',
      slot: 'narrow-way',
      bits: 2,
      because: 'The way is narrower than the packets; whoever was told so here can send smaller ones.',
    },
    {
      finding: 'counter.mtu-exceeded',
      when: 'seen',
      where: { packetFilter: true },
      role: 'signature',
      slot: 'narrow-way',
      bits: 4,
      because: 'Counted for this flow only: its packets are larger than the interface takes that they leave by.',
    },
    {
      finding: 'counter.mtu-exceeded',
      when: 'seen',
      where: { packetFilter: false },
      role: 'signature',
      slot: 'narrow-way',
      bits: 2,
      because:
        'Packets are larger than the interface takes that they leave by, though not provably those of this flow.',
    },
    {
      finding: 'capture.fragmentation-needed',
      when: 'seen',
      role: 'signature',
      slot: 'narrow-way',
      bits: 2,
      because:
        'A device on the way says that packets are too big; what matters is whether its message reaches the sender.',
    },
    {
      finding: 'capture.handshake-complete',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'The small packets of the handshake get through.',
    },
    {
      finding: 'session.both-directions-seen',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'Both directions pass this firewall, so it is not the way that is wrong.',
    },
    {
      finding: 'symptom.ping-works',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'A usual ping is small.',
    },
    {
      finding: 'capture.large-packets-vanish',
      when: 'not-seen',
      where: { other: false },
      role: 'against',
      bits: 2,
      because: 'Large segments are acknowledged, so that direction takes them.',
    },
    {
      finding: 'path.large-packets-lost',
      when: 'not-seen',
      role: 'against',
      bits: 4,
      because: 'Full-size probes get through unfragmented.',
    },
    {
      finding: 'capture.segments-lost',
      when: 'seen',
      role: 'against',
      bits: 2,
      because: 'What is lost gets through when it is sent again at the same size.',
    },
    {
      finding: 'session.both-directions-grow',
      when: 'seen',
      role: 'against',
      bits: 2,
      because: 'Data keeps flowing in both directions.',
    },
    ...NO_REPLY_AT_ALL,
    COMES_UP_FIRST,
  ],
  observersNeeded: 1,
  mustBeat: ['packet-loss'],
  explains: [],
  remedies: [
    {
      action:
        'Let ICMP “fragmentation needed” (type 3 code 4) and ICMPv6 “packet too big” (type 2) pass from the narrow link to the senders',
      where: 'the filters between the narrow link and the sender of the large packets',
      risk: 'low',
      riskWhy: 'Only these two messages are let in; senders that know of them send smaller packets by themselves.',
      rollback: 'Remove the rule.',
    },
    {
      action:
        'Clamp the segment size: on PAN-OS “Adjust TCP MSS” on the interface of the narrow link, on IOS `ip tcp adjust-mss BYTES` there, on Linux `iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu`',
      where: 'the device at the beginning of the tunnel or narrow link',
      risk: 'low',
      riskWhy: 'New TCP connections carry a few percent less in each packet. It does not help UDP.',
      rollback: 'Take the setting back; connections that stand are not touched.',
    },
    {
      action: 'Set the MTU of the tunnel interface to what the way below it takes, on both ends',
      where: 'both ends of the tunnel',
      risk: 'medium',
      riskWhy: 'Routing protocols over the tunnel may have to come up anew: OSPF wants the same MTU on both ends.',
      rollback: 'Put the former value back; note it before the change.',
    },
  ],
  doNot: [
    {
      action: 'Changing routes, or allowing the asymmetric path on the firewall',
      because:
        'Both directions take the right way: small packets come and go. Only the large ones are lost, for their size.',
    },
    {
      action: 'Judging the path by a plain ping',
      because: 'It is small. Send one as large as the data, unfragmented: `ping -M do -s 1472`.',
    },
    {
      action: 'Clearing the “don’t fragment” bit everywhere',
      because: 'Fragments cost every device on the way, firewalls drop some of them, and IPv6 routers never fragment.',
    },
  ],
  checklist: [
    {
      id: 'largest-before',
      stage: 'before',
      action:
        'Find the largest size that gets through: halve the distance between a size that does and one that does not',
      command: 'ping-sizes',
      expect: 'Two sizes a few bytes apart, to hold against the MTU of each link.',
      passes: null,
    },
    {
      id: 'large-after',
      stage: 'after',
      action: 'Send full-size probes from both ends',
      command: 'ping-sizes',
      expect:
        'They get through, or the sender is told the right size. With a clamped segment size this may stay as it was.',
      passes: { finding: 'path.large-packets-lost', reading: 'not-seen' },
    },
    {
      id: 'download',
      stage: 'after',
      action: 'Let a user move something large in both directions, while capturing at one end',
      command: 'capture-client',
      expect: 'Full segments are acknowledged.',
      passes: { finding: 'capture.large-packets-vanish', reading: 'not-seen' },
    },
  ],
} as const satisfies Pattern;
