import type { At } from './at.ts';

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
  /** Whether the advanced routing engine runs; releases before 10.2 do not say. */
  readonly advancedRouting: boolean | null;
}

/** A reply of the API that is not data: an error, or no right to ask. */
export interface ApiError extends At {
  readonly kind: 'api-error';
  readonly status: string;
  readonly code: string | null;
  readonly message: string | null;
}
