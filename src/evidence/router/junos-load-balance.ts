import type { LoadSharing } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';

const BALANCE =
  /\bload-balance (?<said>per-packet|per-flow|per-prefix|random|consistent-hash|source-ip-only|destination-ip-only);?$/;
const STATEMENT = /^(?:set|delete|deactivate|activate) \S.*$|^[^{};]{1,200}[{;]$|^\}$|^\/\*.*\*\/$|^##? .*$/;
const LONGEST_LINE = 300;

function sharingOf(block: Block, line: Line): LoadSharing | null {
  const text = line.text.trim();
  const said = text.length > LONGEST_LINE ? undefined : BALANCE.exec(text)?.groups?.said;
  if (said === undefined || /^(?:delete|deactivate) |^inactive:/.test(text)) return null;
  return {
    kind: 'load-sharing',
    at: cite(block.source, [line]),
    platform: 'junos',
    // Since the Internet Processor II, Junos hashes flows under the word per-packet (Juniper, "Configuring Per-Packet
    // Load Balancing"); `random` is what sprays packets.
    mode: said === 'random' ? 'per-packet' : 'per-flow',
    said: `load-balance ${said}`,
    interface: null,
    prefix: null,
  };
}

/**
 * A load-balance policy of Junos, as braces or as `set` lines: `show configuration policy-options`,
 * `show configuration routing-options`, or a search through the configuration. Other statements are read and tell nothing.
 */
export const junosLoadBalance: TextParser = {
  kind: 'router-load-balance',
  commands: /^show configuration (?:policy-options\b|routing-options\b|\|.*\bload-balance\b)/,
  looksLike: (block) => worded(block.lines).some((line) => sharingOf(block, line) !== null),
  read(block: Block): Reading {
    const facts: LoadSharing[] = [];
    const read = new Set<number>();
    for (const line of worded(block.lines)) {
      const sharing = sharingOf(block, line);
      if (sharing !== null) facts.push(sharing);
      const text = line.text.trim();
      if (sharing !== null || (text.length <= LONGEST_LINE && STATEMENT.test(text))) read.add(line.number);
    }
    return { facts, read };
  },
};
