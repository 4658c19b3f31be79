import type { ArpEntry } from '../../model/facts.ts';
import type { Element } from './element.ts';
import { child, childrenNamed } from './element.ts';
import { textField } from './fields.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { names } from './reply.ts';

const STATUS: ReadonlyMap<string, NonNullable<ArpEntry['status']>> = new Map([
  ['s', 'static'],
  ['c', 'complete'],
  ['e', 'expiring'],
  ['i', 'incomplete'],
]);

/** `show arp all` or of one interface. The status is a letter with blanks around it; an unresolved address has no MAC. */
export const arp: XmlReader = {
  kind: 'arp',
  // The neighbours of IPv6 are a table of the same shape.
  commands: /^show (?:arp|neighbor)\b/,
  used: names('entries entry status ip mac interface port'),
  ignored: names('max total timeout dp ttl'),
  recognises: (reply) => isTable(reply.result),
  read: readTable,
};

function isTable(result: Element): boolean {
  const entries = child(result, 'entries');
  if (entries === null) return false;
  const rows = childrenNamed(entries, 'entry');
  if (rows.length === 0) return child(result, 'timeout') !== null && child(result, 'max') !== null;
  return rows.some((row) => child(row, 'mac') !== null && child(row, 'ip') !== null && child(row, 'ttl') !== null);
}

function readTable(reply: Reply): XmlReading {
  const rows = childrenNamed(child(reply.result, 'entries'), 'entry');
  const facts = rows.map((row) => entryOf(row, reply));
  return { facts: facts.filter((fact) => fact !== null), unclear: rows.filter((_, index) => facts[index] === null) };
}

function entryOf(row: Element, reply: Reply): ArpEntry | null {
  const address = textField(row, 'ip');
  const outgoing = textField(row, 'interface');
  if (address === null || outgoing === null) return null;
  const mac = textField(row, 'mac');
  return {
    kind: 'arp',
    at: reply.cite(row),
    interface: outgoing,
    address,
    mac: mac === null || mac.startsWith('(') ? null : mac,
    port: textField(row, 'port'),
    status: STATUS.get(textField(row, 'status') ?? '') ?? null,
  };
}
