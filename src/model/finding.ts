import type { Citation } from './evidence.ts';
import type { Direction } from './flow.ts';

/** Who speaks: witnesses of one group that agree count as one. */
export type SourceGroup = 'session' | 'capture' | 'forwarding' | 'counters' | 'config' | 'person';

/** The five steps of the debug sequence, in their order. */
export const STEP_IDS = ['session', 'capture', 'return-route', 'path', 'counters'] as const;
export type StepId = (typeof STEP_IDS)[number];

/**
 * Every finding that an analyzer can state: the group that it counts in and the step that it belongs to.
 * A code is a noun that stays true for all three readings ("return-unseen" can be seen, not seen, or undecidable).
 */
export const FINDINGS = {
  /** The firewall has (or had) a session for the flow. */
  'session.found': { group: 'session', step: 'session' },
  /** c2s carried bytes and s2c none at all. */
  'session.return-unseen': { group: 'session', step: 'session' },
  /** Between two readings c2s grew and s2c did not. */
  'session.return-frozen': { group: 'session', step: 'session' },
  /** Between two readings both directions grew. */
  'session.both-directions-grow': { group: 'session', step: 'session' },
  /** One reading with bytes in both directions. */
  'session.both-directions-seen': { group: 'session', step: 'session' },
  /** The handshake never completed and the session aged out. */
  'session.handshake-aged-out': { group: 'session', step: 'session' },
  /** An established connection was removed for being idle. `overTimeout`: it lasted at least the timeout that is in force. */
  'session.idle-aged-out': { group: 'session', step: 'session' },
  'session.reset-by-server': { group: 'session', step: 'session' },
  'session.reset-by-client': { group: 'session', step: 'session' },
  /** Refused by policy: a deny log, end reason policy-deny, or a DISCARD session. */
  'session.denied': { group: 'session', step: 'session' },
  /** The first packet that this firewall saw came from the server: its c2s is the flow's s2c. */
  'session.reversed': { group: 'session', step: 'session' },
  'session.from-peer': { group: 'session', step: 'session' },
  'session.pbf-forward': { group: 'session', step: 'path' },
  'session.pbf-return': { group: 'session', step: 'path' },
  /** The broken session started before the moment that a person gave as the fix. */
  'session.older-than-fix': { group: 'person', step: 'session' },
  /** The broken session of before the fix is no longer there since. */
  'session.gone-since-fix': { group: 'person', step: 'session' },
  /** An older session of the same ends is one-way while a newer one carries both directions. */
  'session.newer-flow-healthy': { group: 'session', step: 'session' },

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

  'counter.non-syn-drops': { group: 'counters', step: 'counters' },
  /** Non-SYN drops moved in an earlier window and not in a later one. */
  'counter.non-syn-burst-over': { group: 'counters', step: 'counters' },
  'counter.out-of-window': { group: 'counters', step: 'counters' },
  'counter.zone-change': { group: 'counters', step: 'counters' },
  'counter.policy-deny': { group: 'counters', step: 'counters' },
  'counter.no-route': { group: 'counters', step: 'counters' },
  'counter.no-arp': { group: 'counters', step: 'counters' },
  'counter.mtu-exceeded': { group: 'counters', step: 'counters' },
  'counter.protection-drops': { group: 'counters', step: 'counters' },
  /** What the protection profile of a zone dropped between two readings. `kind`: flood, packet, spoof or state. */
  'protection.zone-drops': { group: 'counters', step: 'counters' },
  /** A window in which none of the counters that asymmetry moves did move. */
  'counter.quiet': { group: 'counters', step: 'counters' },
  /** The listing was filtered by severity, so TCP warnings could not show. */
  'counter.warnings-hidden': { group: 'counters', step: 'counters' },
  /** A counter name that no device is known to print. */
  'counter.unknown-to-vendor': { group: 'counters', step: 'counters' },
  'interface.zone-change': { group: 'counters', step: 'counters' },
  'interface.flow-state': { group: 'counters', step: 'counters' },

  'ha.active-active': { group: 'config', step: 'path' },
  /** A unit changed its HA state within the last quarter of an hour. */
  'ha.recent-change': { group: 'config', step: 'path' },
  'ha.state-sync-broken': { group: 'config', step: 'path' },
  'ha.peer-unreachable': { group: 'config', step: 'path' },
  /** The link by which the units of an active/active pair hand packets to each other (HA3). */
  'ha.forwarding-link-down': { group: 'config', step: 'path' },
  'settings.asymmetric-bypass': { group: 'config', step: 'counters' },
  'settings.non-syn-accepted': { group: 'config', step: 'counters' },
  /** A host's first keepalive would go out only after a device on the way has forgotten the idle connection. */
  'settings.keepalive-too-late': { group: 'config', step: 'session' },

  /**
   * One half of the flow at one firewall and the other half at another. `haPair` tells whether they are one HA pair.
   * The other firewall, which drops the replies, is a witness apart from the session that lacks them.
   */
  'between.halves-on-two-firewalls': { group: 'counters', step: 'session' },
  /** One firewall has the session and the other, asked for it, has none. */
  'between.session-on-one': { group: 'session', step: 'session' },

  /** Packets of the flow at one place. Values of all `capture.*`: `where`, and `place` (firewall, server, client or null). */
  'capture.flow-found': { group: 'capture', step: 'capture' },
  /** Requests pass and no reply comes back; `compared`: other conversations there show both directions. */
  'capture.reply-missing': { group: 'capture', step: 'capture' },
  /** Replies pass and not the requests that they answer. */
  'capture.request-missing': { group: 'capture', step: 'capture' },
  /** Each direction acknowledges the other. */
  'capture.both-directions': { group: 'capture', step: 'capture' },
  'capture.handshake-complete': { group: 'capture', step: 'capture' },
  'capture.syn-repeated': { group: 'capture', step: 'capture' },
  'capture.syn-ack-repeated': { group: 'capture', step: 'capture' },
  'capture.reset-by-server': { group: 'capture', step: 'capture' },
  'capture.reset-by-client': { group: 'capture', step: 'capture' },
  /** A reset whose TTL is not that of its sender's other packets. */
  'capture.reset-forged': { group: 'capture', step: 'capture' },
  /** One end acknowledges data that never passed here. */
  'capture.acked-unseen': { group: 'capture', step: 'capture' },
  /** TTL or neighbour alternates within one direction. */
  'capture.path-alternates': { group: 'capture', step: 'capture' },
  /** The reply's source MAC is not the request's destination MAC. */
  'capture.reply-from-other-neighbour': { group: 'capture', step: 'capture' },
  /** The reply's destination MAC is not the request's source MAC. */
  'capture.reply-to-other-neighbour': { group: 'capture', step: 'capture' },
  /** In one capture of several interfaces. */
  'capture.reply-by-other-interface': { group: 'capture', step: 'capture' },
  /** Requests come to an interface of the server that does not hold their address. `onLink`: the client is a neighbour. */
  'capture.request-on-other-interface': { group: 'capture', step: 'capture' },
  /** Captured ARP: another interface than its holder's answers for the server's address. `sameHost`: all are of one host. */
  'capture.arp-two-answers': { group: 'capture', step: 'capture' },
  'capture.vlan-differs': { group: 'capture', step: 'capture' },
  'capture.redirected': { group: 'capture', step: 'capture' },
  'capture.unreachable': { group: 'capture', step: 'capture' },
  'capture.fragmentation-needed': { group: 'capture', step: 'capture' },
  'capture.ttl-exceeded': { group: 'capture', step: 'capture' },
  'capture.loop': { group: 'capture', step: 'capture' },
  'capture.large-packets-vanish': { group: 'capture', step: 'capture' },
  /** Segments of one direction are sent again here and there, and get through then. */
  'capture.segments-lost': { group: 'capture', step: 'capture' },
  /** Another address than the one that was asked answers a SYN, with the number that only its receiver can know. */
  'capture.reply-from-other-address': { group: 'capture', step: 'capture' },
  /** Silence in a connection that worked, and what comes after it is not answered. `overTimeout`: longer than a device remembers. */
  'capture.idle-gap': { group: 'capture', step: 'capture' },
  'capture.duplicates': { group: 'capture', step: 'capture' },
  /** The limits of a capture: each keeps a missing half from being read as one. */
  'capture.late-start': { group: 'capture', step: 'capture' },
  'capture.one-sided': { group: 'capture', step: 'capture' },
  'capture.packets-dropped': { group: 'capture', step: 'capture' },
  'capture.offload': { group: 'capture', step: 'capture' },
  /** The capture's own filter asks for one direction only. */
  'capture.filter-one-way': { group: 'capture', step: 'capture' },
  /** The firewall's hardware forwards the session, so that its packets do not reach the CPU that captures. */
  'capture.session-offloaded': { group: 'session', step: 'capture' },
  /** It lacks packets that somebody else saw pass, and a limit of its own tells why. Values: `limit`, `witness`. */
  'capture.misses-packets': { group: 'capture', step: 'capture' },
  /** Stage captures of one firewall: received, and not transmitted. */
  'capture.dropped-inside': { group: 'capture', step: 'capture' },
  'capture.in-drop-stage': { group: 'capture', step: 'capture' },
  /** Requests captured at one place, their replies at another that the requests do not pass, or past the first. */
  'between.reply-elsewhere': { group: 'capture', step: 'capture' },
  'between.reply-lost': { group: 'capture', step: 'capture' },
  'between.request-lost': { group: 'capture', step: 'capture' },
  'between.translated': { group: 'capture', step: 'capture' },
  /** A session or a socket carries both directions of a connection that a capture does not hold whole. */
  'between.capture-contradicted': { group: 'session', step: 'capture' },
  'between.clock-offset': { group: 'capture', step: 'capture' },

  /** An interface that must pass packets of others has its check on. Values: `forwards` is true where a route leads to it. */
  'aws.source-dest-check-on': { group: 'config', step: 'path' },
  /** The reply leaves by an interface in AWS that does not hold its source address. Seen where the check there is on. */
  'aws.reply-fails-source-check': { group: 'config', step: 'return-route' },
  /** …and captured: the reply left there, and the client's own capture lacks it. */
  'aws.reply-lost-past-interface': { group: 'capture', step: 'capture' },
  'aws.two-interfaces-one-subnet': { group: 'config', step: 'path' },
  /** `how`: `around` every appliance, or through an `other-appliance`. */
  'aws.return-route-bypasses-appliance': { group: 'config', step: 'return-route' },
  'aws.forward-route-bypasses-appliance': { group: 'config', step: 'path' },
  'aws.blackhole-route': { group: 'config', step: 'path' },
  'aws.acl-denies-request': { group: 'config', step: 'path' },
  'aws.acl-denies-reply': { group: 'config', step: 'return-route' },
  'aws.security-group-denies-request': { group: 'config', step: 'path' },
  // A flow log counts packets that crossed one interface, each direction by itself: it is a capture without the bytes,
  // and knows nothing of a firewall's sessions. So it is a witness of the group `capture`.
  'aws.flow-log-request-rejected': { group: 'capture', step: 'capture' },
  'aws.flow-log-reply-rejected': { group: 'capture', step: 'capture' },
  'aws.flow-log-reply-missing': { group: 'capture', step: 'capture' },
  /** One end's interface let it out and the other end's never saw it. */
  'aws.flow-log-lost-between': { group: 'capture', step: 'capture' },
  /** What Reachability Analyzer concludes from the configuration, as it says it. */
  'aws.reachability-blocked': { group: 'config', step: 'path' },

  /** The ways of the flow through the tables of all devices. `path` is the way hop by hop; missing hops are named. */
  'walk.forward-path': { group: 'forwarding', step: 'path' },
  'walk.return-path': { group: 'forwarding', step: 'return-route' },
  /** The reply passes other devices than the request. `at` is the last one that both pass, from the server on. */
  'walk.paths-part': { group: 'forwarding', step: 'path' },
  /** The tables hand packets of the flow round in a circle. */
  'walk.loop': { group: 'forwarding', step: 'path' },
  /** A device on the way has no route for packets of the flow. `translated`: for the address that the client is translated to. */
  'walk.no-route': { group: 'forwarding', step: 'path' },
  /** A trace meets the same routers again and again. */
  'walk.trace-loop': { group: 'forwarding', step: 'path' },
  'walk.return-skips-firewall': { group: 'forwarding', step: 'return-route' },
  /** Several equal paths for the flow on a router or host. */
  'walk.equal-paths': { group: 'config', step: 'path' },
  /** …over which packets are spread one by one, not flow by flow. */
  'walk.per-packet-balancing': { group: 'config', step: 'path' },

  /** A balancer that serves the flow: the server answers past it by design; it leaves the client's address as it is. */
  'balancer.direct-return': { group: 'config', step: 'return-route' },
  'balancer.keeps-client': { group: 'config', step: 'return-route' },

  /** A Linux server, by its rules, tables and settings. Where the reply leaves, with the rule and the table that decided. */
  'host.reply-next-hop': { group: 'forwarding', step: 'return-route' },
  /** …by another interface than the request came in on. */
  'host.reply-leaves-elsewhere': { group: 'forwarding', step: 'return-route' },
  'host.no-route': { group: 'forwarding', step: 'return-route' },
  /** A client on the link is answered via a gateway, because the policy table has no route for that link. */
  'host.connected-route-missing-in-policy-table': { group: 'forwarding', step: 'return-route' },
  /** Strict (or loose) reverse-path filtering refuses the request on the interface that it comes in on. */
  'host.rp-filter-drops': { group: 'config', step: 'path' },
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
  /** Connection tracking of a host has an entry of the flow that was never replied to. */
  'host.conntrack-one-way': { group: 'session', step: 'session' },

  /**
   * What the half-open ones of many flows have in common. `groups`: where they are; `hasFlow`: the flow in question is
   * one of them. Said only when chance does not explain it.
   */
  'blast.by-egress': { group: 'session', step: 'path' },
  'blast.by-zone-pair': { group: 'session', step: 'path' },
  'blast.by-client-subnet': { group: 'session', step: 'path' },
  'blast.by-server': { group: 'session', step: 'session' },
  /** A hash of addresses or ports, named in `hash`. */
  'blast.by-hash': { group: 'session', step: 'path' },
  /** The server and port of the flow, which is half-open, have whole flows with other clients. */
  'blast.server-answers-others': { group: 'session', step: 'session' },

  'symptom.intermittent': { group: 'person', step: 'session' },
  'symptom.ping-works': { group: 'person', step: 'session' },
  'symptom.tcp-fails': { group: 'person', step: 'session' },
  'symptom.some-users': { group: 'person', step: 'session' },
  'symptom.one-way': { group: 'person', step: 'session' },
  'symptom.started-after-change': { group: 'person', step: 'path' },
  'symptom.tcp-only': { group: 'person', step: 'session' },
  'symptom.after-failover': { group: 'person', step: 'path' },
} as const satisfies Record<string, { readonly group: SourceGroup; readonly step: StepId }>;

export type FindingCode = keyof typeof FINDINGS;

/**
 * `not-seen` is said only when the source could have shown it (right device, right time, complete output);
 * everything else is `could-not-tell` and weighs nothing.
 */
export type FindingReading = 'seen' | 'not-seen' | 'could-not-tell';

export type FindingValue = string | number | boolean | null;

/** What an analyzer states. It never names a cause. `observers` are the devices that it is about, none for a person. */
export interface Finding {
  /** `f1`, `f2`, … in the order of steps, codes and observers. */
  readonly id: string;
  readonly code: FindingCode;
  readonly observers: readonly string[];
  readonly direction: Direction | null;
  readonly reading: FindingReading;
  readonly values: Readonly<Record<string, FindingValue>>;
  readonly citations: readonly Citation[];
}

/** A finding before it has its number. */
export type Observation = Omit<Finding, 'id'>;
