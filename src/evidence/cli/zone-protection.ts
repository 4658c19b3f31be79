import type { ZoneProtection } from '../../model/facts.ts';
import { isBlank, isDivider } from '../lines.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';

const COUNT = /^number of zones with protection profile\s*:\s*\d+$/i;
const ZONE = /^Zone (?<zone>[^,]{1,63}), vsys (?<vsys>\S{1,31})(?:, profile (?<profile>.{1,63}))?$/i;
const MECHANISM =
  /^(?<name>[a-z][a-z0-9-]{1,40})(?:\s{1,8}(?:RED|SYN[- ]cookies?))?\s{0,40}:?\s{1,60}enabled:\s*(?<enabled>yes|no)(?:,\s*packets? dropped:\s*(?<dropped>\d{1,15}))?$/i;
const DROPPED = /^(?:packets? )?dropped:\s*(?<dropped>\d{1,15})(?: packets)?$/i;
/** Headings, and what a mechanism is set to or sees just now. */
const KNOWN: readonly RegExp[] = [
  /^(?:IPv[46] |ICMP |TCP )?packet filter:$/i,
  /^(?:DP )?alarm rate:/i,
  /^current:\s*\d{1,15}(?: packets)?$/i,
];

interface Draft {
  readonly zone: string;
  readonly profile: string | null;
  readonly name: string;
  readonly enabled: boolean;
  dropped: number | null;
  readonly lines: Line[];
}

/**
 * `show zone-protection` or `… zone NAME`: what each mechanism of a zone's profile has dropped since it was set up.
 * The mechanisms differ from release to release, so any name with `enabled: yes` or `no` is one.
 */
export const zoneProtection: TextParser = {
  kind: 'zone-protection',
  commands: /^show zone-protection\b/,
  looksLike: (block) => block.lines.some(({ text }) => COUNT.test(text.trim())),
  read(block: Block): Reading {
    const read = new Set<number>();
    const drafts: Draft[] = [];
    let zone: { readonly name: string; readonly profile: string | null } | null = null;
    for (const line of block.lines) {
      if (isBlank(line) || isDivider(line)) continue;
      const text = line.text.trim();
      const heading = ZONE.exec(text)?.groups;
      if (heading !== undefined) zone = { name: heading.zone ?? '', profile: heading.profile ?? null };
      const understood = heading !== undefined || COUNT.test(text) || KNOWN.some((known) => known.test(text));
      if (understood || (zone !== null && readLine(zone, text, line, drafts))) read.add(line.number);
    }
    return { facts: drafts.map((draft) => factOf(block.source, draft)), read };
  },
};

/** True when the line names a mechanism, or tells what the one before it dropped. */
function readLine(
  zone: { readonly name: string; readonly profile: string | null },
  text: string,
  line: Line,
  drafts: Draft[],
): boolean {
  const mechanism = MECHANISM.exec(text)?.groups;
  if (mechanism !== undefined) {
    const { name = '', enabled = '', dropped } = mechanism;
    drafts.push({
      zone: zone.name,
      profile: zone.profile,
      name: name.toLowerCase(),
      enabled: enabled.toLowerCase() === 'yes',
      dropped: dropped === undefined ? null : Number(dropped),
      lines: [line],
    });
    return true;
  }
  const dropped = DROPPED.exec(text)?.groups?.dropped;
  const last = drafts.at(-1);
  if (dropped === undefined || last === undefined || last.dropped !== null) return false;
  last.dropped = Number(dropped);
  last.lines.push(line);
  return true;
}

function factOf(source: string, { zone, profile, name, enabled, dropped, lines }: Draft): ZoneProtection {
  return { kind: 'zone-protection', at: cite(source, lines), zone, profile, mechanism: name, enabled, dropped };
}
