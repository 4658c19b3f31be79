import { advancedRoutingRoute } from './advanced-routing-route.ts';
import { apiReply, isRefusal } from './api-reply.ts';
import { arp } from './arp.ts';
import { counterGlobal } from './counter-global.ts';
import { fibLookup } from './fib-lookup.ts';
import { haAll, haState } from './ha.ts';
import { interfaceOne } from './interface.ts';
import { interfaceAll } from './interface-all.ts';
import { pbfPolicyMatch } from './pbf-policy-match.ts';
import { pbfRuleAll } from './pbf-rule-all.ts';
import type { Reply, XmlReader } from './reply.ts';
import { isEmpty } from './reply.ts';
import { advancedRoutingFib, routingFib } from './routing-fib.ts';
import { routingRoute } from './routing-route.ts';
import { sessionAll } from './session-all.ts';
import { sessionId } from './session-id.ts';
import { sessionInfo } from './session-info.ts';
import { systemInfo } from './system-info.ts';
import { tcpState } from './tcp-state.ts';
import { trafficLog } from './traffic-log.ts';

/**
 * One reader a command whose reply has elements. Without a command the first that recognises the reply reads it, so
 * the order is from shapes that only one command has to those that are shared.
 */
export const XML_READERS: readonly XmlReader[] = [
  sessionId,
  apiReply,
  sessionAll,
  sessionInfo,
  counterGlobal,
  trafficLog,
  haState,
  haAll,
  systemInfo,
  tcpState,
  fibLookup,
  routingRoute,
  advancedRoutingRoute,
  routingFib,
  advancedRoutingFib,
  pbfRuleAll,
  pbfPolicyMatch,
  arp,
  interfaceOne,
  interfaceAll,
];

/** The reader for a reply: the one of its command when the reply fits it, otherwise the one that knows its shape. */
export function readerFor(reply: Reply): XmlReader | null {
  const asked = readerOfCommand(reply);
  if (asked !== null && (isEmpty(reply) ? !isRefusal(reply) : fits(asked, reply))) return asked;
  return XML_READERS.find((reader) => reader.recognises(reply)) ?? null;
}

function readerOfCommand(reply: Reply): XmlReader | null {
  const { command } = reply;
  return command === null ? null : (XML_READERS.find((reader) => reader.commands.test(command)) ?? null);
}

function fits(reader: XmlReader, reply: Reply): boolean {
  return reader.accepts === undefined ? reader.recognises(reply) : reader.accepts(reply);
}
