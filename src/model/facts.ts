import type {
  AwsFlowRecord,
  AwsInstance,
  AwsNetworkAcl,
  AwsNetworkInterface,
  AwsReachability,
  AwsRouteTable,
  AwsSecurityGroup,
  AwsSourceDestCheck,
  AwsSubnet,
} from './facts/aws.ts';
import type { CaptureFlow, CaptureSummary } from './facts/capture.ts';
import type { FlowBasic } from './facts/flow-basic.ts';
import type {
  BalancedService,
  ConfiguredInterface,
  ConfiguredRoute,
  ConfiguredRule,
  ConntrackEntry,
  ConntrackListing,
  ConntrackStatistics,
  HostCounter,
  HostCounterListing,
  HostInterface,
  HostListing,
  HostNeighbour,
  HostRoute,
  HostRouteRefused,
  HostRule,
  HostService,
  HostSocket,
  HostSocketListing,
  HostTableName,
  HostTableRoute,
  Martian,
  MtrHop,
  PacketFilterChain,
  PacketFilterRule,
  PingRun,
  Sysctl,
  Traceroute,
} from './facts/linux.ts';
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
  ZoneProtection,
} from './facts/panos.ts';
import type { ExactRoute, LoadSharing, RouterNoRoute, RouterRoute } from './facts/router.ts';

export type * from './facts/at.ts';
export type * from './facts/aws.ts';
export type * from './facts/capture.ts';
export type * from './facts/flow-basic.ts';
export type * from './facts/linux.ts';
export type * from './facts/panos.ts';
export type * from './facts/router.ts';

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
  | ZoneProtection
  | SystemInfo
  | ApiError
  | RouterRoute
  | RouterNoRoute
  | LoadSharing
  | ExactRoute
  | CaptureSummary
  | CaptureFlow
  | FlowBasic
  | Traceroute
  | HostRoute
  | HostRouteRefused
  | HostInterface
  | HostRule
  | HostTableRoute
  | HostTableName
  | HostNeighbour
  | HostListing
  | Sysctl
  | Martian
  | HostCounter
  | HostCounterListing
  | HostSocket
  | HostSocketListing
  | ConntrackEntry
  | ConntrackListing
  | ConntrackStatistics
  | PacketFilterChain
  | PacketFilterRule
  | MtrHop
  | PingRun
  | BalancedService
  | ConfiguredInterface
  | ConfiguredRule
  | ConfiguredRoute
  | HostService
  | AwsInstance
  | AwsNetworkInterface
  | AwsSourceDestCheck
  | AwsRouteTable
  | AwsSubnet
  | AwsNetworkAcl
  | AwsSecurityGroup
  | AwsReachability
  | AwsFlowRecord;

export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { readonly kind: K }>;
