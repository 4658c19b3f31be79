import type { CaptureDigest } from './facts/capture.ts';
import type { Fact } from './facts.ts';

/** Lines of one source, counted from 1, both ends included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** A place in what the person gave us. `quote` is at most 160 characters of it. */
export interface Citation {
  readonly source: string;
  readonly lines: readonly [number, number];
  readonly quote: string;
}

/** One blob as it was received, before anybody has read it. */
export interface RawEvidence {
  /** A name that a person recognises: a file's path, `paste-3`, `PA-A: show session id 4711`. Unique in a case. */
  readonly source: string;
  readonly text: string;
  readonly obtained: 'paste' | 'file' | 'upload' | 'api';
  /** Who looked, when the giver said so (case.yml, API provenance). The prompt in the text is read by the parser. */
  readonly observer?: string;
  /** The command, when the giver said so (API provenance). */
  readonly command?: string;
  /** Interface or capture stage, when the giver said so. */
  readonly point?: string;
  /** ISO 8601, when the giver said so. */
  readonly takenAt?: string;
  /** A packet capture, already read from its bytes; `text` is empty then. */
  readonly capture?: CaptureDigest;
}

export const EVIDENCE_KINDS = [
  'session-all',
  'session-id',
  'session-info',
  'tcp-state',
  'fib-lookup',
  'routing-route',
  'routing-fib',
  'advanced-routing-route',
  'advanced-routing-fib',
  'pbf-rule-all',
  'pbf-policy',
  'pbf-policy-match',
  'counter-global',
  'ha-state',
  'ha-all',
  'interface',
  'interface-all',
  'arp',
  'nat-policy',
  'traffic-log',
  'packet-diag-setting',
  'zone-protection',
  'system-info',
  'api-reply',
  'capture',
  'flow-basic',
  'traceroute',
  'ip-route-get',
  'ip-address',
  'ip-rule',
  'ip-route',
  'ip-neighbour',
  'routing-table-names',
  'sysctl',
  'kernel-log',
  'host-counters',
  'sockets',
  'conntrack',
  'ipvs',
  'iptables',
  'nftables',
  'mtr',
  'ping',
  'ifcfg',
  'network-manager',
  'netplan',
  'networkd',
  'interfaces-file',
  'host-service',
  'router-route',
  'router-cef',
  'router-forwarding-table',
  'router-exact-route',
  'router-load-sharing',
  'router-load-balance',
  'router-interfaces',
  'aws-instances',
  'aws-network-interfaces',
  'aws-route-tables',
  'aws-subnets',
  'aws-network-acls',
  'aws-security-groups',
  'aws-reachability',
  'aws-flow-log',
  'unknown',
] as const;

export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** What only a Linux host prints, or keeps in its files. */
export const LINUX_KINDS: ReadonlySet<EvidenceKind> = new Set([
  ...['traceroute', 'ip-route-get', 'ip-address', 'ip-rule', 'ip-route', 'ip-neighbour', 'routing-table-names'],
  ...['sysctl', 'kernel-log', 'host-counters', 'sockets', 'conntrack', 'iptables', 'nftables', 'mtr', 'ping', 'ipvs'],
  ...['ifcfg', 'network-manager', 'netplan', 'networkd', 'interfaces-file', 'host-service'],
] as const);

/**
 * One command's output (or one file's content) after reading.
 * `whole`: every line was understood. `part`: some were, `unread` names the others.
 * `none`: nothing was; `problem` says why. An output that says "there is nothing" (no session, no route)
 * is parsed `whole` and carries a fact that says so.
 */
export interface Evidence {
  /** `e1`, `e2`, … in the order of the sources and of the blocks in them. */
  readonly id: string;
  readonly source: string;
  /** The lines of the source that this block covers. */
  readonly lines: LineRange;
  readonly observer: string | null;
  readonly kind: EvidenceKind;
  readonly command: string | null;
  readonly point: string | null;
  readonly takenAt: string | null;
  readonly parsed: 'whole' | 'part' | 'none';
  readonly unread: readonly LineRange[];
  /** Why it could not be read, in a sentence for the person who gave it; null when it was read whole. */
  readonly problem: string | null;
  readonly facts: readonly Fact[];
}
