import type { Interface } from '../../model/facts.ts';
import { isAddress, isPrefix } from '../cli/address-shape.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { vrfName } from './route-entry.ts';

const HEADER = /^Interface\s+IP[- ]Address\s+(?:OK\?|Status|Interface Status)/;
const VRF = /^IP Interface Status for VRF "(?<vrf>[^"]{1,64})"/;
const NAME = /^[A-Za-z][\w./:-]*$/;

function isUp(words: readonly string[]): boolean | null {
  const states = words.map((word) => word.toLowerCase());
  if (states.some((word) => /^(?:down|shutdown|deleted|lowerlayerdown|administratively)$|-down\b/.test(word)))
    return false;
  return states.some((word) => word === 'up' || word.startsWith('protocol-up')) ? true : null;
}

function rowOf(block: Block, line: Line, vrf: string | null, lastIsVrf: boolean): Interface | null {
  const [name = '', address = '', ...words] = line.text.trim().slice(0, 300).split(/\s+/);
  const none = /^(?:unassigned|unnumbered)$/i.test(address);
  if (!NAME.test(name) || words.length === 0 || !(none || isAddress(address) || isPrefix(address))) return null;
  return {
    kind: 'interface',
    at: cite(block.source, [line]),
    name,
    zone: null,
    router: lastIsVrf ? vrfName(words.at(-1)) : vrf,
    vsys: null,
    tag: null,
    addresses: none ? [] : [address],
    up: isUp(words),
  };
}

function readBrief(block: Block): Reading {
  const facts: Interface[] = [];
  const read = new Set<number>();
  let vrf: string | null = null;
  let lastIsVrf = false;
  for (const line of worded(block.lines)) {
    const text = line.text.trim().slice(0, 300);
    const table = VRF.exec(text)?.groups?.vrf;
    if (table !== undefined) vrf = vrfName(table);
    const isHeader = HEADER.test(text);
    if (isHeader) lastIsVrf = /\bVrf-Name$/.test(text);
    const row = isHeader ? null : rowOf(block, line, vrf, lastIsVrf);
    if (row !== null) facts.push(row);
    if (table !== undefined || isHeader || row !== null) read.add(line.number);
  }
  return { facts, read };
}

/** `show ip interface brief` of IOS, IOS-XR, NX-OS and EOS: which addresses are the router's own. */
export const interfaceBrief: TextParser = {
  kind: 'router-interfaces',
  commands: /^(?:show|sho|sh) ip(?:v4)? int(?:erface|erfaces)? br(?:ief)?\b/,
  looksLike: (block) => worded(block.lines).some((line) => HEADER.test(line.text.trim())),
  read: readBrief,
};
