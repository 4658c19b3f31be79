import type { Pattern, PatternId } from '../model/pattern.ts';
import { arpFlux } from './arp-flux.ts';
import { arpUnresolved } from './arp-unresolved.ts';
import { captureArtifact } from './capture-artifact.ts';
import { dualIspReturn } from './dual-isp-return.ts';
import { ec2SourceDestCheck } from './ec2-source-dest-check.ts';
import { ecmpPerPacket } from './ecmp-per-packet.ts';
import { failoverBurst } from './failover-burst.ts';
import { haSessionOwnerMismatch } from './ha-session-owner-mismatch.ts';
import { healthy } from './healthy.ts';
import { idleTimeout } from './idle-timeout.ts';
import { mtuBlackHole } from './mtu-black-hole.ts';
import { multihomedWeakHost } from './multihomed-weak-host.ts';
import { natMismatch } from './nat-mismatch.ts';
import { noRoute } from './no-route.ts';
import { oneArmLoadBalancer } from './one-arm-load-balancer.ts';
import { onlinkViaGateway } from './onlink-via-gateway.ts';
import { packetLoss } from './packet-loss.ts';
import { pbfOneWay } from './pbf-one-way.ts';
import { policyDeny } from './policy-deny.ts';
import { policyRoutingNotPersistent } from './policy-routing-not-persistent.ts';
import { returnPathBypass } from './return-path-bypass.ts';
import { returnZoneChange } from './return-zone-change.ts';
import { routingLoop } from './routing-loop.ts';
import { rpFilterStrict } from './rp-filter-strict.ts';
import { serverRefused } from './server-refused.ts';
import { serverSilent } from './server-silent.ts';
import { staleSession } from './stale-session.ts';
import { zoneProtection } from './zone-protection.ts';

/** All that Roundtrip can diagnose today, in the order in which equals are named. Reading this is reading the product. */
export const PATTERNS: readonly Pattern[] = [
  returnPathBypass,
  haSessionOwnerMismatch,
  pbfOneWay,
  dualIspReturn,
  returnZoneChange,
  multihomedWeakHost,
  rpFilterStrict,
  ec2SourceDestCheck,
  onlinkViaGateway,
  policyRoutingNotPersistent,
  arpFlux,
  ecmpPerPacket,
  oneArmLoadBalancer,
  routingLoop,
  staleSession,
  serverSilent,
  serverRefused,
  policyDeny,
  arpUnresolved,
  noRoute,
  natMismatch,
  idleTimeout,
  zoneProtection,
  failoverBurst,
  mtuBlackHole,
  packetLoss,
  captureArtifact,
  healthy,
];

/** The pattern of an id, or null when it is not diagnosed yet. */
export function patternById(id: PatternId): Pattern | null {
  return PATTERNS.find((pattern) => pattern.id === id) ?? null;
}
