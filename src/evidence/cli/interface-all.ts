import type { Interface } from '../../model/facts.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isAddress, isPrefix } from './address-shape.ts';
import { isLayout, present, rowOf, wholeNumber } from './layout.ts';

const LOGICAL_HEADER = /^name\s+id\s+vsys\s+zone\s+forwarding\s+tag\s+address\b/i;
const HARDWARE_HEADER = /^name\s+id\s+speed\/duplex\/state\S*\s+mac address\b/i;
const TOTAL = /^total configured (?:hardware|logical) interfaces:\s*\d+$/i;
const GROUPS = /^aggregation groups:\s*\d+$/i;
const MEMBERS = /^\S+ members:(?:\s+\S+)*$/i;

const HARDWARE_ROW = /^(?<name>\S+)\s+\d+\s+(?<link>[^\s/]+\/[^\s/]+\/\S+)(?:\s+(?:[0-9a-f]{2}:){5}[0-9a-f]{2})?$/i;
/** Zone (may be empty, may hold spaces) and forwarding stand together in `middle`; the cells around them have a grammar. */
const LOGICAL_ROW = /^(?<name>\S+)\s+\d+\s+(?<vsys>\d+)\s+(?<middle>\S.*?)\s+(?<tag>\d+)(?:\s+(?<address>\S+))?$/;
const FORWARDING =
  /^(?:(?<zone>\S.*?)\s+)?(?:(?:vr|lr):(?<router>\S.*)|(?:vwire|vlan|l2|tap|decrypt):\S.*|ha|tap|N\/A)$/i;

/** True, false or null (not shown) from `speed/duplex/state`, such as `1000/full/up` or `ukn/ukn/down(autoneg)`. */
export function linkUp(text: string): boolean | null {
  const state = /\/(up|down|power-down)\b/i.exec(text)?.[1]?.toLowerCase();
  return state === undefined ? null : state === 'up';
}

/** The `vsys` column counts from 1; 0 stands for interfaces that belong to none (HA). */
function vsysName(number: string | undefined): string | null {
  return number === undefined || number === '0' ? null : `vsys${number}`;
}

function isCellAddress(text: string): boolean {
  return isPrefix(text) || isAddress(text);
}

function logicalFromRow(block: Block, line: Line): Interface | null {
  const cells = rowOf(LOGICAL_ROW, line.text);
  const forwarding = FORWARDING.exec(cells?.middle ?? '')?.groups;
  if (cells?.name === undefined || forwarding === undefined) return null;
  const address = present(cells.address);
  if (address !== null && !isCellAddress(address)) return null;
  return {
    kind: 'interface',
    at: cite(block.source, [line]),
    name: cells.name,
    zone: present(forwarding.zone),
    router: forwarding.router ?? null,
    vsys: vsysName(cells.vsys),
    tag: wholeNumber(cells.tag),
    addresses: address === null ? [] : [address],
    up: null,
  };
}

function hardwareFromRow(block: Block, line: Line): Interface | null {
  const cells = rowOf(HARDWARE_ROW, line.text);
  if (cells?.name === undefined || cells.link === undefined) return null;
  const unknown = { zone: null, router: null, vsys: null, tag: null, addresses: [] };
  return { kind: 'interface', at: cite(block.source, [line]), name: cells.name, ...unknown, up: linkUp(cells.link) };
}

/** A second address stands alone on the next line, under the address column. */
function withAddress(entry: Interface, block: Block, line: Line): Interface {
  const [first] = entry.at.lines;
  const above = block.lines.filter(({ number }) => number >= first && number <= line.number);
  return { ...entry, addresses: [...entry.addresses, line.text.trim()], at: cite(block.source, above) };
}

interface Tables {
  readonly hardware: readonly Interface[];
  readonly logical: readonly Interface[];
  readonly read: ReadonlySet<number>;
}

function readTables(block: Block): Tables {
  const hardware: Interface[] = [];
  const logical: Interface[] = [];
  const read = new Set<number>();
  let members = false;
  for (const line of block.lines) {
    const text = line.text.trim();
    const link = hardwareFromRow(block, line);
    const entry = link === null ? logicalFromRow(block, line) : null;
    const last = logical.at(-1);
    if (link !== null) hardware.push(link);
    else if (entry !== null) logical.push(entry);
    else if (last !== undefined && isCellAddress(text)) logical[logical.length - 1] = withAddress(last, block, line);
    else if (!isNoise(line) && !(members && /^[a-z][\w/-]*(?:\s+[a-z][\w/-]*)*$/i.test(text))) continue;
    members = MEMBERS.test(text) || (members && !isNoise(line) && link === null && entry === null);
    read.add(line.number);
  }
  return { hardware, logical, read };
}

function isNoise(line: Line): boolean {
  const text = line.text.trim();
  if (isLayout(line) || TOTAL.test(text) || GROUPS.test(text) || MEMBERS.test(text)) return true;
  return LOGICAL_HEADER.test(text) || HARDWARE_HEADER.test(text);
}

/**
 * Reads `show interface all`, `hardware` and `logical`. One fact a logical interface, with the link state of the
 * hardware table when it has a row of the same name; a hardware interface without a logical row is a fact of its own.
 * A subinterface's link state is not printed and stays null.
 */
function readInterfaces(block: Block): Reading {
  const { hardware, logical, read } = readTables(block);
  const links = new Map(hardware.map((link) => [link.name, link.up]));
  const names = new Set(logical.map((entry) => entry.name));
  const joined = logical.map((entry) => ({ ...entry, up: links.get(entry.name) ?? null }));
  return { facts: [...joined, ...hardware.filter((link) => !names.has(link.name))], read };
}

/** `show interface all`, `show interface hardware`, `show interface logical`. */
export const interfaceAll: TextParser = {
  kind: 'interface-all',
  commands: /^show interface (?:all|hardware|logical)\b/,
  looksLike: (block) =>
    block.lines.some((line) => LOGICAL_HEADER.test(line.text.trim()) || HARDWARE_HEADER.test(line.text.trim())),
  read: readInterfaces,
};
