import type { Pattern } from '../model/pattern.ts';
import { HALF_SEEN_ON_THE_WAY, OTHER_ADDRESS_ANSWERS } from './captured.ts';
import { ANSWER_NOT_ACKNOWLEDGED, REQUEST_UNANSWERED } from './handshake.ts';
import { NOWHERE_TO_GO, TRANSLATED_ASTRAY } from './nowhere.ts';
import { COMES_BACK, REPORTED } from './shared.ts';

export const arpFlux = {
  id: 'arp-flux',
  title: 'Interfaces answer ARP for each other (ARP flux)',
  axis: 'split',
  mechanism:
    'Linux follows the weak host model: an address belongs to the host and not to the interface, so every interface on a link answers ARP for all addresses of the host, and whichever answer is heard last decides where requests go. Requests to the second address then come in on the first interface, while source-based rules send the reply out of the second: the directions part, and strict reverse-path filtering drops the request. On a host of the strong model only the interface that holds an address would answer for it.',
  presents: [
    'One address of a host with two interfaces on one link comes and goes, without any change on the host.',
    'It works for some neighbours and not for others, and changes when their ARP entries expire.',
    'A neighbour’s ARP table holds the same MAC for both addresses of the host, or the two MACs swapped.',
    'Switches log an address that moves between ports, or ARP inspection drops its answers.',
  ],
  clues: [
    OTHER_ADDRESS_ANSWERS,
    { ...ANSWER_NOT_ACKNOWLEDGED, role: 'supports', bits: 2 },
    REQUEST_UNANSWERED,
    {
      finding: 'host.arp-flux',
      when: 'seen',
      role: 'signature',
      slot: 'answers-for-both',
      bits: 2,
      because: 'By its settings each interface answers for the addresses of the other.',
    },
    {
      finding: 'arp.other-interface-answers',
      when: 'seen',
      role: 'signature',
      slot: 'wrong-interface',
      bits: 4,
      because: 'So its requests come in on an interface that does not hold their address.',
    },
    {
      finding: 'capture.arp-two-answers',
      when: 'seen',
      where: { sameHost: true },
      role: 'signature',
      slot: 'wrong-interface',
      bits: 4,
      because: 'An interface that does not hold the address answered for it, and it is of the same host.',
    },
    {
      finding: 'capture.request-on-other-interface',
      when: 'seen',
      where: { onLink: true },
      role: 'signature',
      slot: 'wrong-interface',
      bits: 4,
      because: 'The client is on the link itself, so it was an answer to ARP that led its requests there.',
    },
    {
      finding: 'host.reply-leaves-elsewhere',
      when: 'seen',
      role: 'supports',
      bits: 2,
      because: 'The reply leaves by the interface of its address, where the request did not come in.',
    },
    {
      finding: 'host.rp-filter-drops',
      when: 'seen',
      role: 'supports',
      bits: 2,
      because: 'On the interface that ARP led it to, the request is refused.',
    },
    {
      finding: 'capture.reply-by-other-interface',
      when: 'seen',
      where: { place: 'server' },
      role: 'supports',
      bits: 2,
      because: 'Captured on the host: the request comes in on one interface and the reply leaves by another.',
    },
    ...HALF_SEEN_ON_THE_WAY.map((clue) => ({ ...clue, role: 'supports' }) as const),
    {
      finding: 'session.return-unseen',
      when: 'seen',
      role: 'supports',
      bits: 2,
      because: 'The request passed the firewall and the reply did not come back through it.',
    },
    {
      finding: 'capture.reply-missing',
      when: 'seen',
      where: { place: 'server' },
      role: 'supports',
      bits: 2,
      because: 'The request arrives at the server and no reply leaves where it was captured.',
    },
    {
      finding: 'host.shared-subnet',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'Both interfaces hear the same ARP requests.',
    },
    {
      finding: 'arp.other-interface-answers',
      when: 'not-seen',
      role: 'against',
      bits: 4,
      because: 'The neighbour reaches the address by the interface that holds it.',
    },
    {
      finding: 'capture.request-on-other-interface',
      when: 'not-seen',
      role: 'against',
      bits: 4,
      because: 'ARP led the requests to the right interface.',
    },
    {
      finding: 'host.arp-flux',
      when: 'not-seen',
      role: 'against',
      bits: 2,
      because: 'No two interfaces hear the same ARP requests, or each answers for its own addresses only.',
    },
    {
      finding: 'capture.both-directions',
      when: 'seen',
      role: 'rules-out',
      bits: 4,
      because: 'Both directions get through, whichever interface ARP led the client to.',
    },
    ...REPORTED,
    ...COMES_BACK,
    ...NOWHERE_TO_GO,
    ...TRANSLATED_ASTRAY,
  ],
  observersNeeded: 1,
  mustBeat: ['server-silent'],
  needs: [
    {
      band: 'confirmed',
      anyOf: [
        { finding: 'capture.reply-missing', when: 'seen' },
        { finding: 'capture.syn-repeated', when: 'seen' },
        { finding: 'between.reply-lost', when: 'seen' },
        { finding: 'session.return-unseen', when: 'seen' },
        { finding: 'session.return-frozen', when: 'seen' },
        { finding: 'host.rp-filter-drops', when: 'seen' },
      ],
      gap: 'Nothing of the flow was seen to get lost: that another interface answers ARP breaks nothing by itself.',
    },
  ],
  explains: [
    'multihomed-weak-host',
    'rp-filter-strict',
    'ec2-source-dest-check',
    'return-path-bypass',
    'server-silent',
  ],
  remedies: [
    {
      action:
        'Let each interface answer for its own addresses only and name none of the others: `sysctl -w net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2`, kept in /etc/sysctl.d/; then `ip neigh flush to ADDRESS` on its neighbours, or `arping -U -I IF ADDRESS` on the host',
      where: 'the server; the neighbours for the flush',
      risk: 'low',
      riskWhy:
        'Addresses that another interface answers for on purpose (a load balancer’s address on lo, proxies) are no longer answered for.',
      rollback: '`sysctl -w` the former values and remove the file.',
    },
    {
      action:
        'Where source-based routing is in place: `sysctl -w net.ipv4.conf.IF.arp_filter=1` for both interfaces; then only the interface that would send the reply answers',
      where: 'the server, these interfaces only',
      risk: 'low',
      riskWhy: 'Without the rules it makes all neighbours use the interface of the main table.',
      rollback: '`sysctl -w net.ipv4.conf.IF.arp_filter=0`.',
    },
    {
      action:
        'Take the second interface off the link: another VLAN or subnet, a bond, or one interface with both addresses',
      where: 'the server and its switch ports',
      risk: 'medium',
      riskWhy: 'Addresses move between interfaces: for a moment neither answers.',
      rollback: 'Put the second interface back.',
    },
  ],
  doNot: [
    {
      action: 'Clearing ARP tables only',
      because: 'The next request is answered by both interfaces again, and the last answer wins by luck.',
    },
    {
      action: 'Static ARP entries on the neighbours that complain',
      because: 'Every other neighbour still learns the wrong MAC, and the entries stay behind when the host moves.',
    },
    {
      action: 'More rules and routing tables',
      because: 'They choose where a reply leaves; where requests come in is decided by who answers ARP.',
    },
    {
      action: 'Setting rp_filter to 0 everywhere',
      because: 'The request is then taken on the wrong interface, and its reply still leaves by the other one.',
    },
  ],
  checklist: [
    {
      id: 'neighbour-mac-before',
      stage: 'before',
      action: 'Read the ARP table of a neighbour that fails and compare the MAC with `ip addr` of the server',
      command: 'arp-server',
      expect: 'It holds the MAC of the other interface.',
      passes: { finding: 'arp.other-interface-answers', reading: 'seen' },
    },
    {
      id: 'settings',
      stage: 'after',
      action: 'Show the settings of the server',
      command: 'host-settings',
      expect: 'No interface answers for the address of another.',
      passes: { finding: 'host.arp-flux', reading: 'not-seen' },
    },
    {
      id: 'neighbour',
      stage: 'after',
      action: 'Read the ARP table of the neighbour again',
      command: 'arp-server',
      expect: 'It holds the MAC of the interface that has the address.',
      passes: { finding: 'arp.other-interface-answers', reading: 'not-seen' },
    },
    {
      id: 'server-way-back',
      stage: 'after',
      action: 'Ask the server for the way back',
      command: 'host-routing',
      expect: 'The reply leaves by the interface that the request comes in on.',
      passes: { finding: 'host.reply-leaves-elsewhere', reading: 'not-seen' },
    },
  ],
} as const satisfies Pattern;
