import type { Interface } from '../../model/facts.ts';
import type { Element } from './element.ts';
import { child, childrenNamed } from './element.ts';
import { listField, nameField, numberField, textField } from './fields.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { names } from './reply.ts';

/**
 * `show interface all`, `hardware` and `logical`. `<ifnet>` lists the logical interfaces, `<hw>` the ports with their
 * link state; `fwd` says what an interface forwards in: `vr:NAME`, `lr:NAME`, or no router at all.
 */
export const interfaceAll: XmlReader = {
  kind: 'interface-all',
  commands: /^show interface (?:all|hardware|logical)\b/,
  used: names('ifnet hw entry name zone fwd vsys tag ip addr dyn-addr addr6 member state'),
  ignored: names('id duplex type st mac mode speed dp ae_member fec'),
  recognises: (reply) => childrenNamed(child(reply.result, 'ifnet'), 'entry').some(isLogical) || isPorts(reply),
  read: readInterfaces,
};

function isLogical(entry: Element): boolean {
  return textField(entry, 'name') !== null && child(entry, 'fwd') !== null;
}

function isPorts(reply: Reply): boolean {
  if (child(reply.result, 'ifnet') !== null) return false;
  return childrenNamed(child(reply.result, 'hw'), 'entry').some((port) => child(port, 'state') !== null);
}

/** One fact a logical interface, with the link state of the port of the same name; a port without one is its own fact. */
function readInterfaces(reply: Reply): XmlReading {
  const ports = childrenNamed(child(reply.result, 'hw'), 'entry');
  const entries = childrenNamed(child(reply.result, 'ifnet'), 'entry');
  const links = new Map(ports.map((port) => [textField(port, 'name'), linkUp(port)]));
  const logical = entries.map((entry) => logicalOf(entry, links.get(textField(entry, 'name')) ?? null, reply));
  const known = new Set(logical.map((fact) => fact?.name));
  const alone = ports.map((port) => portOf(port, reply)).filter((port) => port !== null && !known.has(port.name));
  return {
    facts: [...logical, ...alone].filter((fact) => fact !== null),
    unclear: [...entries, ...ports].filter((entry) => textField(entry, 'name') === null),
  };
}

/** `up` or `down`; anything else, such as `[n/a]`, says nothing about the link. */
export function linkUp(port: Element | null): boolean | null {
  const state = textField(port, 'state');
  if (state === 'up') return true;
  return state === 'down' || state === 'power-down' ? false : null;
}

/** The router in `vr:NAME` or `lr:NAME`; null for virtual wires, VLANs, HA links and `N/A`. */
function routerOf(entry: Element): string | null {
  return /^[vl]r:(.+)$/.exec(textField(entry, 'fwd') ?? '')?.[1] ?? null;
}

/** Here the virtual system is a number, 0 for interfaces that belong to none; everywhere else it is `vsys1`. */
function vsysOf(entry: Element): string | null {
  const number = numberField(entry, 'vsys');
  if (number === null) return textField(entry, 'vsys');
  return number === 0 ? null : `vsys${number}`;
}

/** The addresses of an interface, static before dynamic, IPv4 before IPv6, each once. */
export function addressesOf(entry: Element): readonly string[] {
  const found = ['ip', 'addr', 'dyn-addr', 'addr6'].flatMap((name) => listField(entry, name));
  return [...new Set(found)];
}

function logicalOf(entry: Element, up: boolean | null, reply: Reply): Interface | null {
  const name = textField(entry, 'name');
  if (name === null) return null;
  return {
    kind: 'interface',
    at: reply.cite(entry),
    name,
    zone: nameField(entry, 'zone'),
    router: routerOf(entry),
    vsys: vsysOf(entry),
    tag: numberField(entry, 'tag'),
    addresses: addressesOf(entry),
    up,
  };
}

function portOf(port: Element, reply: Reply): Interface | null {
  const name = textField(port, 'name');
  if (name === null) return null;
  const unknown = { zone: null, router: null, vsys: null, tag: null, addresses: [] };
  return { kind: 'interface', at: reply.cite(port), name, ...unknown, up: linkUp(port) };
}
