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
import { ipRouteGet } from './linux/ip-route-get.ts';
import { traceroute } from './linux/traceroute.ts';
import type { TextParser } from './parser.ts';

/**
 * Every command whose text is read, in the order in which an output without its command is tried:
 * those that know a title first, those that know only the shape of a row last.
 */
export const textParsers: readonly TextParser[] = [
  sessionId,
  sessionInfo,
  tcpState,
  fibLookup,
  haAll,
  haState,
  packetDiagSetting,
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
  advancedRoutingRoute,
  ipRouteGet,
];
