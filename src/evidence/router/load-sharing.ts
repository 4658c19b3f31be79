import type { LoadSharing } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';

const INTERFACE = /^interface (?<name>[A-Za-z][\w./:-]*(?: ?\d[\w./:-]*)?)$/;
/** IOS, below an interface. Without it the interface shares by destination. */
const PER_INTERFACE = /^(?:no )?ip load-sharing (?<said>per-packet|per-destination)$/;
const ALGORITHM = /^ip(?:v6)? cef load-sharing algorithm (?:original|tunnel|universal|include-ports)\b[\w ]*$/;
/** NX-OS: its hash takes all packets of a flow the same way, whatever goes into it. */
const NX_OS =
  /^(?:ip )?load-shar(?:e mode|ing) ?:? ?(?<said>address [a-z][a-z -]{3,60}(?: universal-id \d+)?(?: rotate \d+)?)$/i;
const NX_NOTE =
  /^(?:IPv4\/IPv6 ECMP load sharing:|Universal-id(?: \(Random Seed\)| seed)?:.*|(?:GRE-Outer hash|Concatenation) is (?:disabled|enabled)|Rotate:\s*\d+)$/i;
const NOTE = /^(?:Building configuration|Current configuration\b|!)/;
/** Asked of a configuration, silence tells that nothing but the default is in force. */
const OF_CONFIG = /^(?:show|sho|sh) run[^|]*\|.*\bload-shar/;

/** The search shows every interface, with or without a setting below it. */
const OF_INTERFACES = /^(?:show|sho|sh) run[^|]*\|.*\binterface\b.*\bload-shar/;

function sharingOf(block: Block, line: Line, name: string | null): LoadSharing | null {
  const text = line.text.trim().slice(0, 200);
  const own = PER_INTERFACE.exec(text)?.groups?.said;
  const at = cite(block.source, [line]);
  const base = { kind: 'load-sharing', at, interface: null, prefix: null } as const;
  if (own !== undefined) {
    const packet = own === 'per-packet' && !text.startsWith('no ');
    return { ...base, platform: 'ios', mode: packet ? 'per-packet' : 'per-flow', said: text, interface: name };
  }
  if (ALGORITHM.test(text)) return { ...base, platform: 'ios', mode: 'per-flow', said: text };
  const said = NX_OS.exec(text)?.groups?.said;
  return said === undefined ? null : { ...base, platform: 'nx-os', mode: 'per-flow', said };
}

function readSharing(block: Block): Reading {
  const facts: LoadSharing[] = [];
  const read = new Set<number>();
  let name: string | null = null;
  // The interface that nothing has been said of yet: that the next one follows tells that there is no setting.
  let open: Line | null = null;
  const lines = worded(block.lines);
  for (const line of lines) {
    const text = line.text.trim().slice(0, 200);
    const named = INTERFACE.exec(text)?.groups?.name;
    if (named !== undefined) {
      if (open !== null && OF_INTERFACES.test(block.command ?? '')) facts.push(byDefault(block, open, name));
      open = line;
      name = named;
    }
    const sharing = sharingOf(block, line, name);
    if (sharing !== null) facts.push(sharing);
    if (sharing?.interface === name) open = null;
    if (named !== undefined || sharing !== null || NX_NOTE.test(text) || NOTE.test(text)) read.add(line.number);
    else open = null;
  }
  if (lines.length === 0 && OF_CONFIG.test(block.command ?? ''))
    facts.push(byDefault(block, block.lines[0] ?? null, null));
  return { facts, read };
}

/** The default of IOS is one path for each pair of addresses ("per-destination"; IP Switching command reference). */
function byDefault(block: Block, line: Line | null, name: string | null): LoadSharing {
  const at = cite(block.source, line === null ? [] : [line]);
  return {
    kind: 'load-sharing',
    at: at.quote === '' ? { ...at, quote: block.command ?? '' } : at,
    platform: null,
    mode: 'per-flow',
    said: 'no setting but the default',
    interface: name,
    prefix: null,
  };
}

/** `show running-config | include load-sharing` (IOS) and `show ip load-sharing` (NX-OS). */
export const loadSharing: TextParser = {
  kind: 'router-load-sharing',
  commands: /^(?:show|sho|sh) (?:run[^|]*\|.*\bload-shar|ip load-sharing\b)/,
  looksLike: (block) => worded(block.lines).some((line) => sharingOf(block, line, null) !== null),
  read: readSharing,
};
