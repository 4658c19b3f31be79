/**
 * What a PAN-OS device can be asked, as values: there is no way to send it anything else. Names and addresses are plain
 * text here and checked where a command is written out for a device.
 */
export type PanosCommand = ReadCommand | ObserveCommand | ChangeCommand;

/** Who may have it run: `read` changes nothing, `observe` costs the device something for a while, `change` acts on traffic. */
export const RISK_CLASSES = ['read', 'observe', 'change'] as const;
export type RiskClass = (typeof RISK_CLASSES)[number];

/** Which sessions are meant; at least one end is named. */
export interface SessionFilter {
  readonly source: string | null;
  readonly destination: string | null;
  readonly destinationPort: number | null;
}

/** `router` names a virtual router for the legacy routing engine, a logical router for the advanced one. */
export type RoutingEngine = 'legacy' | 'advanced';

export type ReadCommand =
  | { readonly kind: 'system-info' }
  | { readonly kind: 'interface-all' }
  | { readonly kind: 'interface'; readonly name: string }
  | ({ readonly kind: 'session-all' } & SessionFilter)
  | { readonly kind: 'session-id'; readonly id: number }
  | { readonly kind: 'session-info' }
  | { readonly kind: 'tcp-state' }
  | {
      readonly kind: 'fib-lookup';
      readonly engine: RoutingEngine;
      readonly router: string;
      readonly address: string;
    }
  | { readonly kind: 'routes'; readonly engine: RoutingEngine }
  | { readonly kind: 'fib'; readonly engine: RoutingEngine }
  | { readonly kind: 'pbf-rules' }
  | { readonly kind: 'pbf-policy' }
  | {
      readonly kind: 'pbf-match';
      readonly fromZone: string;
      readonly source: string;
      readonly destination: string;
      /** IP protocol number. */
      readonly protocol: number;
      readonly destinationPort: number | null;
    }
  | { readonly kind: 'nat-policy' }
  /** Always a delta since the reading before, and never narrowed by severity. */
  | { readonly kind: 'counters'; readonly scope: 'device' | 'packet-filter' }
  | { readonly kind: 'ha-all' }
  | { readonly kind: 'arp'; readonly interface: string | null }
  | { readonly kind: 'neighbors'; readonly interface: string | null }
  | { readonly kind: 'zone-protection'; readonly zone: string }
  | { readonly kind: 'packet-diag-setting' }
  /** Newest first; at most `count` entries. */
  | {
      readonly kind: 'traffic-log';
      readonly source: string | null;
      readonly destination: string | null;
      readonly count: number;
    };

export const CAPTURE_STAGES = ['receive', 'firewall', 'transmit', 'drop'] as const;
export type CaptureStage = (typeof CAPTURE_STAGES)[number];

/** Parts of one sequence that always ends with `packet-diag-clear`. */
export type ObserveCommand =
  | { readonly kind: 'packet-diag-clear' }
  | { readonly kind: 'packet-filter-match'; readonly source: string; readonly destination: string }
  | { readonly kind: 'packet-filter'; readonly on: boolean }
  | {
      readonly kind: 'capture-stage';
      readonly stage: CaptureStage;
      /** File name on the device: letters, digits, hyphen. */
      readonly file: string;
      readonly packets: number;
      readonly bytes: number;
    }
  | { readonly kind: 'capture'; readonly on: boolean }
  | { readonly kind: 'capture-delete'; readonly file: string };

/** The case's own sessions only: one by its number, or those from one end to the other. There is no `all`. */
export type ChangeCommand =
  | { readonly kind: 'clear-session'; readonly id: number }
  | {
      readonly kind: 'clear-sessions';
      readonly source: string;
      readonly destination: string;
      readonly destinationPort: number | null;
    };

export type PanosCommandKind = PanosCommand['kind'];

/** The risk class of every command. */
export const COMMAND_RISK = {
  'system-info': 'read',
  'interface-all': 'read',
  interface: 'read',
  'session-all': 'read',
  'session-id': 'read',
  'session-info': 'read',
  'tcp-state': 'read',
  'fib-lookup': 'read',
  routes: 'read',
  fib: 'read',
  'pbf-rules': 'read',
  'pbf-policy': 'read',
  'pbf-match': 'read',
  'nat-policy': 'read',
  counters: 'read',
  'ha-all': 'read',
  arp: 'read',
  neighbors: 'read',
  'zone-protection': 'read',
  'packet-diag-setting': 'read',
  'traffic-log': 'read',
  'packet-diag-clear': 'observe',
  'packet-filter-match': 'observe',
  'packet-filter': 'observe',
  'capture-stage': 'observe',
  capture: 'observe',
  'capture-delete': 'observe',
  'clear-session': 'change',
  'clear-sessions': 'change',
} as const satisfies Readonly<Record<PanosCommandKind, RiskClass>>;
