import type { Citation } from '../evidence.ts';
import type { Protocol } from '../flow.ts';
import type { At, Socket } from './at.ts';

/** One row of `show session all`. `from` and `to` are the zones. Translated sockets equal the originals without NAT. */
export interface SessionRow extends At {
  readonly kind: 'session-row';
  readonly id: number;
  readonly vsys: string | null;
  readonly application: string;
  readonly state: string;
  readonly type: string;
  readonly flags: string;
  readonly protocol: Protocol;
  readonly source: Socket;
  readonly translatedSource: Socket;
  readonly destination: Socket;
  readonly translatedDestination: Socket;
  readonly from: string;
  readonly to: string;
  readonly rule: string | null;
  readonly ingress: string | null;
  readonly egress: string | null;
  readonly startTime: string | null;
  /** Both directions together: it has no direction and can never prove one-way traffic. */
  readonly totalBytes: number | null;
}

/** One half of a session. `pbfRule` is the rule that forwards this half, when one does. */
export interface SessionHalf {
  readonly source: string | null;
  readonly zone: string | null;
  readonly destination: string | null;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  readonly protocol: Protocol | null;
  readonly state: string | null;
  readonly type: string | null;
  readonly pbfRule: string | null;
}

/** `show session id N`. c2s is the direction of the first packet that this firewall saw. Bytes and packets are totals. */
export interface SessionDetail extends At {
  readonly kind: 'session-detail';
  /** Null for an XML reply that came without its command: it does not repeat the id. */
  readonly id: number | null;
  readonly c2s: SessionHalf;
  readonly s2c: SessionHalf;
  readonly startTime: string | null;
  readonly timeoutSeconds: number | null;
  readonly timeToLiveSeconds: number | null;
  readonly bytesC2s: number | null;
  readonly bytesS2c: number | null;
  readonly packetsC2s: number | null;
  readonly packetsS2c: number | null;
  readonly vsys: string | null;
  readonly application: string | null;
  readonly rule: string | null;
  readonly natRule: string | null;
  readonly translation: string | null;
  /** True when the session was created on the HA peer ("synced from" or "updated by HA peer"). */
  readonly fromPeer: boolean | null;
  readonly layer7: string | null;
  readonly offloaded: boolean | null;
  readonly ingress: string | null;
  readonly egress: string | null;
  readonly trackerStage: string | null;
  readonly endReason: string | null;
  /** Citations of the single lines that findings quote. */
  readonly quotes: {
    readonly bytesC2s: Citation | null;
    readonly bytesS2c: Citation | null;
    readonly endReason: Citation | null;
    readonly trackerStage: Citation | null;
    readonly fromPeer: Citation | null;
    readonly pbf: Citation | null;
    readonly startTime: Citation | null;
    readonly ingress: Citation | null;
    readonly egress: Citation | null;
  };
}

/**
 * The firewall was asked and has no such session. `filter` is what it was asked for, when the command shows it.
 * `no-active-sessions` answers a listing, `bad-key` answers an id that is gone.
 */
export interface SessionAbsent extends At {
  readonly kind: 'session-absent';
  readonly reason: 'no-active-sessions' | 'bad-key';
  readonly sessionId: number | null;
  readonly filter: Readonly<Record<string, string>>;
}

/** `show session info`: what is in force. Times in seconds. */
export interface SessionSettings extends At {
  readonly kind: 'session-settings';
  readonly rejectNonSyn: boolean | null;
  readonly hardwareOffload: boolean | null;
  readonly active: number | null;
  readonly maximum: number | null;
  readonly tcpInitSeconds: number | null;
  readonly tcpHandshakeSeconds: number | null;
  readonly tcpSeconds: number | null;
  readonly tcpHalfClosedSeconds: number | null;
  readonly dataplane: string | null;
}

/** `show running tcp state`: what happens to a packet of a session whose other half is not seen. */
export interface TcpSettings extends At {
  readonly kind: 'tcp-settings';
  readonly asymmetricPath: 'drop' | 'bypass' | null;
}

/** Where a packet would go. `address` is a next hop; `connected` needs none; `router` hands over to another one. */
export type NextHop =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'connected' }
  | { readonly kind: 'host' }
  | { readonly kind: 'discard' }
  | { readonly kind: 'router'; readonly name: string }
  | { readonly kind: 'none' };

/** `test routing fib-lookup`. It shows one path, even of several equal ones. */
export interface FibLookup extends At {
  readonly kind: 'fib-lookup';
  readonly router: string | null;
  /** The address asked for; from the command or the output. The XML reply does not repeat it. */
  readonly destination: string | null;
  readonly nextHop: NextHop;
  readonly interface: string | null;
  readonly sourceAddress: string | null;
  readonly metric: number | null;
}

export type RouteProtocol = 'connected' | 'host' | 'static' | 'rip' | 'ospf' | 'bgp' | 'internal' | 'other';

/** One row of `show routing route` or `show advanced-routing route`. */
export interface Route extends At {
  readonly kind: 'route';
  readonly router: string | null;
  readonly prefix: string;
  readonly nextHop: NextHop;
  readonly interface: string | null;
  readonly metric: number | null;
  readonly active: boolean;
  readonly ecmp: boolean;
  readonly protocol: RouteProtocol;
  readonly ageSeconds: number | null;
}

/** One row of `show routing fib` or `show advanced-routing fib`. */
export interface FibEntry extends At {
  readonly kind: 'fib-entry';
  readonly router: string | null;
  readonly prefix: string;
  readonly nextHop: NextHop;
  readonly interface: string | null;
  readonly ecmp: boolean;
  readonly mtu: number | null;
}

/** A policy-based forwarding rule, from any of the three commands. `null` where that command does not show it. */
export interface PbfRule extends At {
  readonly kind: 'pbf-rule';
  readonly name: string;
  /** `show pbf rule all` cuts names at ten characters. */
  readonly nameCut: boolean;
  readonly id: number | null;
  readonly active: boolean | null;
  readonly action: string | null;
  readonly egress: string | null;
  readonly nextHop: string | null;
  readonly nextHopUp: boolean | null;
  readonly from: readonly string[] | null;
  readonly source: readonly string[] | null;
  readonly destination: readonly string[] | null;
  readonly service: readonly string[] | null;
  readonly symmetricReturn: boolean | null;
}

/** `test pbf-policy-match`: what was asked, and the name of the rule that matched (null when none did). */
export interface PbfMatch extends At {
  readonly kind: 'pbf-match';
  readonly from: string | null;
  readonly source: string | null;
  readonly destination: string | null;
  readonly port: number | null;
  readonly protocol: Protocol | null;
  readonly rule: string | null;
}

/** One row of `show counter global`, together with how it was sampled. */
export interface Counter extends At {
  readonly kind: 'counter';
  readonly name: string;
  readonly value: number;
  readonly rate: number | null;
  readonly severity: string | null;
  readonly category: string | null;
  readonly aspect: string | null;
  readonly description: string | null;
}

/** How a counter listing was taken. A listing without a row for a counter says that it did not move, if it could have shown it. */
export interface CounterSampling extends At {
  readonly kind: 'counter-sampling';
  /** True for `delta yes`: values count from the previous delta reading. Null when the command is not known. */
  readonly delta: boolean | null;
  readonly elapsedSeconds: number | null;
  readonly severityFilter: string | null;
  readonly packetFilter: boolean;
  readonly nameFilter: string | null;
}

export type HaMode = 'active-passive' | 'active-active' | 'off';

/** `show high-availability state` or `all`, as this unit sees itself and its peer. Durations in seconds. */
export interface HaState extends At {
  readonly kind: 'ha-state';
  readonly mode: HaMode | null;
  readonly local: string | null;
  readonly peer: string | null;
  readonly localSeconds: number | null;
  readonly peerSeconds: number | null;
  readonly peerConnected: boolean | null;
  readonly stateSync: string | null;
  readonly deviceId: number | null;
  readonly sessionOwner: string | null;
  readonly sessionSetup: string | null;
  /** The HA3 link, by which the units of an active/active pair hand packets to each other, as this unit sees it. */
  readonly forwardingLinkUp: boolean | null;
  readonly lastReason: string | null;
}

/** An interface as configured and up. `router` is the virtual or logical router it forwards in. */
export interface Interface extends At {
  readonly kind: 'interface';
  readonly name: string;
  readonly zone: string | null;
  readonly router: string | null;
  readonly vsys: string | null;
  readonly tag: number | null;
  readonly addresses: readonly string[];
  readonly up: boolean | null;
}

/** Logical drop counters of one interface since boot or clear: totals, so they prove nothing without a second reading. */
export interface InterfaceCounters extends At {
  readonly kind: 'interface-counters';
  readonly name: string;
  readonly zone: string | null;
  readonly flowState: number | null;
  readonly zoneChange: number | null;
  readonly noRoute: number | null;
  readonly noArp: number | null;
  readonly received: number | null;
  readonly sent: number | null;
}

export interface ArpEntry extends At {
  readonly kind: 'arp';
  readonly interface: string;
  readonly address: string;
  /** Null while unresolved. */
  readonly mac: string | null;
  readonly port: string | null;
  readonly status: 'static' | 'complete' | 'expiring' | 'incomplete' | null;
}

export interface NatRule extends At {
  readonly kind: 'nat-rule';
  readonly name: string;
  readonly type: string | null;
  readonly from: readonly string[];
  readonly source: readonly string[];
  readonly to: readonly string[];
  readonly destination: readonly string[];
  readonly translation: string | null;
}

/** One traffic log record. Only the session's owner writes it. */
export interface TrafficLog extends At {
  readonly kind: 'traffic-log';
  readonly generatedAt: string | null;
  readonly startedAt: string | null;
  readonly device: string | null;
  readonly protocol: Protocol | null;
  readonly source: Socket;
  readonly destination: Socket;
  readonly translatedSource: Socket | null;
  readonly translatedDestination: Socket | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly ingress: string | null;
  readonly egress: string | null;
  readonly sessionId: number | null;
  readonly application: string | null;
  readonly rule: string | null;
  readonly action: string | null;
  readonly endReason: string | null;
  readonly bytesSent: number | null;
  readonly bytesReceived: number | null;
  readonly packetsSent: number | null;
  readonly packetsReceived: number | null;
  readonly pbfC2s: boolean | null;
  readonly pbfS2c: boolean | null;
  readonly symmetricReturn: boolean | null;
}

/** One mechanism of the protection profile of a zone, from `show zone-protection`. `dropped` is a total of packets. */
export interface ZoneProtection extends At {
  readonly kind: 'zone-protection';
  readonly zone: string;
  readonly profile: string | null;
  /** As printed: `tcp-syn`, `udp`, `discard-ip-spoof`, … */
  readonly mechanism: string;
  readonly enabled: boolean | null;
  readonly dropped: number | null;
}

export interface PacketDiagSetting extends At {
  readonly kind: 'packet-diag-setting';
  readonly filterEnabled: boolean | null;
  readonly captureEnabled: boolean | null;
  readonly loggingEnabled: boolean | null;
}

export interface SystemInfo extends At {
  readonly kind: 'system-info';
  readonly hostname: string | null;
  readonly serial: string | null;
  readonly model: string | null;
  readonly version: string | null;
  readonly time: string | null;
}

/** A reply of the API that is not data: an error, or no right to ask. */
export interface ApiError extends At {
  readonly kind: 'api-error';
  readonly status: string;
  readonly code: string | null;
  readonly message: string | null;
}
