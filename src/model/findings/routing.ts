import type { FindingTable } from './table.ts';

/** Which way a firewall, a trace or a server's gateway sends the flow: FIB, translation, policy-based forwarding, ARP. */
export const ROUTING_FINDINGS = {
  /** The FIB sends the reply to the client by another interface than the request came in on. */
  'fib.return-leaves-elsewhere': { group: 'forwarding', step: 'return-route' },
  /** …and that interface is in another zone. */
  'fib.return-other-zone': { group: 'forwarding', step: 'return-route' },
  /** …and both interfaces carry a default route: two internet links. */
  'fib.return-by-other-isp': { group: 'forwarding', step: 'return-route' },
  'fib.no-return-route': { group: 'forwarding', step: 'return-route' },
  'fib.no-forward-route': { group: 'forwarding', step: 'path' },
  /** Default routes by more than one interface. */
  'fib.two-defaults': { group: 'config', step: 'path' },
  /** Several equal routes back to the client. */
  'fib.ecmp-return': { group: 'config', step: 'path' },
  /** The session leaves by another interface than the FIB would choose now, and no PBF rule explains it. */
  'fib.forward-differs-from-session': { group: 'forwarding', step: 'path' },
  /** The address that the client is translated to belongs to another interface than the session leaves by. */
  'nat.source-of-other-interface': { group: 'config', step: 'path' },
  /** The server is translated to an address on the client's own network, and the client is not translated. */
  'nat.u-turn': { group: 'config', step: 'path' },
  /** A rule names the flow's addresses and leaves its session untranslated, for its zones are others. `side`: source, destination. */
  'nat.rule-misses-flow': { group: 'config', step: 'path' },
  /** A Linux gateway translates the client to an address that is on its link and that it does not have. */
  'nat.address-not-answered': { group: 'config', step: 'path' },
  /** A PBF rule takes the flow's first packet. */
  'pbf.forward-match': { group: 'config', step: 'path' },
  /** The PBF egress is not where the FIB would send the packet. */
  'pbf.egress-differs-from-fib': { group: 'forwarding', step: 'path' },
  /** The rule enforces symmetric return, or another rule steers the reply back the same way. */
  'pbf.return-covered': { group: 'config', step: 'path' },
  'pbf.next-hop-down': { group: 'config', step: 'path' },
  'arp.next-hop-unresolved': { group: 'forwarding', step: 'path' },
  /** A neighbour holds the MAC of another interface of the server for its address. */
  'arp.other-interface-answers': { group: 'forwarding', step: 'path' },
  /** A trace from the server to the client that does not pass this firewall. */
  'path.return-skips-firewall': { group: 'forwarding', step: 'return-route' },
  /** Probes of one size are lost and smaller ones get through, unfragmented. `answered`: a device said that they are too big. */
  'path.large-packets-lost': { group: 'forwarding', step: 'path' },
  /** Some probes between the ends are lost and others come back. */
  'path.probes-lost': { group: 'forwarding', step: 'path' },
  /** The server's gateway towards the client is not this firewall. */
  'path.server-gateway-elsewhere': { group: 'config', step: 'return-route' },
} as const satisfies FindingTable;
