import ipaddr from 'ipaddr.js';

/** One end as tests write it: `192.0.2.10:40000`, `[2001:db8::1]:443`, or an address alone. */
export type End = string;

export interface IpOptions {
  readonly ttl?: number;
  readonly ipId?: number;
  readonly dontFragment?: boolean;
  /** IPv4 options, a multiple of four bytes. */
  readonly ipOptions?: readonly number[];
  /** IPv6 extension headers before the transport: header type and its body (a multiple of eight bytes less two). */
  readonly extensions?: readonly { readonly type: number; readonly body: readonly number[] }[];
}

export interface TcpOptions extends IpOptions {
  readonly from: End;
  readonly to: End;
  /** Letters of `SFRPAUEW`. */
  readonly flags: string;
  readonly sequence: number;
  readonly acknowledgement?: number;
  readonly window?: number;
  readonly payload?: Uint8Array | string;
  readonly mss?: number;
  readonly windowScale?: number;
  /** `good` unless told: `partial` leaves the pseudo header's sum, as a sender with checksum offload shows. */
  readonly checksum?: 'good' | 'partial' | 'zero' | 'bad';
}

const FLAGS = 'FSRPAUEW';

/** A TCP segment in its IP packet. */
export function tcp(options: TcpOptions): Uint8Array {
  const [from, to] = [endOf(options.from), endOf(options.to)];
  const tcpOptions = [
    ...(options.mss === undefined ? [] : [2, 4, ...be16(options.mss)]),
    ...(options.windowScale === undefined ? [] : [1, 3, 3, options.windowScale]),
  ];
  const flags = [...options.flags].reduce((bits, letter) => bits | (1 << FLAGS.indexOf(letter)), 0);
  const segment = Uint8Array.from([
    ...be16(from.port),
    ...be16(to.port),
    ...be32(options.sequence),
    ...be32(options.acknowledgement ?? 0),
    ((20 + tcpOptions.length) / 4) << 4,
    flags,
    ...be16(options.window ?? 64_240),
    ...[0, 0, 0, 0],
    ...tcpOptions,
    ...bytesOf(options.payload ?? ''),
  ]);
  const whole = transportSum(from.address, to.address, 6, segment);
  const partial = ~transportSum(from.address, to.address, 6, new Uint8Array(0), segment.length) & 0xffff;
  const sum = { good: whole, partial, zero: 0, bad: whole ^ 0x5555 }[options.checksum ?? 'good'];
  segment.set(be16(sum), 16);
  return ip(options.from, options.to, 6, segment, options);
}

/** A UDP datagram in its IP packet. */
export function udp(
  options: IpOptions & { readonly from: End; readonly to: End; readonly payload?: Uint8Array | string },
): Uint8Array {
  const [from, to] = [endOf(options.from), endOf(options.to)];
  const payload = bytesOf(options.payload ?? '');
  const datagram = Uint8Array.from([
    ...be16(from.port),
    ...be16(to.port),
    ...be16(8 + payload.length),
    0,
    0,
    ...payload,
  ]);
  datagram.set(be16(transportSum(from.address, to.address, 17, datagram) || 0xffff), 6);
  return ip(options.from, options.to, 17, datagram, options);
}

export interface IcmpOptions extends IpOptions {
  readonly from: End;
  readonly to: End;
  readonly type: number;
  readonly code?: number;
  /** The four bytes behind the checksum: echo id and sequence, next-hop MTU, or a redirect's gateway. */
  readonly rest?: readonly number[];
  readonly body?: Uint8Array | string;
}

/** ICMP, or ICMPv6 between IPv6 addresses. An error quotes what `body` holds. */
export function icmp(options: IcmpOptions): Uint8Array {
  const [from, to] = [endOf(options.from), endOf(options.to)];
  const six = from.address.length === 16;
  const message = Uint8Array.from([
    options.type,
    options.code ?? 0,
    0,
    0,
    ...(options.rest ?? [0, 0, 0, 0]),
    ...bytesOf(options.body ?? ''),
  ]);
  const sum = six ? transportSum(from.address, to.address, 58, message) : ~sumOf(message) & 0xffff;
  message.set(be16(sum), 2);
  return ip(options.from, options.to, six ? 58 : 1, message, options);
}

/** Any payload in an IPv4 or IPv6 packet, by the addresses. */
export function ip(from: End, to: End, protocol: number, body: Uint8Array, options: IpOptions = {}): Uint8Array {
  const [source, destination] = [endOf(from).address, endOf(to).address];
  return source.length === 4
    ? ipv4(source, destination, protocol, body, options)
    : ipv6(source, destination, protocol, body, options);
}

function ipv4(
  source: readonly number[],
  destination: readonly number[],
  protocol: number,
  body: Uint8Array,
  { ttl = 64, ipId = 0, dontFragment = true, ipOptions = [] }: IpOptions,
): Uint8Array {
  const length = 20 + ipOptions.length;
  const header = Uint8Array.from([
    0x40 | (length / 4),
    0,
    ...be16(length + body.length),
    ...be16(ipId),
    ...be16(dontFragment ? 0x4000 : 0),
    ttl,
    protocol,
    ...[0, 0],
    ...source,
    ...destination,
    ...ipOptions,
  ]);
  header.set(be16(~sumOf(header) & 0xffff), 10);
  return joined(header, body);
}

function ipv6(
  source: readonly number[],
  destination: readonly number[],
  protocol: number,
  body: Uint8Array,
  { ttl = 64, extensions = [] }: IpOptions,
): Uint8Array {
  const next = [...extensions.map(({ type }) => type), protocol];
  const headers = extensions.flatMap(({ body: inside }, index) => [
    next[index + 1] ?? protocol,
    (inside.length + 2) / 8 - 1,
    ...inside,
  ]);
  const header = [0x60, 0, 0, 0, ...be16(headers.length + body.length), next[0] ?? protocol, ttl];
  return joined(Uint8Array.from([...header, ...source, ...destination, ...headers]), body);
}

/** Cuts an IPv4 packet into fragments of at most `size` bytes of payload (a multiple of eight). */
export function fragments(packet: Uint8Array, size: number): readonly Uint8Array[] {
  const header = packet.subarray(0, 20);
  const body = packet.subarray(20);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < body.length; at += size) {
    const piece = joined(header, body.subarray(at, at + size));
    const more = at + size < body.length;
    piece.set(be16(piece.length), 2);
    piece.set(be16((more ? 0x2000 : 0) | (at / 8)), 6);
    piece.set([0, 0], 10);
    piece.set(be16(~sumOf(piece.subarray(0, 20)) & 0xffff), 10);
    pieces.push(piece);
  }
  return pieces;
}

/** An IP packet inside GRE, with a key or without. */
export function gre(from: End, to: End, inner: Uint8Array, key?: number): Uint8Array {
  const type = (inner[0] ?? 0) >> 4 === 6 ? 0x86dd : 0x0800;
  const header = [...be16(key === undefined ? 0 : 0x2000), ...be16(type), ...(key === undefined ? [] : be32(key))];
  return ip(from, to, 47, joined(Uint8Array.from(header), inner));
}

/** An Ethernet frame inside VXLAN. */
export function vxlan(from: End, to: End, network: number, frame: Uint8Array): Uint8Array {
  const header = Uint8Array.from([8, 0, 0, 0, ...be32(network << 8)]);
  return udp({ from: `${from}:50001`, to: `${to}:4789`, payload: joined(header, frame) });
}

export interface LinkOptions {
  readonly source?: string;
  readonly destination?: string;
  /** VLAN ids from the outside in. */
  readonly vlans?: readonly number[];
}

/** An Ethernet II frame. MAC addresses are documentation ones (RFC 7042) unless told. */
export function ethernet(packet: Uint8Array, options: LinkOptions = {}): Uint8Array {
  const { source = '00:00:5e:00:53:01', destination = '00:00:5e:00:53:02', vlans = [] } = options;
  const tags = vlans.flatMap((id, index) => [...be16(index === vlans.length - 1 ? 0x8100 : 0x88a8), ...be16(id)]);
  return joined(Uint8Array.from([...mac(destination), ...mac(source), ...tags, ...be16(etherType(packet))]), packet);
}

/** Linux cooked v1; `outgoing` says that the capturing host sent it. */
export function linuxCooked(packet: Uint8Array, outgoing = false): Uint8Array {
  const header = [...be16(outgoing ? 4 : 0), ...be16(1), ...be16(6), ...mac('00:00:5e:00:53:01'), 0, 0];
  return joined(Uint8Array.from([...header, ...be16(etherType(packet))]), packet);
}

/** Linux cooked v2. */
export function linuxCooked2(packet: Uint8Array, interfaceIndex = 2, outgoing = false): Uint8Array {
  const header = [...be16(etherType(packet)), 0, 0, ...be32(interfaceIndex), ...be16(1), outgoing ? 4 : 0, 6];
  return joined(Uint8Array.from([...header, ...mac('00:00:5e:00:53:01'), 0, 0]), packet);
}

/** BSD loopback, in the byte order of a little-endian host. */
export function nullLink(packet: Uint8Array): Uint8Array {
  return joined(Uint8Array.from([(packet[0] ?? 0) >> 4 === 6 ? 30 : 2, 0, 0, 0]), packet);
}

/** The numbers of link types in capture files (the tcpdump group's registry). */
export const LINK = { null: 0, ethernet: 1, rawIp: 101, loop: 108, linuxCooked: 113, linuxCooked2: 276 } as const;

function etherType(packet: Uint8Array): number {
  return (packet[0] ?? 0) >> 4 === 6 ? 0x86dd : 0x0800;
}

function mac(text: string): readonly number[] {
  return text.split(':').map((part) => Number.parseInt(part, 16));
}

interface NumberedEnd {
  readonly address: readonly number[];
  readonly port: number;
}

function endOf(end: End): NumberedEnd {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(end);
  const plain = /^([\d.]+)(?::(\d+))?$/.exec(end);
  const [, address = end, port = '0'] = bracketed ?? plain ?? [];
  return { address: ipaddr.parse(address).toByteArray(), port: Number(port) };
}

function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

function transportSum(
  source: readonly number[],
  destination: readonly number[],
  protocol: number,
  segment: Uint8Array,
  length = segment.length,
): number {
  const pseudo = [...source, ...destination, ...be32(length), 0, 0, 0, protocol];
  return ~sumOf(joined(Uint8Array.from(pseudo), segment)) & 0xffff;
}

function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x1_0000);
  return sum;
}

function be16(value: number): readonly number[] {
  return [(value >>> 8) & 0xff, value & 0xff];
}

function be32(value: number): readonly number[] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}
