import type { TcpSettings } from '../../model/facts.ts';
import { type Block, cite, type Reading, type TextParser } from '../parser.ts';
import { isDataplaneHeading } from './dataplane-heading.ts';

const ASYMMETRIC = /^session with asymmetric path\s*:\s*(?<action>drop|bypass)(?: packets?)?$/i;
const KNOWN: readonly RegExp[] = [
  /^bypass if OO queue limit is reached\s*:/i,
  /^favor new seg data\s*:/i,
  /^urgent data\s*:/i,
  /^drop if zero after clear urgent flag\s*:/i,
  /^check timestamp option\s*:/i,
  /^allow challenge ack\s*:/i,
  /^remove MPTCP option\s*:/i,
];

/** `show running tcp state`: what is in force, not what is configured. A `tcp-settings` fact for each dataplane. */
export const tcpState: TextParser = {
  kind: 'tcp-state',
  commands: /^show running tcp state\b/,
  looksLike: (block) => block.lines.some((line) => /^\s*session with asymmetric path\s*:/i.test(line.text)),
  read(block: Block): Reading {
    const facts: TcpSettings[] = [];
    const read = new Set<number>();
    for (const line of block.lines) {
      const text = line.text.trim();
      const action = ASYMMETRIC.exec(text)?.groups?.action?.toLowerCase();
      if (action === 'drop' || action === 'bypass') {
        facts.push({ kind: 'tcp-settings', at: cite(block.source, [line]), asymmetricPath: action });
      }
      if (action !== undefined || isDataplaneHeading(text) || KNOWN.some((known) => known.test(text)))
        read.add(line.number);
    }
    return { facts, read };
  },
};
