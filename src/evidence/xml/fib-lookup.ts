import type { FibLookup, NextHop } from '../../model/facts.ts';
import { commandValue } from '../cli/command-words.ts';
import { nextHopFromText } from '../cli/next-hop.ts';
import { child } from './element.ts';
import { firstField, numberField, textField } from './fields.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { isEmpty, names } from './reply.ts';

/** Names under which a hand-over to another router may come; seen is only `nh` with the value `ip`. */
const NEXT_ROUTER = ['vr', 'lr', 'next-vr', 'next-lr', 'virtual-router', 'logical-router'];
const NO_ROUTE = /^(?:none|no[- ]?route(?: found)?|not[- ]found|unknown)$/i;
const VIA = /^(?:ip|ipv4|ipv6|gateway)$/i;
const CONNECTED = /^(?:connected?|interface|direct(?:ly connected)?)$/i;

/**
 * `test routing fib-lookup`. The trap: `<ip>` is the next hop, not the address asked for, which the reply does not
 * repeat; `<nh>` is the next hop's type and `<src>` the egress interface's own address. A connected destination has
 * `<nh>ip</nh>` without `<ip>`.
 */
export const fibLookup: XmlReader = {
  kind: 'fib-lookup',
  commands: /^test (?:advanced-)?routing fib-lookup\b/,
  answersEmpty: true,
  used: names(`nh ip src metric interface ${NEXT_ROUTER.join(' ')}`),
  ignored: names('dp mtu zone'),
  recognises: (reply) => child(reply.result, 'nh') !== null,
  read: readLookup,
};

function readLookup(reply: Reply): XmlReading {
  if (isEmpty(reply)) {
    return { facts: [], problem: 'The reply to the look-up is empty: it does not say where the packet would go.' };
  }
  const { result, command } = reply;
  const nextHop = nextHopOf(reply);
  const type = child(result, 'nh');
  if (nextHop === null) return { facts: [], unclear: type === null ? [] : [type] };
  const fact: FibLookup = {
    kind: 'fib-lookup',
    at: reply.cite(result),
    router: commandValue(command, 'virtual-router') ?? commandValue(command, 'logical-router'),
    destination: commandValue(command, 'ip'),
    nextHop,
    interface: textField(result, 'interface'),
    sourceAddress: textField(result, 'src'),
    metric: numberField(result, 'metric'),
  };
  return { facts: [fact] };
}

function nextHopOf(reply: Reply): NextHop | null {
  const { result } = reply;
  const type = textField(result, 'nh') ?? '';
  const outgoing = textField(result, 'interface');
  const address = textField(result, 'ip');
  if (VIA.test(type) || CONNECTED.test(type)) {
    const found = nextHopFromText(CONNECTED.test(type) ? '' : (address ?? ''), outgoing);
    return found.kind === 'none' ? null : found;
  }
  if (NO_ROUTE.test(type)) return { kind: 'none' };
  const router = firstField(result, NEXT_ROUTER);
  if (router !== null && /^(?:next-?)?[vl]r$/i.test(type)) return { kind: 'router', name: router };
  const found = nextHopFromText(type, outgoing);
  return found.kind === 'none' || found.kind === 'connected' ? null : found;
}
