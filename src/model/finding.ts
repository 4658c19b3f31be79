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
  /** A PBF rule takes the flow's first packet. */
  'pbf.forward-match': { group: 'config', step: 'path' },
  /** The PBF egress is not where the FIB would send the packet. */
  'pbf.egress-differs-from-fib': { group: 'forwarding', step: 'path' },
  /** The rule enforces symmetric return, or another rule steers the reply back the same way. */
  'pbf.return-covered': { group: 'config', step: 'path' },
  'pbf.next-hop-down': { group: 'config', step: 'path' },
  'arp.next-hop-unresolved': { group: 'forwarding', step: 'path' },
  /** A trace from the server to the client that does not pass this firewall. */
  'path.return-skips-firewall': { group: 'forwarding', step: 'return-route' },
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
  'settings.asymmetric-bypass': { group: 'config', step: 'counters' },
  'settings.non-syn-accepted': { group: 'config', step: 'counters' },

  /**
   * One half of the flow at one firewall and the other half at another. `haPair` tells whether they are one HA pair.
   * The other firewall, which drops the replies, is a witness apart from the session that lacks them.
   */
  'between.halves-on-two-firewalls': { group: 'counters', step: 'session' },
  /** One firewall has the session and the other, asked for it, has none. */
  'between.session-on-one': { group: 'session', step: 'session' },

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
