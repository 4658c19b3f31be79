import type { Interface, InterfaceCounters } from '../../model/facts.ts';
import type { Element } from './element.ts';
import { child, childrenNamed, descend } from './element.ts';
import { firstField, nameField, numberField, textField } from './fields.ts';
import { addressesOf, linkUp } from './interface-all.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { names } from './reply.ts';

/**
 * `show interface X` (configuration, link and counters of one) and `show counter interface X|all` (counters alone).
 * Only the logical counters, under `ifnet`, tell what the firewall did with packets; those under `hw` are the port's.
 */
export const interfaceOne: XmlReader = {
  kind: 'interface',
  commands: /^show (?:interface (?!(?:all|hardware|logical|management)\b)|counter interface )\S/,
  used: names(`ifnet hw counters entry name zone vr lr virtual-router logical-router vsys tag addr dyn-addr addr6 member
    state flowstate zonechange noroute noarp ipackets opackets`),
  ignored: names(`dp id mode fwd_type mtu df_ignore ndpmon dad ipv6_client ra dhcpv6_client inherited service mgt_subnet
    tcpmss mssadjv4 mssadjv6 policing circuitonly tunnel sdwan proxy-protocol gre inband ibytes obytes ierrors idrops
    ifwderrors noneigh neighpend nomac land pod teardrop ipspoof macspoof icmp_frag l2_encap l2_decap tcp_conn udp_conn
    sctp_conn other_conn port duplex type state_c mac duplex_c speed_c speed untag st fec`),
  recognises: (reply) => isOne(reply) || counterEntries(reply).length > 0,
  read: readInterface,
};

function isOne(reply: Reply): boolean {
  const logical = child(reply.result, 'ifnet');
  return textField(logical, 'name') !== null && child(logical, 'entry') === null;
}

/** Entries of logical counters: under the interface, or on their own for the counters command. */
function counterEntries(reply: Reply): readonly Element[] {
  const logical = child(reply.result, 'ifnet');
  const places = [descend(logical, 'counters', 'ifnet'), child(logical, 'ifnet'), logical];
  return places
    .flatMap((place) => childrenNamed(place, 'entry'))
    .filter((entry) => child(entry, 'flowstate') !== null && textField(entry, 'name') !== null);
}

function readInterface(reply: Reply): XmlReading {
  const logical = child(reply.result, 'ifnet');
  const port = child(reply.result, 'hw');
  const facts = isOne(reply) && logical !== null ? [interfaceOf(logical, port, reply)] : portAlone(port, reply);
  const zone = nameField(logical, 'zone');
  return { facts: [...facts, ...counterEntries(reply).map((entry) => countersOf(entry, zone, reply))] };
}

/** Name, virtual system and addresses as configured; an untagged interface has tag 0 here and none in the CLI. */
function interfaceOf(logical: Element, port: Element | null, reply: Reply): Interface {
  const tag = numberField(logical, 'tag');
  return {
    kind: 'interface',
    at: reply.cite(logical),
    name: textField(logical, 'name') ?? '',
    zone: nameField(logical, 'zone'),
    router: firstField(logical, ['vr', 'lr', 'virtual-router', 'logical-router']),
    vsys: textField(logical, 'vsys'),
    tag: tag === 0 ? null : tag,
    addresses: addressesOf(logical),
    up: linkUp(port),
  };
}

/** A port without a logical interface, such as a member of an aggregate. */
function portAlone(port: Element | null, reply: Reply): readonly Interface[] {
  const name = textField(port, 'name');
  if (port === null || name === null) return [];
  const unknown = { zone: null, router: null, vsys: null, tag: null, addresses: [] };
  return [{ kind: 'interface', at: reply.cite(port), name, ...unknown, up: linkUp(port) }];
}

function countersOf(entry: Element, zone: string | null, reply: Reply): InterfaceCounters {
  return {
    kind: 'interface-counters',
    at: reply.cite(entry),
    name: textField(entry, 'name') ?? '',
    zone,
    flowState: numberField(entry, 'flowstate'),
    zoneChange: numberField(entry, 'zonechange'),
    noRoute: numberField(entry, 'noroute'),
    noArp: numberField(entry, 'noarp'),
    received: numberField(entry, 'ipackets'),
    sent: numberField(entry, 'opackets'),
  };
}
