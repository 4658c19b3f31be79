import type { FindingTable } from './table.ts';

/** A Linux host by its rules, tables, counters and sockets. */
export const HOST_FINDINGS = {
  /** A Linux server, by its rules, tables and settings. Where the reply leaves, with the rule and the table that decided. */
  'host.reply-next-hop': { group: 'forwarding', step: 'return-route' },
  /** …by another interface than the request came in on. */
  'host.reply-leaves-elsewhere': { group: 'forwarding', step: 'return-route' },
  'host.no-route': { group: 'forwarding', step: 'return-route' },
  /** A client on the link is answered via a gateway, because the policy table has no route for that link. */
  'host.connected-route-missing-in-policy-table': { group: 'forwarding', step: 'return-route' },
  /** Strict (or loose) reverse-path filtering refuses the request on the interface that it comes in on. */
  'host.rp-filter-drops': { group: 'config', step: 'path' },
  /** The server runs routing rules beside those that every kernel starts with. */
  'host.own-rules': { group: 'config', step: 'path' },
  /** A rule runs that stands in none of the configuration files shown. */
  'host.rule-not-persistent': { group: 'config', step: 'path' },
  'host.shared-subnet': { group: 'config', step: 'path' },
  'host.arp-flux': { group: 'config', step: 'path' },
  'host.martian-logged': { group: 'counters', step: 'counters' },
  'host.reverse-path-counter': { group: 'counters', step: 'counters' },
  'host.listen-drops': { group: 'counters', step: 'counters' },
  'host.invalid-drops': { group: 'counters', step: 'counters' },
  /** Of all that the host sends, a telling share is sent again. */
  'host.segments-retransmitted': { group: 'counters', step: 'counters' },
  /** The socket of the flow on one end: sent again and acknowledged then; data both ways. */
  'host.connection-retransmits': { group: 'session', step: 'session' },
  'host.connection-both-ways': { group: 'session', step: 'session' },
  /** …which waits in the handshake: on the server for the acknowledgement of its answer, on the client for an answer. */
  'host.handshake-waits': { group: 'session', step: 'session' },
  /** Connection tracking of a host has an entry of the flow that was never replied to. */
  'host.conntrack-one-way': { group: 'session', step: 'session' },
  /** The socket of the flow received its last data before the fix, and what it sends since is not acknowledged. */
  'host.quiet-since-fix': { group: 'session', step: 'session' },
  /** Connection tracking translates the flow to another address than newer ones; `way`: by its routes, new ones are right. */
  'nat.translation-outdated': { group: 'session', step: 'path' },
  /** Of the first packet, by the rules in their order. Values: `hook` (`forward`, or `input` of the server), `verdict`, `rule`. */
  'filter.refuses-flow': { group: 'config', step: 'path' },
  /** The rule that does so takes packets meanwhile. `specific`: it names the service or an end. */
  'filter.refusal-counted': { group: 'counters', step: 'counters' },
} as const satisfies FindingTable;
