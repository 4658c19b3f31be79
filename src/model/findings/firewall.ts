import type { FindingTable } from './table.ts';

/** What a firewall counts, and how it is set: counters, protection, high availability, settings. */
export const FIREWALL_FINDINGS = {
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
} as const satisfies FindingTable;
