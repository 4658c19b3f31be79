import type { FlowBasic } from '../../model/facts.ts';
import { protocolFromNumber } from '../../model/flow.ts';

/** A record of the log while its lines come in. */
export type FlowBasicDraft = { -readonly [K in Exclude<keyof FlowBasic, 'kind' | 'at' | 'quotes'>]: FlowBasic[K] };

type Cells = Readonly<Partial<Record<string, string>>>;

interface Known {
  readonly line: RegExp;
  readonly note?: (draft: FlowBasicDraft, cells: Cells) => void;
}

const FLAG_BITS: readonly (readonly [string, number])[] = [
  ['S', 2],
  ['F', 1],
  ['R', 4],
  ['P', 8],
  ['A', 16],
  ['U', 32],
  ['E', 64],
  ['W', 128],
];

/**
 * The lines of a record. The heading and the stages are as Palo Alto documents them (KB ClVNCA0); the others are as
 * logs of several releases have them, so each is matched by its first words and its values.
 */
const LINES: readonly Known[] = [
  {
    line: /^Packet received at (?<stage>[\w-]{1,24}) stage(?:, tag \d+, type \w+)?$/,
    note: (draft, { stage }) => {
      draft.stage = stage ?? null;
    },
  },
  {
    line: /^Packet info: len \d+ port \d+ interface (?<interface>\d+) vsys (?<vsys>\d+)$/,
    note: (draft, cells) => {
      draft.ingressNumber = Number(cells.interface);
      draft.vsys = `vsys${cells.vsys}`;
    },
  },
  { line: /^wqe index \S+ packet \S+(?:, HA: \d+, IC: \d+)?$/ },
  { line: /^Packet decoded dump:$/ },
  { line: /^L2:\s+[\da-f:]{17}->[\da-f:]{17}, (?:VLAN .{1,40}, )?type 0x[\da-f]{4}$/ },
  {
    line: /^IP(?:v?6)?:\s+(?<source>[\da-f.:]{3,45})->(?<destination>[\da-f.:]{3,45}), (?:protocol|next header) (?<protocol>\d{1,3})$/,
    note: (draft, { source = '', destination = '', protocol }) => {
      draft.source = { address: source, port: null };
      draft.destination = { address: destination, port: null };
      draft.protocol = protocolFromNumber(Number(protocol));
    },
  },
  { line: /^version [46],.{0,80}$/ },
  {
    line: /^id (?<id>\d+), frag_off 0x[\da-f]+, ttl (?<ttl>\d+), checksum .{1,30}$/,
    note: (draft, { id, ttl }) => {
      draft.ipId = Number(id);
      draft.ttl = Number(ttl);
    },
  },
  { line: /^(?:TCP|UDP):\s+sport (?<sport>\d+), dport (?<dport>\d+),.{0,80}$/, note: notePorts },
  { line: /^ICMP(?:v?6)?:\s+type \d+, code \d+.{0,80}$/ },
  { line: /^reserved \d+, offset \d+,.{0,80}$/ },
  {
    line: /^flags 0x(?<flags>[\da-f]{1,4}) \([A-Z ]{0,40}\), urgent data \d+.{0,60}$/,
    note: (draft, { flags = '0' }) => {
      const bits = Number.parseInt(flags, 16);
      draft.tcpFlags = FLAG_BITS.map(([letter, bit]) => ((bits & bit) === 0 ? '' : letter)).join('');
    },
  },
  { line: /^TCP option:$/ },
  { line: /^[\da-f]{8}: (?:[\da-f]{2} {1,2}){1,16} *.{0,20}$/ },
  { line: /^Flow lookup, key word0 .{1,120}$/ },
  {
    line: /^No active flow found, enqueue to create session\b.{0,40}$/,
    note: (draft) => {
      draft.noSession = true;
    },
  },
  { line: /^Active flow, enqueue to fastpath process\b.{0,60}$/ },
  { line: /^Session setup: vsys \d+$/ },
  {
    line: /^Session setup: ingress interface (?<ingress>\S{1,40}) egress interface (?<egress>\S{1,40})(?: \(zone \S{1,40}\))?$/,
    note: (draft, { ingress, egress }) => {
      draft.ingress = ingress ?? null;
      draft.egress = egress ?? null;
    },
  },
  { line: /^PBF lookup \(vsys \d+\) with application \S+$/ },
  {
    line: /^PBF (?:rule )?match(?:ed)?:? (?:rule )?(?:"(?<quoted>[^"]{1,80})"|(?<name>\S{1,80}))$/,
    note: (draft, { quoted, name }) => {
      draft.pbfRule = quoted ?? name ?? null;
    },
  },
  { line: /^(?:NAT policy|Policy) lookup, (?:matched rule index \d+|no match).{0,40}$/ },
  {
    line: /^Rule: index=\d+ name=(?<rule>[^,]{1,80}), .{1,80}$/,
    note: (draft, { rule }) => {
      draft.rule = rule ?? null;
    },
  },
  { line: /^(?:Allocated new session|Session) (?<session>\d+)\b.{0,60}$/, note: noteSession },
  { line: /^Created session, enqueue to install\b.{0,80}\bsession (?<session>\d+)\b.{0,80}$/, note: noteSession },
  {
    line: /^Flow fastpath, session (?<session>\d+)(?: (?<direction>c2s|s2c))?\b.{0,120}$/,
    note: (draft, cells) => {
      noteSession(draft, cells);
      draft.direction = cells.direction === 'c2s' || cells.direction === 's2c' ? cells.direction : null;
    },
  },
  {
    line: /^NAT session, run address\/port translation$/,
    note: (draft) => {
      draft.translated = true;
    },
  },
  { line: /^Forwarding lookup, ingress interface (?<number>\d+)$/ },
  { line: /^(?:L3|L2|Vwire|VWire) mode\b(?:, (?:virtual|logical)-router (?<router>\S{1,60}))?$/, note: noteRouter },
  {
    line: /^Route lookup in (?:virtual|logical)-router (?<router>\S{1,60}), IP (?<address>[\da-f.:]{2,45})$/,
    note: (draft, cells) => {
      noteRouter(draft, cells);
      draft.route = { destination: cells.address ?? null, found: false, interface: null, zone: null, nextHop: null };
    },
  },
  {
    line: /^Route found, interface (?<interface>[^\s,]{1,40}), zone (?<zone>[^,]{1,40}), nexthop (?<hop>[\da-f.:]{2,45})$/,
    note: (draft, cells) => {
      const nextHop = cells.hop === '0.0.0.0' || cells.hop === '::' ? null : (cells.hop ?? null);
      const destination = draft.route?.destination ?? null;
      draft.route = { destination, found: true, interface: cells.interface ?? null, zone: cells.zone ?? null, nextHop };
    },
  },
  { line: /^(?:Route not found|No route found)\b.{0,80}$/ },
  { line: /^Resolve ARP for IP \S{2,45} on interface \S{1,40}$/ },
  { line: /^ARP entry (?:not )?found\b.{0,60}$/ },
  {
    line: /^Transmit packet\b.{0,60}$/,
    note: (draft) => {
      draft.transmitted = true;
    },
  },
  {
    line: /^(?:Packet dropped|Dropping packet|Drop packet)[,:]? ?(?<why>.{0,120})$/i,
    note: (draft, { why = '' }) => {
      draft.dropped = why.trim() === '' ? 'no reason given' : why.trim().replace(/\.$/, '');
    },
  },
];

/** The moment of a record's heading, `== 2026-02-03 10:15:02.971 +0000 ==`; null for any other line. */
export function headingTime(text: string): string | null {
  return /^== (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}(?: [+-]\d{4})?) ==$/.exec(text)?.[1] ?? null;
}

/** Takes a line into the record; false when it is not known. */
export function noteLine(draft: FlowBasicDraft, text: string): boolean {
  for (const { line, note } of LINES) {
    const found = line.exec(text);
    if (found === null) continue;
    note?.(draft, found.groups ?? {});
    return true;
  }
  return false;
}

export function emptyDraft(time: string): FlowBasicDraft {
  return {
    time,
    stage: null,
    protocol: null,
    source: null,
    destination: null,
    ttl: null,
    ipId: null,
    tcpFlags: null,
    vsys: null,
    ingressNumber: null,
    ingress: null,
    egress: null,
    noSession: null,
    session: null,
    direction: null,
    rule: null,
    pbfRule: null,
    translated: null,
    router: null,
    route: null,
    dropped: null,
    transmitted: null,
  };
}

function notePorts(draft: FlowBasicDraft, { sport, dport }: Cells): void {
  if (draft.source !== null) draft.source = { ...draft.source, port: Number(sport) };
  if (draft.destination !== null) draft.destination = { ...draft.destination, port: Number(dport) };
}

function noteSession(draft: FlowBasicDraft, { session }: Cells): void {
  draft.session = Number(session);
}

function noteRouter(draft: FlowBasicDraft, { router }: Cells): void {
  draft.router = router ?? draft.router;
}
