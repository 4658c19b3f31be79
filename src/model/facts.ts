import type { HostRoute, Traceroute } from './facts/linux.ts';
import type {
  ApiError,
  ArpEntry,
  Counter,
  CounterSampling,
  FibEntry,
  FibLookup,
  HaState,
  Interface,
  InterfaceCounters,
  NatRule,
  PacketDiagSetting,
  PbfMatch,
  PbfRule,
  Route,
  SessionAbsent,
  SessionDetail,
  SessionRow,
  SessionSettings,
  SystemInfo,
  TcpSettings,
  TrafficLog,
} from './facts/panos.ts';

export type * from './facts/at.ts';
export type * from './facts/linux.ts';
export type * from './facts/panos.ts';

/** What a parser can have understood. One file of `facts/` for each kind of source. */
export type Fact =
  | SessionRow
  | SessionDetail
  | SessionAbsent
  | SessionSettings
  | TcpSettings
  | FibLookup
  | Route
  | FibEntry
  | PbfRule
  | PbfMatch
  | Counter
  | CounterSampling
  | HaState
  | Interface
  | InterfaceCounters
  | ArpEntry
  | NatRule
  | TrafficLog
  | PacketDiagSetting
  | SystemInfo
  | ApiError
  | Traceroute
  | HostRoute;

export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { readonly kind: K }>;
