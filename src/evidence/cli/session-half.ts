import type { SessionHalf } from '../../model/facts.ts';
import { protocolFromNumber } from '../../model/flow.ts';
import type { Line } from '../parser.ts';
import { isAddress } from './address-shape.ts';
import { wholeNumber } from './layout.ts';
import { truth } from './truth.ts';

/** What a `c2s flow:` or `s2c flow:` part says. */
export interface HalfReading {
  readonly half: SessionHalf;
  readonly offloaded: boolean | null;
  readonly pbfLine: Line | null;
  readonly read: ReadonlySet<number>;
}

const LABELS =
  'source|dst|proto|sport|dport|state|type|src user|dst user|pbf rule|qos node|match src interface|match src address|offload';
/** `sport: 4475 dport: 80`: two labels share a line, and pastes leave one space between them. */
const PAIR = new RegExp(
  `(?:^|\\s)(?<label>${LABELS})\\s*:\\s*(?<value>.*?)(?=\\s+(?:dport|type|${LABELS})\\s*:|$)`,
  'gi',
);
const STARTS = new RegExp(`^(?:${LABELS})\\s*:`, 'i');
const SOURCE = /^(?<address>\S+)?\s*\[(?<zone>[^\]]*)\]$/;

type Values = ReadonlyMap<string, string>;

/**
 * Reads the lines of one half. A value that was cut out (`source: [trust]`) is null; a line with a value that cannot be
 * what its label says stays unread.
 */
export function readHalf(lines: readonly Line[]): HalfReading {
  const values = new Map<string, string>();
  const read = new Set<number>();
  let pbfLine: Line | null = null;
  for (const line of lines) {
    const pairs = pairsOf(line.text);
    if (pairs.length === 0 || !pairs.every(([label, value]) => isPlausible(label, value))) continue;
    for (const [label, value] of pairs) values.set(label, value);
    if (pairs.some(([label, value]) => label === 'pbf rule' && value !== '')) pbfLine = line;
    read.add(line.number);
  }
  return { half: halfFrom(values), offloaded: truth(values.get('offload')), pbfLine, read };
}

function pairsOf(text: string): readonly (readonly [string, string])[] {
  const line = text.trim();
  if (!STARTS.test(line)) return [];
  // The free text of these labels may hold a colon.
  if (/^(?:match|qos)/i.test(line)) return [[line.slice(0, line.indexOf(':')).trim().toLowerCase(), '']];
  return [...line.matchAll(PAIR)].map((pair) => [
    (pair.groups?.label ?? '').toLowerCase(),
    (pair.groups?.value ?? '').trim(),
  ]);
}

function isPlausible(label: string, value: string): boolean {
  if (value === '') return true;
  if (label === 'source') {
    const address = SOURCE.exec(value)?.groups?.address ?? (value.startsWith('[') ? undefined : value);
    return address === undefined || isAddress(address);
  }
  if (label === 'dst') return isAddress(value);
  if (label === 'proto' || label === 'sport' || label === 'dport') return wholeNumber(value) !== null;
  return true;
}

function halfFrom(values: Values): SessionHalf {
  const source = values.get('source') ?? '';
  const withZone = SOURCE.exec(source)?.groups;
  const protocol = wholeNumber(values.get('proto'));
  return {
    source: present(withZone ? withZone.address : source),
    zone: present(withZone?.zone),
    destination: present(values.get('dst')),
    sourcePort: wholeNumber(values.get('sport')),
    destinationPort: wholeNumber(values.get('dport')),
    protocol: protocol === null ? null : protocolFromNumber(protocol),
    state: present(values.get('state')),
    type: present(values.get('type')),
    pbfRule: present(values.get('pbf rule')?.replace(/\s+\d+$/, '')),
  };
}

function present(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
