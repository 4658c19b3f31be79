import type { IpFamily, RouteFields, RouteNextHop, RouteType } from '../../model/facts.ts';
import { isAddress } from '../cli/address-shape.ts';
import { familyOf, number32, prefixOf, tableName } from './prefix.ts';
import { type WordReader, wordReader } from './word-reader.ts';

/** A route as `ip route` prints it or takes it. The family is told by its addresses; null when it has none. */
export interface RouteWords {
  readonly fields: RouteFields;
  readonly table: string | null;
  readonly protocol: string | null;
  readonly expiresSeconds: number | null;
}

type Hop = { -readonly [K in keyof RouteNextHop]: RouteNextHop[K] };

interface Draft {
  type: RouteType;
  prefix: string;
  from: string | null;
  family: IpFamily | null;
  numbers: Map<string, number>;
  texts: Map<string, string>;
  hop: Hop;
  hops: Hop[];
}

const TYPES: readonly RouteType[] = [
  'unicast',
  'local',
  'broadcast',
  'multicast',
  'anycast',
  'blackhole',
  'unreachable',
  'prohibit',
  'throw',
];
/** Types that hand the packet to nobody; IPv6 prints `dev lo` with them. */
const DROPPING: ReadonlySet<RouteType> = new Set(['blackhole', 'unreachable', 'prohibit', 'throw']);
/** Attributes of a route that decide nothing about its way; one value follows. */
const UNUSED_WITH_VALUE: ReadonlySet<string> = new Set(
  `window rtt rttvar rto_min hoplimit initcwnd initrwnd cwnd ssthresh reordering quickack congctl features
fastopen_no_cookie realm realms error users age ttl-propagate`.split(/\s+/),
);
const UNUSED: ReadonlySet<string> = new Set(
  'pervasive offload offload_failed trap rt_offload rt_trap rt_offload_failed notify unresolved'.split(' '),
);

export function isDropping(type: RouteType): boolean {
  return DROPPING.has(type);
}

export function isRouteType(word: string | undefined): word is RouteType {
  return TYPES.some((type) => type === word);
}

/** Reads the words of a route. Null when a word is not known, since it might say that the kernel does not use it. */
export function readRouteWords(words: readonly string[]): RouteWords | null {
  const reader = wordReader(words);
  const type = isRouteType(reader.peek()) ? reader.next() : 'unicast';
  const destination = reader.next();
  const prefix = destination === 'default' ? 'default' : prefixOf(destination ?? '');
  if (prefix === null || !isRouteType(type)) return null;
  const family = prefix === 'default' ? null : familyOf(prefix);
  const hop = emptyHop();
  const draft: Draft = { type, prefix, from: null, family, numbers: new Map(), texts: new Map(), hop, hops: [] };
  for (let word = reader.next(); word !== undefined; word = reader.next()) {
    if (!takeHop(draft, word, reader) && !takeAttribute(draft, word, reader)) return null;
  }
  return finished(draft);
}

/** Reads the words behind `nexthop`; null when one is not known. */
export function readNextHopWords(words: readonly string[]): RouteNextHop | null {
  const route = readRouteWords(['default', 'nexthop', ...words]);
  const [only = null] = route?.fields.nextHops ?? [];
  return route?.fields.nextHops.length === 1 ? only : null;
}

function emptyHop(): Hop {
  return { via: null, device: null, weight: 1, onlink: false, linkdown: false, dead: false, encapsulation: null };
}

function takeHop(draft: Draft, word: string, reader: WordReader): boolean {
  const { hop } = draft;
  switch (word) {
    case 'nexthop':
      draft.hop = emptyHop();
      draft.hops.push(draft.hop);
      return true;
    case 'via':
      return takeVia(draft, reader);
    case 'dev':
      hop.device = reader.next() ?? null;
      return hop.device !== null;
    case 'weight': {
      const weight = number32(reader.next());
      hop.weight = weight ?? 1;
      return weight !== null;
    }
    case 'onlink':
    case 'linkdown':
    case 'dead':
      hop[word] = true;
      return true;
    case 'encap':
      hop.encapsulation = encapsulationIn(reader);
      return true;
    default:
      return false;
  }
}

/** `via inet6 fe80::1` names the family when it is not the route's. */
function takeVia(draft: Draft, reader: WordReader): boolean {
  const other = reader.skip('inet6') || reader.skip('inet');
  const address = reader.next() ?? '';
  if (!isAddress(address)) return false;
  draft.hop.via = address;
  if (!other) draft.family ??= familyOf(address);
  return true;
}

/** The words of an encapsulation run up to the next hop's own; its `src` and `dst` are not the route's. */
function encapsulationIn(reader: WordReader): string {
  const words: string[] = [];
  for (let word = reader.peek(); word !== undefined && !/^(?:via|dev|nexthop)$/.test(word); word = reader.peek()) {
    words.push(word);
    reader.next();
  }
  return words.join(' ');
}

const NUMBERS: Readonly<Record<string, string>> = { metric: 'metric', priority: 'metric', preference: 'metric' };
const TEXTS: Readonly<Record<string, string>> = { proto: 'protocol', protocol: 'protocol' };

function takeAttribute(draft: Draft, word: string, reader: WordReader): boolean {
  if (UNUSED.has(word)) return true;
  if (UNUSED_WITH_VALUE.has(word)) {
    reader.skip('lock');
    return reader.next() !== undefined;
  }
  if (/^(?:metric|priority|preference|tos|dsfield|mtu|advmss|nhid)$/.test(word)) {
    reader.skip('lock');
    const number = number32(reader.next());
    if (number !== null) draft.numbers.set(NUMBERS[word] ?? word, number);
    return number !== null;
  }
  if (/^(?:table|proto|protocol|scope|src|pref|expires|from)$/.test(word)) {
    const text = reader.next();
    if (text !== undefined) draft.texts.set(TEXTS[word] ?? word, text);
    return text !== undefined && (word !== 'src' || isAddress(text)) && (word !== 'from' || prefixOf(text) !== null);
  }
  return false;
}

function finished({ type, prefix, family, numbers, texts, hop, hops }: Draft): RouteWords {
  const source = texts.get('src') ?? null;
  const known = family ?? (source === null ? familyHint(texts) : familyOf(source));
  const single = hop.via === null && hop.device === null ? [] : [hop];
  const nextHops = isDropping(type) ? [] : hops.length > 0 ? hops : single;
  const expires = /^(\d+)(?:sec)?$/.exec(texts.get('expires') ?? '')?.[1];
  return {
    fields: {
      family: known,
      type,
      prefix: written(prefix, known),
      from: prefixOf(texts.get('from') ?? ''),
      tos: numbers.get('tos') ?? numbers.get('dsfield') ?? null,
      metric: numbers.get('metric') ?? null,
      scope: texts.get('scope') ?? null,
      source,
      nextHops,
      mtu: numbers.get('mtu') ?? null,
      advmss: numbers.get('advmss') ?? null,
      nextHopId: numbers.get('nhid') ?? null,
    },
    table: texts.has('table') ? tableName(texts.get('table') ?? '') : null,
    protocol: texts.get('protocol') ?? null,
    expiresSeconds: expires === undefined ? null : Number(expires),
  };
}

/** Only IPv6 routes have a router preference, and only IPv4 routes a scope that iproute2 prints. */
function familyHint(texts: ReadonlyMap<string, string>): IpFamily | null {
  if (texts.has('pref')) return 'inet6';
  return texts.has('scope') ? 'inet' : null;
}

/** `default` as the prefix that it stands for, once the family is known. */
export function written(prefix: string, family: IpFamily | null): string {
  if (prefix !== 'default' || family === null) return prefix;
  return family === 'inet6' ? '::/0' : '0.0.0.0/0';
}
