import type { Pattern } from '../model/pattern.ts';
import { OTHER_ADDRESS_ANSWERS } from './captured.ts';
import { REQUEST_UNANSWERED } from './handshake.ts';
import { TRANSLATED_ASTRAY } from './nowhere.ts';
import { REPORTED_OF_EVERY_PROTOCOL } from './reported.ts';
import { COMES_BACK } from './shared.ts';

export const rpFilterStrict = {
  id: 'rp-filter-strict',
  title: 'Strict reverse-path filtering drops the request',
  axis: 'split',
  mechanism:
    'With rp_filter at 1 (strict, RFC 3704) the server takes a packet only when its own way back to the sender leaves by the very interface that the packet came in on. With two interfaces and one routing table that way back leaves by the other one, so the kernel drops the request before anything on the server sees it, and says so only in a counter and, when asked to, in its log. The filter undoes half of the weak host model of Linux: requests are held to one interface, replies still choose theirs by destination only.',
  presents: [
    'A capture on the server shows the request arriving and no answer at all.',
    'The second address of a host with two interfaces does not answer, not even a ping from its own subnet.',
    'It started when a second interface or a new default route was added, or after a hardening profile set rp_filter to 1.',
    'The service answers by its first address and from the host itself.',
  ],
  clues: [
    OTHER_ADDRESS_ANSWERS,
    REQUEST_UNANSWERED,
    {
      finding: 'host.handshake-waits',
      when: 'seen',
      where: { side: 'server', answered: true },
      role: 'against',
      bits: 4,
      because: 'The server’s socket has answered the request, so its kernel took it.',
    },
    {
      finding: 'host.rp-filter-drops',
      when: 'seen',
      role: 'signature',
      slot: 'refused',
      bits: 4,
      because: 'By its own settings and routes the kernel refuses this packet.',
    },
    {
      finding: 'host.martian-logged',
      when: 'seen',
      role: 'signature',
      slot: 'dropped',
      bits: 4,
      because: 'The kernel logged this very client as a martian source.',
    },
    {
      finding: 'host.reverse-path-counter',
      when: 'seen',
      role: 'signature',
      slot: 'dropped',
      bits: 4,
      because: 'The counter of reverse-path drops moves.',
    },
    {
      finding: 'capture.reply-missing',
      when: 'seen',
      where: { place: 'server' },
      role: 'signature',
      slot: 'dropped',
      bits: 4,
      because: 'The request arrives at the server and nothing answers it.',
    },
    {
      finding: 'host.reply-leaves-elsewhere',
      when: 'seen',
      role: 'supports',
      bits: 2,
      because: 'The way back leaves by another interface, which is what the filter objects to.',
    },
    {
      finding: 'host.shared-subnet',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'Two interfaces in one subnet have one connected route between them that wins.',
    },
    {
      finding: 'host.rp-filter-drops',
      when: 'not-seen',
      role: 'against',
      bits: 4,
      because: 'The filter takes the request.',
    },
    {
      finding: 'host.martian-logged',
      when: 'not-seen',
      role: 'against',
      bits: 2,
      because: 'The kernel logs such packets and logged none of this client.',
    },
    {
      finding: 'host.reverse-path-counter',
      when: 'not-seen',
      role: 'against',
      bits: 2,
      because: 'The counter of reverse-path drops stands still.',
    },
    {
      finding: 'capture.reply-missing',
      when: 'seen',
      where: { place: 'server', routedBack: true },
      role: 'rules-out',
      bits: 4,
      because: 'The way back leaves by the interface that the request came in on, and such a request the filter takes.',
    },
    {
      finding: 'capture.reply-by-other-interface',
      when: 'seen',
      where: { place: 'server' },
      role: 'against',
      bits: 4,
      because: 'The server answers, so its kernel took the request.',
    },
    {
      finding: 'between.reply-elsewhere',
      when: 'seen',
      where: { sameDevice: true },
      role: 'against',
      bits: 4,
      because: 'The reply was captured leaving the host, so its kernel took the request.',
    },
    { finding: 'capture.both-directions', when: 'seen', role: 'against', bits: 4, because: 'The server answers.' },
    {
      finding: 'host.no-route',
      when: 'seen',
      role: 'against',
      bits: 1,
      because: 'Without any route back the filter is not what is wrong first.',
    },
    {
      finding: 'arp.other-interface-answers',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'ARP leads the request to the wrong interface; where the address is, the filter would take it.',
    },
    {
      finding: 'capture.request-on-other-interface',
      when: 'seen',
      role: 'against',
      bits: 4,
      because:
        'The request comes in on an interface that does not hold its address; on the right one it would be taken.',
    },
    ...REPORTED_OF_EVERY_PROTOCOL,
    ...COMES_BACK,
    ...TRANSLATED_ASTRAY,
  ],
  observersNeeded: 1,
  mustBeat: ['server-silent'],
  needs: [
    {
      band: 'confirmed',
      when: 'capture.request-on-other-interface',
      anyOf: [{ finding: 'host.arp-flux', when: 'not-seen' }],
      gap: 'The request comes in on an interface that does not hold its address, and whether the host’s own answers to ARP led it there is not known.',
    },
  ],
  explains: ['multihomed-weak-host', 'server-silent'],
  remedies: [
    {
      action:
        'Make the way back right: for each address of the second interface a rule `from ADDRESS lookup TABLE`, and in that table the connected route and the default route of its interface',
      where: 'the server',
      risk: 'medium',
      riskWhy: 'A wrong rule or table cuts the host off; keep a session over the other interface, or a console, open.',
      rollback: '`ip rule del` the rule and `ip route flush table TABLE`.',
    },
    {
      action:
        'Where both ways are meant to be used: loose mode on that interface, `sysctl -w net.ipv4.conf.IF.rp_filter=2`, kept in /etc/sysctl.d/; the larger of `all` and the interface is in force, so 2 there wins over 1 in `all`',
      where: 'the server, that interface only',
      risk: 'medium',
      riskWhy:
        'Forged sources are then refused only when no route leads to them, and the reply still leaves by the other interface.',
      rollback: 'Set the value back to 1.',
    },
    {
      action: 'Give the host one interface with several addresses instead of two interfaces in one subnet',
      where: 'the server and its network',
      risk: 'low',
      riskWhy: 'Addresses move between interfaces: for a moment neither answers.',
      rollback: 'Put the second interface back.',
    },
  ],
  doNot: [
    {
      action: 'Setting `all` to 0 while the interface stays at 1',
      because: 'The larger of the two values is in force, so the filter stays strict.',
    },
    {
      action: 'Only loosening the filter',
      because:
        'The request is then taken, but its reply leaves by the other interface, where the next stateful device or cloud drops it.',
    },
    {
      action: 'Opening the host firewall or the security group',
      because: 'The packet is dropped before those rules see it, so they show nothing.',
    },
    {
      action: 'Setting rp_filter to 0 on all interfaces',
      because:
        'It gives up the protection against forged sources everywhere, and the reply still leaves by the other interface.',
    },
    {
      action: 'Restarting the service or the network',
      because: 'The service never got the packet, and the same routes and settings come back.',
    },
  ],
  checklist: [
    {
      id: 'counter-before',
      stage: 'before',
      action: 'Read the counter of reverse-path drops on the server twice, a client trying in between',
      command: 'host-counters',
      expect: 'It moves.',
      passes: { finding: 'host.reverse-path-counter', reading: 'seen' },
    },
    {
      id: 'client-way-back',
      stage: 'after',
      action: 'Ask the server for the way back from the address that clients use',
      command: 'host-routing',
      expect: 'The reply leaves by the interface of that address.',
      passes: { finding: 'host.reply-leaves-elsewhere', reading: 'not-seen' },
    },
    {
      id: 'settings-again',
      stage: 'after',
      action: 'Show rules, routes and settings again',
      command: 'host-settings',
      expect: 'The filter takes the request on its interface.',
      passes: { finding: 'host.rp-filter-drops', reading: 'not-seen' },
    },
    {
      id: 'counter-after',
      stage: 'after',
      action: 'Read the counter twice again, a client trying in between',
      command: 'host-counters',
      expect: 'It stands still.',
      passes: { finding: 'host.reverse-path-counter', reading: 'not-seen' },
    },
  ],
} as const satisfies Pattern;
