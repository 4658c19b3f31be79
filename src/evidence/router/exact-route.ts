import type { ExactRoute } from '../../model/facts.ts';
import { isAddress } from '../cli/address-shape.ts';
import { commandWords } from '../cli/command-words.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isNxOsTable, readNxOsTable } from './nx-os-table.ts';
import { askedVrf, vrfName } from './route-entry.ts';

/** IOS: `192.0.2.1 -> 198.51.100.1 => IP adj out of GigabitEthernet0/1, addr 192.0.2.254`, and an older form. */
const ENDS = /^(?<source>[\dA-Fa-f.:]+)\s*-> (?<destination>[\dA-Fa-f.:]+)\s*(?:=>|:)\s*(?<rest>.*)$/;
const OUT_OF = /^(?:IPV?6? )?(?:IP |IPV6 )?adj out of (?<name>[A-Za-z][\w./:-]*)(?:, addr (?<hop>[\dA-Fa-f.:]+))?$/i;
const OLDER = /^(?<name>[A-Za-z][\w./:-]*) \((?:next hop (?<hop>[\dA-Fa-f.:]+)|attached)\)$/;
/** NX-OS: `Hashing to path *192.0.2.254 (Ethernet1/1)`. */
const HASHED = /^Hash(?:ing)? to path \*?(?<hop>[\dA-Fa-f.:]+)(?:%\S+)?(?: \(?(?<name>[A-Za-z][\w./:-]*)\)?)?$/;
const HASH_VRF = /^Hash for VRF "(?<vrf>[^"]{1,64})"$/;
const HASH_NOTE =
  /^(?:Load-share parameters used for software forwarding:|load-share mode:.*|Universal-id seed:.*|Hash for VRF "[^"]*"|For route:)$/i;

function iosAnswer(block: Block, line: Line): ExactRoute | null {
  const ends = ENDS.exec(line.text.trim().slice(0, 300))?.groups;
  if (ends?.source === undefined || ends.destination === undefined) return null;
  if (!isAddress(ends.source) || !isAddress(ends.destination)) return null;
  const rest = ends.rest ?? '';
  const out = (OUT_OF.exec(rest) ?? OLDER.exec(rest))?.groups;
  if (out?.name === undefined) return null;
  return {
    kind: 'exact-route',
    at: cite(block.source, [line]),
    platform: 'ios',
    vrf: askedVrf(block.command),
    source: ends.source,
    destination: ends.destination,
    nextHop: out.hop !== undefined && isAddress(out.hop) ? out.hop : null,
    interface: out.name,
  };
}

function nxOsAnswer(block: Block, line: Line, vrf: string | null): ExactRoute | null {
  const { hop, name = null } = HASHED.exec(line.text.trim().slice(0, 300))?.groups ?? {};
  const [source, destination] = commandWords(block.command ?? '').filter(isAddress);
  if (hop === undefined || !isAddress(hop) || source === undefined || destination === undefined) return null;
  const at = cite(block.source, [line]);
  return { kind: 'exact-route', at, platform: 'nx-os', vrf, source, destination, nextHop: hop, interface: name };
}

function readAnswer(block: Block): Reading {
  const facts: ExactRoute[] = [];
  const read = new Set<number>();
  let vrf: string | null = null;
  for (const line of worded(block.lines)) {
    const text = line.text.trim().slice(0, 300);
    vrf = vrfName(HASH_VRF.exec(text)?.groups?.vrf ?? vrf);
    const answer = iosAnswer(block, line) ?? nxOsAnswer(block, line, vrf);
    if (answer !== null) facts.push(answer);
    if (answer !== null || HASH_NOTE.test(text)) read.add(line.number);
  }
  const table = isNxOsTable(block.lines) ? readNxOsTable(block) : { facts: [], read: new Set<number>() };
  return { facts: [...facts, ...table.facts], read: new Set([...read, ...table.read]) };
}

/**
 * Which equal path one pair of addresses takes: `show ip cef exact-route` (IOS) and `show routing hash` (NX-OS,
 * whose answer does not repeat the addresses). Both ask the hash, so both speak of balancing per flow.
 */
export const exactRoute: TextParser = {
  kind: 'router-exact-route',
  commands: /^(?:show|sho|sh) (?:ip(?:v6)? cef (?:vrf \S+ )?exact-route|routing hash)\b/,
  looksLike: (block) => worded(block.lines).some((line) => iosAnswer(block, line) !== null),
  read: readAnswer,
};
