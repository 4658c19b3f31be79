import type { Pattern } from '../model/pattern.ts';
import { OTHER_ADDRESS_ANSWERS } from './captured.ts';
import { ANSWER_NOT_ACKNOWLEDGED, REQUEST_UNANSWERED } from './handshake.ts';
import { REPORTED } from './shared.ts';

export const onlinkViaGateway = {
  id: 'onlink-via-gateway',
  title: 'Neighbours are answered through the gateway',
  axis: 'split',
  mechanism:
    'Source-based rules make a host of the strong model out of one of the weak model, and they must do it wholly. A policy table that holds only a default route sends everything to the gateway, neighbours on the same link too: the connected route stands in the main table, which the rule for this source never asks. The request comes straight from the neighbour and the reply goes through the gateway, so a stateful gateway or firewall sees one half.',
  presents: [
    'Clients of other networks work, clients of the same subnet do not, or only by way of redirects.',
    'It started when source-based routing was set up.',
    'In a capture the reply carries the MAC address of the gateway although the client is a neighbour.',
    'The gateway logs packets out of state, or sends ICMP redirects.',
  ],
  clues: [
    OTHER_ADDRESS_ANSWERS,
    { ...ANSWER_NOT_ACKNOWLEDGED, role: 'supports', bits: 2 },
    REQUEST_UNANSWERED,
    {
      finding: 'host.connected-route-missing-in-policy-table',
      when: 'seen',
      role: 'signature',
      slot: 'table',
      bits: 4,
      because: 'The table that answers lacks the route of its own subnet.',
    },
    {
      finding: 'capture.reply-to-other-neighbour',
      when: 'seen',
      role: 'signature',
      slot: 'wire',
      bits: 2,
      because: 'The reply goes to another neighbour than the request came from.',
    },
    {
      finding: 'capture.redirected',
      when: 'seen',
      role: 'signature',
      slot: 'wire',
      bits: 4,
      because: 'The gateway tells the server of the shorter way.',
    },
    {
      finding: 'session.reversed',
      when: 'seen',
      role: 'signature',
      slot: 'wire',
      bits: 2,
      because: 'The firewall saw the reply first: it is not on the way of the request.',
    },
    {
      finding: 'host.reply-leaves-elsewhere',
      when: 'not-seen',
      role: 'supports',
      bits: 1,
      because: 'The interface is right; only the next hop is not.',
    },
    {
      finding: 'host.connected-route-missing-in-policy-table',
      when: 'not-seen',
      role: 'against',
      bits: 4,
      because: 'The neighbour is answered directly.',
    },
    {
      finding: 'capture.reply-to-other-neighbour',
      when: 'not-seen',
      role: 'against',
      bits: 2,
      because: 'The reply goes to the neighbour that the request came from.',
    },
    {
      finding: 'host.rp-filter-drops',
      when: 'seen',
      role: 'against',
      bits: 2,
      because: 'The request is dropped before any reply.',
    },
    ...REPORTED,
  ],
  observersNeeded: 1,
  mustBeat: [],
  explains: ['return-path-bypass'],
  remedies: [
    {
      action:
        'Add the connected route to the policy table: `ip route add SUBNET dev IF src ADDRESS table TABLE` (`ip -6` for IPv6), and keep it: `+ipv4.routes "SUBNET table=TABLE"` with nmcli, a route with `scope: link` and `table:` in netplan, `[Route]` with `Destination=`, `Scope=link` and `Table=` in systemd-networkd, a line in route-IF',
      where: 'the server',
      risk: 'low',
      riskWhy: 'It only touches packets from that address to that subnet.',
      rollback: '`ip route del SUBNET table TABLE`.',
    },
    {
      action:
        'Or ask the main table first without its default route: `ip rule add pref 100 lookup main suppress_prefixlength 0`',
      where: 'the server',
      risk: 'medium',
      riskWhy: 'All specific routes of the main table then win over every policy table.',
      rollback: '`ip rule del pref 100`.',
    },
  ],
  doNot: [
    { action: 'Turning off ICMP redirects', because: 'They are a symptom; the detour stays.' },
    {
      action: 'Taking the rules away again, or restarting the network',
      because: 'Without the rules the reply leaves by the wrong interface; with them the same table comes back.',
    },
    {
      action: 'Setting rp_filter to 0 or 2 everywhere',
      because: 'The filter takes these requests: the interface is right, and only the next hop is wrong.',
    },
    { action: 'A host route to each client', because: 'It mends one client and leaves the next.' },
    {
      action: 'Loosening the firewall’s state checks',
      because: 'It hides the detour and gives up inspection for that zone.',
    },
  ],
  checklist: [
    {
      id: 'neighbour-way-before',
      stage: 'before',
      action: 'Ask the server for the way back to the neighbour',
      command: 'host-routing',
      expect: 'It names the gateway.',
      passes: { finding: 'host.connected-route-missing-in-policy-table', reading: 'seen' },
    },
    {
      id: 'neighbour-way-after',
      stage: 'after',
      action: 'Ask again for the way back to the neighbour',
      command: 'host-routing',
      expect: 'It names no gateway: the neighbour itself is the next hop.',
      passes: { finding: 'host.connected-route-missing-in-policy-table', reading: 'not-seen' },
    },
    {
      id: 'routes-kept',
      stage: 'after',
      action: 'Compare the running routes and rules with the configuration files',
      command: 'host-files',
      expect: 'Each stands in a file.',
      passes: { finding: 'host.rule-not-persistent', reading: 'not-seen' },
    },
  ],
} as const satisfies Pattern;
