import type { EvidenceKind } from '../../model/evidence.ts';
import type { FibEntry } from '../../model/facts.ts';
import { nextHopOfFib } from '../cli/next-hop.ts';
import type { Element } from './element.ts';
import { child, childrenNamed } from './element.ts';
import { numberField, textField } from './fields.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { names } from './reply.ts';

/** `show routing fib`. Without a command this one is chosen: the advanced engine's reply has the same shape. */
export const routingFib: XmlReader = fibReader('routing-fib', /^show routing fib\b/);

/** `show advanced-routing fib`: the same XML, a logical router's name still stands in `<vr>`. */
export const advancedRoutingFib: XmlReader = fibReader('advanced-routing-fib', /^show advanced-routing fib\b/);

function fibReader(kind: EvidenceKind, commands: RegExp): XmlReader {
  return {
    kind,
    commands,
    used: names('fibs entry vr entries dst interface flags nexthop mtu'),
    ignored: names('dp total id max type ecmp nentries nh_type'),
    recognises: (reply) => child(reply.result, 'fibs') !== null,
    read: readTables,
  };
}

/** One table a router and address family; a row without an interface and with `drop` discards. */
function readTables(reply: Reply): XmlReading {
  const facts: FibEntry[] = [];
  const unclear: Element[] = [];
  for (const table of childrenNamed(child(reply.result, 'fibs'), 'entry')) {
    for (const row of childrenNamed(child(table, 'entries'), 'entry')) {
      const fact = entryOf(row, textField(table, 'vr'), reply);
      if (fact === null) unclear.push(row);
      else facts.push(fact);
    }
  }
  return { facts, unclear };
}

function entryOf(row: Element, router: string | null, reply: Reply): FibEntry | null {
  const prefix = textField(row, 'dst');
  const flags = textField(row, 'flags');
  if (prefix === null || flags === null) return null;
  const outgoing = textField(row, 'interface');
  return {
    kind: 'fib-entry',
    at: reply.cite(row),
    router,
    prefix,
    nextHop: nextHopOfFib(textField(row, 'nexthop') ?? '', outgoing, flags),
    interface: outgoing,
    ecmp: flags.includes('e'),
    mtu: numberField(row, 'mtu'),
  };
}
