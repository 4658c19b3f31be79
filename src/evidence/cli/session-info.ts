import type { SessionSettings } from '../../model/facts.ts';
import { isBlank, isDivider } from '../lines.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { dataplaneOf } from './dataplane-heading.ts';
import { truth } from './truth.ts';

type Field = Exclude<keyof SessionSettings, 'kind' | 'at' | 'dataplane'>;
type Values = Partial<Record<Field, string>>;

/** Labels in small letters. The wording changed over the releases; the oldest know one handshake timer only. */
const USED: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['number of sessions supported', 'maximum'],
  ['number of allocated sessions', 'active'],
  ['number of active sessions', 'active'],
  ['tcp default timeout', 'tcpSeconds'],
  ['tcp session timeout before syn-ack received', 'tcpInitSeconds'],
  ['tcp session timeout before 3-way handshaking', 'tcpHandshakeSeconds'],
  ['tcp half-closed session timeout', 'tcpHalfClosedSeconds'],
  ['tcp - reject non-syn first packet', 'rejectNonSyn'],
  ['hardware session offloading', 'hardwareOffload'],
]);

const KNOWN: readonly RegExp[] = [
  /^number of (?:(?:active|pending) )?[\w-]+(?: [\w-]+)? (?:sessions|associations):/i,
  /^number of (?:(?:predict|active) sessions|IMSIs|sessions created since (?:system )?bootup)\s*:/i,
  /^(?:session table utilization|packet rate|throughput|new connection establish rate):/i,
  /^session (?:timeout|setup)$/i,
  /^(?:tcp|udp|icmp|sctp|other ip|captive portal) (?:default|session|half-closed session)? ?(?:delayed ack )?timeout\b.*:/i,
  /^sctp (?:timeout|default timeout)\b.*:/i,
  /^session timeout in discard state:$/i,
  /^tcp: \d+ sec\w*, udp: \d+ sec\w*,/i,
  /^(?:session accelerated aging|accelerated aging threshold|scaling factor):/i,
  /^(?:hardware udp session offloading|ipv6 firewalling|strict tcp\/ip checksum|strict tcp rst sequence):/i,
  /^(?:reject tcp (?:small initial window|syn with different seq\/options)|icmp unreachable packet rate)\s*:/i,
  /^(?:gre tunnel|tunnel) acceleration\s*:/i,
  /^(?:processing cpu|broadcast first packet|tcp congestion control)\s*:/i,
  /^5gc (?:delete )?session timeout\s*:/i,
  /^tcp - (?:reject|strict|drop)\b.*:/i,
  /^application trickling scan parameters:$/i,
  /^(?:timeout to determine application trickling|resource utilization threshold to start scan):/i,
  /^scan scaling factor over regular aging:/i,
  /^session behavior when resource limit is reached:/i,
  /^pcap token bucket rate\s*:/i,
  /^max pending queued mcast packets per session\s*:/i,
];

const LABELLED = /^(?<label>[^:]{3,60}?)\s*:\s*(?<value>\S.*)?$/;
const MARK = /^(?:number of sessions supported|tcp - reject non-syn first packet)\s*:/i;

/** `show session info`: one `session-settings` for each dataplane that answers. */
export const sessionInfo: TextParser = {
  kind: 'session-info',
  commands: /^show session info\b/,
  looksLike: (block) => block.lines.some((line) => MARK.test(line.text.trim())),
  read(block: Block): Reading {
    const read = new Set<number>();
    const facts: SessionSettings[] = [];
    for (const part of cutAtDataplanes(block.lines)) {
      const { values, lines } = readPart(part.lines);
      for (const line of [...lines, ...part.headings]) read.add(line.number);
      if (Object.keys(values).length === 0) continue;
      facts.push({
        ...settings(values),
        at: cite(block.source, lines),
        dataplane: part.dataplane ?? block.dataplane ?? null,
      });
    }
    return { facts, read };
  },
};

interface Part {
  readonly dataplane: string | null;
  readonly headings: readonly Line[];
  readonly lines: readonly Line[];
}

function cutAtDataplanes(lines: readonly Line[]): readonly Part[] {
  const parts: { dataplane: string | null; headings: Line[]; lines: Line[] }[] = [
    { dataplane: null, headings: [], lines: [] },
  ];
  for (const line of lines) {
    const dataplane = dataplaneOf(line.text);
    if (dataplane !== null) parts.push({ dataplane, headings: [line], lines: [] });
    else parts.at(-1)?.lines.push(line);
  }
  return parts;
}

function readPart(lines: readonly Line[]): { readonly values: Values; readonly lines: readonly Line[] } {
  const values: Values = {};
  const understood: Line[] = [];
  for (const line of lines) {
    if (isBlank(line) || isDivider(line)) continue;
    const text = line.text.trim();
    const cells = LABELLED.exec(text)?.groups;
    const field = USED.get((cells?.label ?? '').toLowerCase());
    if (field !== undefined) values[field] = cells?.value ?? '';
    if (field !== undefined || KNOWN.some((known) => known.test(text))) understood.push(line);
  }
  return { values, lines: understood };
}

function settings(values: Values): Omit<SessionSettings, 'at' | 'dataplane'> {
  return {
    kind: 'session-settings',
    rejectNonSyn: truth(values.rejectNonSyn),
    hardwareOffload: truth(values.hardwareOffload),
    active: amount(values.active),
    maximum: amount(values.maximum),
    tcpInitSeconds: amount(values.tcpInitSeconds),
    tcpHandshakeSeconds: amount(values.tcpHandshakeSeconds),
    tcpSeconds: amount(values.tcpSeconds),
    tcpHalfClosedSeconds: amount(values.tcpHalfClosedSeconds),
  };
}

function amount(text: string | undefined): number | null {
  const number = /^(\d+)\s*(?:secs?|seconds?)?$/.exec(text?.trim() ?? '')?.[1];
  return number === undefined ? null : Number(number);
}
