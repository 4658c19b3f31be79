import type { PacketDiagSetting } from '../../model/facts.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isDataplaneHeading } from './dataplane-heading.ts';
import { worded } from './layout.ts';
import { truth } from './truth.ts';

const TITLE = /^Packet diagnosis setting:?$/i;
const SECTIONS = [
  { field: 'filterEnabled', heading: /^Packet filter$/i },
  { field: 'loggingEnabled', heading: /^Logging$/i },
  { field: 'captureEnabled', heading: /^Packet capture$/i },
] as const;
const ENABLED = /^Enabled\s*:\s*(?<value>\S+)$/i;

/** What else a section holds: settings of newer releases, the filters themselves, and the capture's stages. */
const KNOWN: readonly RegExp[] = [
  /^(?:Match pre-parsed packet|Filter offload)\s*:/i,
  /^(?:Log-throttle|Sync-log-by-ticks|Features|Counters|Timeout duration|Buffer threshold|CPU threshold)\s*:/i,
  /^(?:Snaplen|Username|Packet-diag start by|Stop)\s*:/i,
  /^Index \d+\s*:/i,
  /^(?:ingress|egress)-interface\b/i,
  /^Stage\s+(?:receive|firewall|transmit|drop)\s*:/i,
  /^(?:Captured|Maximum)\s*:\s*packets\b/i,
  /^[a-z-]+\s*:\s*[a-z][a-z, _-]*$/,
];

type Switches = { -readonly [K in Exclude<keyof PacketDiagSetting, 'kind' | 'at'>]: boolean | null };

/** `debug dataplane packet-diag show setting`: whether the packet filter, the flow log and the captures are on. */
export const packetDiagSetting: TextParser = {
  kind: 'packet-diag-setting',
  commands: /^debug dataplane packet-diag show setting\b/,
  looksLike: (block) =>
    block.lines.some((line) => TITLE.test(line.text.trim())) ||
    SECTIONS.every(({ heading }) => block.lines.some((line) => heading.test(line.text.trim()))),
  read: readSetting,
};

function readSetting(block: Block): Reading {
  const switches: Switches = { filterEnabled: null, captureEnabled: null, loggingEnabled: null };
  const read = new Set<number>();
  const cited: Line[] = [];
  let section: (typeof SECTIONS)[number] | null = null;
  for (const line of worded(block.lines)) {
    const text = line.text.trim();
    const opened = SECTIONS.find(({ heading }) => heading.test(text));
    if (opened !== undefined) section = opened;
    const value = truth(ENABLED.exec(text)?.groups?.value);
    const isSwitch = section !== null && value !== null;
    if (section !== null && isSwitch) switches[section.field] = value;
    if (opened !== undefined || isSwitch) cited.push(line);
    const known = section !== null && KNOWN.some((pattern) => pattern.test(text));
    if (opened !== undefined || isSwitch || known || TITLE.test(text) || isDataplaneHeading(text))
      read.add(line.number);
  }
  if (Object.values(switches).every((value) => value === null)) return { facts: [], read };
  return { facts: [{ kind: 'packet-diag-setting', at: cite(block.source, cited), ...switches }], read };
}
