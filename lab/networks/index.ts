import type { NetworkKind } from '../model.ts';
import { arpFlux } from './arp-flux.ts';
import { asymmetricHarmless } from './asymmetric-harmless.ts';
import { dualIspReturn } from './dual-isp-return.ts';
import { ecmpPerPacket } from './ecmp-per-packet.ts';
import { healthy } from './healthy.ts';
import { hostFirewall } from './host-firewall.ts';
import { markOneWay } from './mark-one-way.ts';
import { mtuBlackHole } from './mtu-black-hole.ts';
import { noRouteBack } from './no-route-back.ts';
import { oneArmBalancer } from './one-arm-balancer.ts';
import { oneArmBalancerTranslates } from './one-arm-balancer-translates.ts';
import { packetLoss } from './packet-loss.ts';
import { policyDeny } from './policy-deny.ts';
import { policyTableComplete } from './policy-table-complete.ts';
import { policyTableGateway } from './policy-table-gateway.ts';
import { portClosed } from './port-closed.ts';
import { routingLoop } from './routing-loop.ts';
import { rpFilterStrict } from './rp-filter-strict.ts';
import { serverSilent } from './server-silent.ts';
import { sourceGuard } from './source-guard.ts';
import { staleSession } from './stale-session.ts';
import { statefulBypassReturn } from './stateful-bypass-return.ts';
import { twoFirewallsPerFlow } from './two-firewalls-per-flow.ts';
import { weakHostBehindFirewall } from './weak-host-behind-firewall.ts';
import { weakHostHarmless } from './weak-host-harmless.ts';

/** Every kind of network that the lab can build. */
export const NETWORKS: readonly NetworkKind[] = [
  healthy,
  statefulBypassReturn,
  rpFilterStrict,
  weakHostBehindFirewall,
  weakHostHarmless,
  sourceGuard,
  policyTableGateway,
  policyTableComplete,
  arpFlux,
  twoFirewallsPerFlow,
  ecmpPerPacket,
  dualIspReturn,
  markOneWay,
  oneArmBalancer,
  oneArmBalancerTranslates,
  routingLoop,
  staleSession,
  serverSilent,
  portClosed,
  policyDeny,
  hostFirewall,
  mtuBlackHole,
  packetLoss,
  noRouteBack,
  asymmetricHarmless,
];
