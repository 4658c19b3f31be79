import { isAddress } from '../cli/address-shape.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line } from '../parser.ts';
import { ownAddress, readAddressWords } from './address-words.ts';
import { type InterfaceDraft, newInterface } from './interface-draft.ts';
import { wordsOf } from './word-reader.ts';

export interface Interfaces {
  readonly interfaces: readonly InterfaceDraft[];
  readonly read: ReadonlySet<number>;
}

const LONGEST_LINE = 4000;
const HEADER =
  /^(?<index>\d{1,10}):\s+(?<name>[^\s@:]{1,32}(?::\d+)?)(?:@(?<parent>\S{1,32}?))?:\s+<(?<flags>[\w,-]*)>(?<rest>.*)$/;
/** `ip -o addr`: every address on its own line, behind index and name. */
const ONE_LINE = /^(?<index>\d{1,10}):\s+(?<name>[^\s@]{1,32})\s+(?<rest>inet6?\s.*)$/;
const STATE = /^(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|NOTPRESENT|TESTING|DORMANT)$/;
/**
 * Each address is followed by its lifetimes (print_addrinfo() of iproute2). Lifetimes alone have lost theirs: they stay
 * unread, so that what the listing lacks is not taken for missing on the host.
 */
const LIFETIME = /^valid_lft\s/;
const ADDRESS = /^inet6?\s/;
const LINK = /^link\//;
/** Lines that `-s`, `-d` and newer versions add, and lifetimes. */
const BESIDE =
  /^(?:valid_lft\s|altname\s|alias\s|RX(?:\serrors)?:|TX(?:\serrors)?:|[\d\s]+$|.*\baddrgenmode\s|\w+_slave\s)/;
const DEVICE_KINDS =
  /^(?:veth|vlan|vrf|bond|bridge|dummy|tun|vxlan|gre|gretap|ipip|sit|ip6tnl|macvlan|ipvlan|wireguard|xfrm|vti|team)$/;

/** The lines of `ip addr` and `ip link` in their usual, detailed and one-line forms (`\` stands for a line end there). */
export function readInterfaces(block: Block): Interfaces {
  const interfaces = new Map<string, InterfaceDraft>();
  const read = new Set<number>();
  let current: InterfaceDraft | null = null;
  let hasAddress = false;
  for (const line of worded(block.lines)) {
    if (line.text.length > LONGEST_LINE) continue;
    let known = true;
    for (const piece of line.text.split('\\')) {
      const text = piece.trim();
      const opened = opening(interfaces, text, line);
      current = opened?.draft ?? current;
      const rest = opened === null ? text : opened.rest;
      // An interface has one link: a second one is of another interface, whose first line was lost.
      if (LINK.test(rest) && current !== null && current.linkType !== null) current = null;
      const isOrphan = LIFETIME.test(rest) && !hasAddress;
      if (rest !== '') hasAddress = ADDRESS.test(rest);
      known &&= !isOrphan && (rest === '' || (current !== null && takeLine(block.source, current, rest, line)));
    }
    if (known) read.add(line.number);
  }
  return { interfaces: [...interfaces.values()], read };
}

/** The interface that a line begins or, in the one-line form, goes on with; `rest` is what else stands on the line. */
function opening(interfaces: Map<string, InterfaceDraft>, text: string, line: Line) {
  const header = HEADER.exec(text)?.groups;
  const cells = header ?? ONE_LINE.exec(text)?.groups;
  if (cells === undefined) return null;
  const name = cells.name ?? '';
  const draft = interfaces.get(name) ?? newInterface(name, Number(cells.index));
  interfaces.set(name, draft);
  if (draft.lines.length === 0) draft.lines.push(line);
  if (header === undefined) return { draft, rest: cells.rest ?? '' };
  takeHeader(draft, header);
  return { draft, rest: '' };
}

function takeHeader(draft: InterfaceDraft, cells: Readonly<Partial<Record<string, string>>>): void {
  const words = wordsOf(cells.rest ?? '');
  const after = (key: string): string | null => {
    const at = words.indexOf(key);
    return at === -1 ? null : (words[at + 1] ?? null);
  };
  const mtu = after('mtu');
  draft.parent = cells.parent ?? null;
  draft.flags = (cells.flags ?? '').split(',').filter((flag) => flag !== '');
  draft.mtu = mtu !== null && /^\d{1,9}$/.test(mtu) ? Number(mtu) : null;
  draft.state = after('state');
  draft.master = after('master');
  // Only `ip link` prints the link mode.
  if (!words.includes('mode')) draft.addresses ??= [];
}

function takeLine(source: string, draft: InterfaceDraft, text: string, line: Line): boolean {
  const [first = '', ...words] = wordsOf(text);
  if (first.startsWith('link/')) {
    draft.linkType = first.slice('link/'.length);
    draft.mac = /^[\da-f]{2}(?::[\da-f]{2}){5,19}$/i.test(words[0] ?? '') ? (words[0] ?? null) : null;
    return true;
  }
  if (first === 'inet' || first === 'inet6') {
    const address = readAddressWords(words, cite(source, [line]));
    if (address === null) return false;
    draft.addresses = [...(draft.addresses ?? []), address];
    return true;
  }
  if (DEVICE_KINDS.test(first)) {
    draft.deviceKind = first;
    if (first === 'vrf' && words[0] === 'table') draft.vrfTable = words[1] ?? null;
    return true;
  }
  return BESIDE.test(`${text} `);
}

/** The brief form: name, state, then addresses or a MAC address with flags. */
export function readBriefInterfaces(block: Block): Interfaces {
  const interfaces: InterfaceDraft[] = [];
  const read = new Set<number>();
  for (const line of worded(block.lines)) {
    const draft = line.text.length > LONGEST_LINE ? null : briefInterface(block.source, line);
    if (draft === null) continue;
    interfaces.push(draft);
    read.add(line.number);
  }
  return { interfaces, read };
}

function briefInterface(source: string, line: Line): InterfaceDraft | null {
  const [label = '', state = '', ...words] = wordsOf(line.text);
  const [name = '', parent = null] = label.split('@');
  if (name === '' || !STATE.test(state)) return null;
  const draft = newInterface(name, null);
  Object.assign(draft, { parent, state });
  draft.lines.push(line);
  const flags = /^<([\w,-]*)>$/.exec(words.at(-1) ?? '')?.[1];
  if (flags !== undefined) {
    draft.flags = flags.split(',').filter((flag) => flag !== '');
    draft.mac = words.length > 1 && (words[0] ?? '').includes(':') ? (words[0] ?? null) : null;
    return words.length <= 2 ? draft : null;
  }
  const addresses = briefAddresses(words, cite(source, [line]));
  if (addresses === null) return null;
  draft.addresses = addresses;
  return draft;
}

function briefAddresses(words: readonly string[], at: ReturnType<typeof cite>): InterfaceDraft['addresses'] {
  const addresses: NonNullable<InterfaceDraft['addresses']> = [];
  for (let index = 0; index < words.length; index += 1) {
    const own = ownAddress(words[index] ?? '');
    if (own === null) return null;
    const isPeer = words[index + 1] === 'peer';
    const peer = isPeer ? (words[index + 2] ?? null) : null;
    if (isPeer) index += 2;
    if (words[index + 1] === 'metric') index += 2;
    if (peer !== null && !isAddress(peer.split('/')[0] ?? '')) return null;
    addresses.push({ ...own, peer, scope: null, flags: [], at });
  }
  return addresses;
}
