import type { ArpEntry } from '../../model/facts.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isAddress } from './address-shape.ts';
import { isLayout, rowOf } from './layout.ts';

const HEADER = /^interface\s+ip address\s+hw address\s+port\s+status\b/i;
const NOISE =
  /^(?:maximum of entries supported|default timeout|total ARP entries in table|total ARP entries shown)\s*:\s*\d+(?: seconds)?$|^status:\s*s - static\b.*$/i;
const ROW =
  /^(?<interface>\S+)\s+(?<address>[\d.]+)\s+(?<mac>(?:[0-9a-f]{2}:){5}[0-9a-f]{2}|\(incomplete\))(?:\s+(?<port>\S{2,}))?(?:\s+(?<status>[scei]))?(?:\s+\d+)?$/i;

type Status = NonNullable<ArpEntry['status']>;
const STATUS: Readonly<Record<string, Status>> = { s: 'static', c: 'complete', e: 'expiring', i: 'incomplete' };

function entryFromRow(block: Block, line: Line): ArpEntry | null {
  const cells = rowOf(ROW, line.text);
  if (cells?.interface === undefined || cells.address === undefined || !isAddress(cells.address)) return null;
  return {
    kind: 'arp',
    at: cite(block.source, [line]),
    interface: cells.interface,
    address: cells.address,
    mac: cells.mac === undefined || cells.mac.startsWith('(') ? null : cells.mac,
    port: cells.port ?? null,
    status: STATUS[cells.status ?? ''] ?? null,
  };
}

/**
 * `show arp all` or `show arp INTERFACE`. An unresolved entry prints `(incomplete)` for its address, and its status
 * letter may still say `c`; both are passed on as printed.
 */
export const arp: TextParser = {
  kind: 'arp',
  commands: /^show arp\b/,
  looksLike: (block) => block.lines.some((line) => HEADER.test(line.text.trim())),
  read(block: Block): Reading {
    const facts: ArpEntry[] = [];
    const read = new Set<number>();
    for (const line of block.lines) {
      const text = line.text.trim();
      const entry = entryFromRow(block, line);
      if (entry !== null) facts.push(entry);
      if (entry !== null || isLayout(line) || HEADER.test(text) || NOISE.test(text)) read.add(line.number);
    }
    return { facts, read };
  },
};
