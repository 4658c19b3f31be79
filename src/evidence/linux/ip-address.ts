import type { HostAddress } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Reading, type TextParser } from '../parser.ts';
import { isAddressFlag, ownAddress } from './address-words.ts';
import { type InterfaceDraft, interfaceFact, newInterface } from './interface-draft.ts';
import { type Interfaces, readBriefInterfaces, readInterfaces } from './ip-address-text.ts';
import { ipCommandPattern, readIpCommand } from './ip-command.ts';
import { isRecord, type JsonRecord, jsonRecords, looksLikeJson, recordsIn, textOf, textsIn } from './json-records.ts';
import { isReadWhole, listingOf } from './listing.ts';
import { withinReach } from './reach.ts';

function readJson(block: Block): Interfaces {
  const { records, read } = jsonRecords(block.lines);
  const known = new Set(read);
  const interfaces = records.flatMap((record): readonly InterfaceDraft[] => {
    const draft = fromJson(block.source, record);
    if (draft !== null) return [draft];
    for (const { number } of Object.keys(record.value).length > 0 ? record.lines : []) known.delete(number);
    return [];
  });
  return { interfaces, read: known };
}

function fromJson(source: string, { value, lines }: JsonRecord): InterfaceDraft | null {
  const name = textOf(value.ifname);
  if (name === null) return null;
  const draft = newInterface(name, typeof value.ifindex === 'number' ? value.ifindex : null);
  const info = isRecord(value.linkinfo) ? value.linkinfo : {};
  const data = isRecord(info.info_data) ? info.info_data : {};
  draft.lines.push(...lines);
  draft.parent = textOf(value.link);
  draft.flags = Array.isArray(value.flags) ? textsIn(value.flags) : null;
  draft.state = textOf(value.operstate);
  draft.mtu = typeof value.mtu === 'number' ? value.mtu : null;
  draft.master = textOf(value.master);
  draft.linkType = textOf(value.link_type);
  draft.mac = draft.linkType === 'none' ? null : textOf(value.address);
  draft.deviceKind = textOf(info.info_kind);
  draft.vrfTable = draft.deviceKind === 'vrf' ? textOf(data.table) : null;
  if (!Array.isArray(value.addr_info)) return draft;
  const addresses = recordsIn(value.addr_info).filter((one) => Object.keys(one).length > 0);
  draft.addresses = addresses.flatMap((one) => addressFromJson(one, cite(source, lines)));
  return draft.addresses.length === addresses.length ? draft : null;
}

function addressFromJson(value: JsonRecord['value'], at: HostAddress['at']): readonly HostAddress[] {
  const peer = textOf(value.address);
  const length = typeof value.prefixlen === 'number' ? value.prefixlen : null;
  // With a peer, the prefix length is the peer's.
  const own = ownAddress(
    peer === null && length !== null ? `${textOf(value.local)}/${length}` : (textOf(value.local) ?? ''),
  );
  if (own === null) return [];
  const flags = Object.keys(value).filter((key) => isAddressFlag(key) && value[key] === true);
  return [
    {
      ...own,
      peer: peer === null || length === null ? peer : `${peer}/${length}`,
      scope: textOf(value.scope),
      flags,
      at,
    },
  ];
}

function interfacesOf(block: Block): Interfaces {
  if (looksLikeJson(block.lines)) return readJson(block);
  const usual = readInterfaces(block);
  return usual.interfaces.length > 0 ? usual : readBriefInterfaces(block);
}

/** In the brief form a single line says little, so without its command every line must have the form. */
function looksLikeInterfaces(given: Block): boolean {
  const block = withinReach(given);
  if (looksLikeJson(block.lines)) return jsonRecords(block.lines).records.some(({ value }) => 'ifname' in value);
  if (readInterfaces(block).interfaces.length > 0) return true;
  const lines = worded(block.lines);
  return lines.length > 0 && readBriefInterfaces(block).read.size === lines.length;
}

/** `ip addr` and `ip link`, usual, brief, one-line or JSON: a `host-interface` for each, and a `host-listing`. */
export const ipAddress: TextParser = {
  kind: 'ip-address',
  commands: ipCommandPattern('a|ad|add|addr|addre|addres|address|l|li|lin|link'),
  unbounded: true,
  looksLike: looksLikeInterfaces,
  read(given: Block): Reading {
    const block = withinReach(given);
    const asked = readIpCommand(block.command);
    const { interfaces, read } = interfacesOf(block);
    const links = asked === null ? interfaces.every(({ addresses }) => addresses === null) : asked.object === 'link';
    const facts = interfaces.map((draft) => {
      const addresses = links ? null : (draft.addresses ?? []);
      return interfaceFact(block.source, { ...draft, addresses });
    });
    if (!isReadWhole(given, read) || interfaces.length === 0) return { facts, read };
    const filtered = asked === null ? null : asked.words.length > 0 || asked.piped;
    const what = links ? 'links' : 'addresses';
    const family = asked?.family ?? null;
    return { facts: [listingOf(block, { what, family, table: null, filtered, count: facts.length }), ...facts], read };
  },
};
