import type { TextLink } from './packet.ts';

/** What stands in front of the network header, and what follows it. */
export interface Linked {
  readonly link: TextLink;
  readonly network: 'ip' | 'arp' | 'other';
  readonly rest: string;
}

const NO_LINK: TextLink = { interface: null, source: null, destination: null, vlans: null, length: null, taken: null };

const MAC = '[\\da-f]{2}(?::[\\da-f]{2}){5}';
/** `-i any`: the interface and the direction; B, M and P are broadcast, multicast and other hosts' packets. */
const COOKED = /^(?:(?<name>[\w.@:-]{1,32}) +)?(?<way>In|Out|B|M|P) +(?=IP6? |ARP|ifindex |[\da-f]{2}:|ethertype )/;
const COOKED_ADDRESS = new RegExp(`^(?:ifindex \\d+ )?(?<source>${MAC})? ?(?=ethertype )`);
const ETHERNET = new RegExp(
  `^(?<source>${MAC})(?: \\(oui [^)]{1,40}\\))? > (?<destination>${MAC}|Broadcast)(?: \\(oui [^)]{1,40}\\))?, `,
);
const ETHERTYPE = /^ethertype (?<name>[\w.-]{1,24})(?: \(0x[\da-f]{4}\))?, length (?<length>\d+): /;
const TAG = /^vlan (?<id>\d+), p \d(?:, DEI)?(?:, |$)/;
const TAGGED = /^ethertype (?<name>[\w.-]{1,24})(?: \(0x[\da-f]{4}\))?, /;
const RAW = /^(?:ip: |AF IPv[46] \(\d+\), length \d+: )/;
const ARP_SIZES = /^Ethernet \(len 6\), IPv4 \(len 4\), /;
/** What else a switch port carries, as tcpdump names it. */
const NOT_IP =
  /^(?:LLDP|STP|CDPv\d|LACPv\d|EAPOL|Loopback|PPPoE|UDLD|IS-IS|MPLS|DTPv?\d?|VTPv?\d?|LLC|RARP|Realtek|802\.[13]\w*|Unknown|Slow Protocols|HomePlug|LACP|ethertype)\b/;

/** Reads the part of a tcpdump line between time and IP header, with or without `-e`; null when it is none. */
export function readLink(text: string): Linked | null {
  const cooked = COOKED.exec(text);
  const from = cooked === null ? text : text.slice(cooked[0].length);
  const start = { ...NO_LINK, interface: cooked?.groups?.name ?? null, taken: takenOf(cooked?.groups?.way) };
  const address = cooked === null ? null : COOKED_ADDRESS.exec(from);
  if (address !== null) {
    return typed({ ...start, source: address.groups?.source ?? null }, from.slice(address[0].length));
  }
  const ethernet = ETHERNET.exec(from);
  if (ethernet === null) return network(start, from);
  const { source = null, destination = null } = ethernet.groups ?? {};
  const to = destination === 'Broadcast' ? 'ff:ff:ff:ff:ff:ff' : destination;
  return typed({ ...start, source, destination: to, vlans: [] }, from.slice(ethernet[0].length));
}

/** A packet to another host (`P`), seen in promiscuous mode, was neither sent nor received. */
function takenOf(way: string | undefined): TextLink['taken'] {
  if (way === 'Out') return 'out';
  return way === undefined || way === 'P' ? null : 'in';
}

/** `ethertype IPv4 (0x0800), length 74: `, with tags in between. Frames of 802.3 have no type: no IP. */
function typed(link: TextLink, text: string): Linked | null {
  const type = ETHERTYPE.exec(text);
  if (type === null) return /^802\.3, length \d+/.test(text) ? { link, network: 'other', rest: '' } : null;
  const length = Number(type.groups?.length);
  let rest = text.slice(type[0].length);
  let name = type.groups?.name ?? '';
  const vlans: number[] = [];
  for (let tag = TAG.exec(rest); tag !== null; tag = TAG.exec(rest)) {
    vlans.push(Number(tag.groups?.id));
    rest = rest.slice(tag[0].length);
    const inner = TAGGED.exec(rest);
    name = inner?.groups?.name ?? name;
    rest = rest.slice(inner?.[0].length ?? 0);
  }
  const shown = { ...link, length, vlans: link.vlans === null ? null : vlans };
  if (name === 'ARP') return { link: shown, network: 'arp', rest: rest.replace(ARP_SIZES, '') };
  return name === 'IPv4' || name === 'IPv6'
    ? { link: shown, network: 'ip', rest: rest.replace(/^IP6? /, '') }
    : { link: shown, network: 'other', rest: '' };
}

/** Without `-e` there is the name of the network protocol; tags show on some releases even so. */
function network(link: TextLink, text: string): Linked | null {
  let rest = text;
  const vlans: number[] = [];
  for (let tag = TAG.exec(rest); tag !== null; tag = TAG.exec(rest)) {
    vlans.push(Number(tag.groups?.id));
    rest = rest.slice(tag[0].length).replace(TAGGED, '');
  }
  const shown = vlans.length === 0 ? link : { ...link, vlans };
  const named = /^(?:IP6? |ip6?: )/.exec(rest) ?? RAW.exec(rest);
  if (named !== null) return { link: shown, network: 'ip', rest: rest.slice(named[0].length) };
  const arp = /^(?:ARP|arp),? /.exec(rest);
  if (arp !== null) return { link: shown, network: 'arp', rest: rest.slice(arp[0].length).replace(ARP_SIZES, '') };
  if (vlans.length > 0) return { link: shown, network: 'ip', rest };
  return NOT_IP.test(rest) ? { link: shown, network: 'other', rest: '' } : null;
}
