import { awsParsers } from './aws/index.ts';
import { flowBasic } from './capture-text/flow-basic.ts';
import { tcpdump } from './capture-text/tcpdump.ts';
import { tshark } from './capture-text/tshark.ts';
import { advancedRoutingFib } from './cli/advanced-routing-fib.ts';
import { advancedRoutingRoute } from './cli/advanced-routing-route.ts';
import { arp } from './cli/arp.ts';
import { counterGlobal } from './cli/counter-global.ts';
import { fibLookup } from './cli/fib-lookup.ts';
import { haAll } from './cli/ha-all.ts';
import { haState } from './cli/ha-state.ts';
import { interfaceOne } from './cli/interface.ts';
import { interfaceAll } from './cli/interface-all.ts';
import { natPolicy } from './cli/nat-policy.ts';
import { packetDiagSetting } from './cli/packet-diag-setting.ts';
import { pbfPolicy } from './cli/pbf-policy.ts';
import { pbfPolicyMatch } from './cli/pbf-policy-match.ts';
import { pbfRuleAll } from './cli/pbf-rule-all.ts';
import { routingFib } from './cli/routing-fib.ts';
import { routingRoute } from './cli/routing-route.ts';
import { sessionAll } from './cli/session-all.ts';
import { sessionId } from './cli/session-id.ts';
import { sessionInfo } from './cli/session-info.ts';
import { systemInfo } from './cli/system-info.ts';
import { tcpState } from './cli/tcp-state.ts';
import { trafficLog } from './cli/traffic-log.ts';
import { zoneProtection } from './cli/zone-protection.ts';
import { linuxParsers } from './linux/index.ts';
import { ipRouteGet } from './linux/ip-route-get.ts';
import { traceroute } from './linux/traceroute.ts';
import type { TextParser } from './parser.ts';
import { routerParsers } from './router/index.ts';

/**
 * Every command whose text is read, in the order in which an output without its command is tried:
 * those that know a title first, those that know only the shape of a row last.
 */
export const textParsers: readonly TextParser[] = [
  ...awsParsers,
  flowBasic,
  tcpdump,
  tshark,
  sessionId,
  sessionInfo,
  tcpState,
  fibLookup,
  haAll,
  haState,
  packetDiagSetting,
  zoneProtection,
  pbfPolicyMatch,
  pbfRuleAll,
  interfaceOne,
  interfaceAll,
  arp,
  natPolicy,
  pbfPolicy,
  trafficLog,
  advancedRoutingFib,
  routingFib,
  traceroute,
  systemInfo,
  counterGlobal,
  sessionAll,
  routingRoute,
  ...routerParsers,
  advancedRoutingRoute,
  ipRouteGet,
  ...linuxParsers,
];
