import type { Evidence } from '../../../src/model/evidence.ts';
import type { CaptureFlow, CaptureHalf, CaptureSummary, CaptureTcp } from '../../../src/model/facts.ts';
import type { Finding, FindingCode } from '../../../src/model/finding.ts';
import type { Direction } from '../../../src/model/flow.ts';
import { AT, block, CLIENT, SERVER } from '../../support/facts.ts';

/** 2026-11-10T12:00:00Z in microseconds. */
export const NOON = Date.UTC(2026, 10, 10, 12) * 1000;
const SECOND = 1_000_000;

export const MAC = {
  client: '00:00:5e:00:53:0a',
  firewall: '00:00:5e:00:53:01',
  other: '00:00:5e:00:53:02',
  server: '00:00:5e:00:53:14',
} as const;

export interface HalfSpec {
  readonly packets?: number;
  readonly tcp?: Partial<CaptureTcp> | null;
  readonly ttl?: readonly number[];
  readonly ttlChanges?: number;
  readonly macs?: readonly (readonly [string, string | null])[];
  readonly vlan?: readonly number[];
  readonly interfaces?: readonly string[];
  readonly marked?: CaptureHalf['marked'];
  readonly payloadBytes?: number;
  readonly more?: Partial<CaptureHalf>;
}

const NO_MARKS = { packets: 0, repeated: 0, first: null, last: null };

/** Opening segments, `repeated` of them sent again, a second apart. */
export function marks(packets: number, repeated = packets - 1): CaptureTcp['syn'] {
  return packets === 0 ? NO_MARKS : { packets, repeated, first: NOON, last: NOON + repeated * SECOND };
}

/** So many bytes that the other end acknowledges and the capture does not hold. */
export function unseen(bytes: number): CaptureTcp['acknowledgedUnseen'] {
  return { bytes, beforeFirst: 0, from: bytes === 0 ? null : 1, at: bytes === 0 ? null : NOON };
}

const NO_TCP: CaptureTcp = {
  syn: NO_MARKS,
  synAck: NO_MARKS,
  fin: NO_MARKS,
  rst: NO_MARKS,
  resets: [],
  initialSequence: null,
  base: null,
  firstSequence: null,
  sentThrough: null,
  firstAck: null,
  highestAck: null,
  mss: null,
  windowScale: null,
  dataSegments: 0,
  largestPayload: 0,
  retransmissions: 0,
  outOfOrder: 0,
  keepAlives: 0,
  duplicateAcks: 0,
  zeroWindows: 0,
  gaps: { count: 0, bytes: 0 },
  acknowledgedUnseen: unseen(0),
  largestAcknowledged: 0,
  unacknowledged: { segments: 0, smallest: 0, largest: 0 },
  largestRetransmitted: 0,
};

/** One direction: `packets` of it from noon on, a second apart. */
export function half(spec: HalfSpec = {}): CaptureHalf {
  const {
    packets = 0,
    tcp = {},
    ttl = [],
    ttlChanges = ttl.length - 1,
    macs = [],
    vlan,
    interfaces = [],
    marked = { received: 0, sent: 0 },
    payloadBytes = 0,
    more,
  } = spec;
  const values = <T>(all: readonly T[]) => all.map((value) => ({ value, packets: Math.ceil(packets / all.length) }));
  return {
    packets,
    bytes: packets * 60 + payloadBytes,
    payloadBytes,
    first: packets === 0 ? null : NOON,
    last: packets === 0 ? null : NOON + (packets - 1) * SECOND,
    tcp: tcp === null ? null : { ...NO_TCP, ...tcp },
    ttls: { values: packets === 0 ? [] : values(ttl), changes: Math.max(0, ttlChanges), others: 0 },
    macs: {
      values: packets === 0 ? [] : values(macs.map(([source, destination]) => ({ source, destination }))),
      changes: macs.length > 1 ? Math.max(0, ttlChanges, macs.length - 1) : 0,
      others: 0,
    },
    vlans: { values: vlan === undefined || packets === 0 ? [] : values([vlan]), changes: 0, others: 0 },
    interfaces: { values: interfaces.length === 0 || packets === 0 ? [] : values(interfaces), changes: 0, others: 0 },
    marked,
    duplicates: { sameTtl: 0, lowerTtl: 0, higherTtl: 0, ttlRange: null, mostCopies: 0 },
    fragments: 0,
    dontFragment: packets,
    largest: 60,
    cutPackets: 0,
    checksums: { good: packets, partial: 0, zero: 0, bad: 0, unchecked: 0, badIpHeader: 0 },
    payloads: [],
    ...more,
  };
}

export interface FlowSpec extends Partial<Omit<CaptureFlow, 'kind' | 'c2s' | 's2c'>> {
  readonly c2s?: HalfSpec;
  readonly s2c?: HalfSpec;
}

/** A conversation of the usual flow, known by its SYN. */
export function flow({ c2s = {}, s2c = {}, ...more }: FlowSpec = {}): CaptureFlow {
  const halves = [half(c2s), half(s2c)] as const;
  const lasts = halves.flatMap(({ last }) => (last === null ? [] : [last]));
  return {
    kind: 'capture-flow',
    at: AT,
    clock: 'absolute',
    protocol: 'tcp',
    client: { address: CLIENT, port: 52144 },
    server: { address: SERVER, port: 443 },
    knownBy: 'syn',
    echoId: null,
    within: [],
    first: NOON,
    last: Math.max(NOON, ...lasts),
    c2s: halves[0],
    s2c: halves[1],
    icmp: [],
    ladder: [],
    ...more,
  };
}

export interface CaptureSpec {
  readonly observer?: string | null;
  readonly point?: string | null;
  readonly source?: string;
  readonly linkType?: string;
  readonly dropped?: number | null;
  /** Seconds from noon at which the capture begins and ends. */
  readonly span?: readonly [number, number];
  readonly clock?: CaptureSummary['clock'];
  readonly arp?: CaptureSummary['arp'];
}

/** The evidence of one capture: from ten seconds before noon to a minute after it, on an Ethernet interface. */
export function capture(flows: readonly CaptureFlow[], spec: CaptureSpec = {}): Evidence {
  const { observer = 'tap', point = null, linkType = 'ethernet', dropped = null, span = [-10, 60] } = spec;
  const packets = flows.reduce((sum, { c2s, s2c }) => sum + c2s.packets + s2c.packets, 0);
  const summary: CaptureSummary = {
    kind: 'capture-summary',
    at: AT,
    format: 'pcap',
    clock: spec.clock ?? 'absolute',
    interfaces: [{ name: null, linkType, snapLength: 262_144, filter: null, packets, received: null, dropped }],
    comments: [],
    packets,
    bytes: packets * 74,
    first: NOON + span[0] * SECOND,
    last: NOON + span[1] * SECOND,
    cutPackets: 0,
    broken: null,
    notIp: 0,
    unreadable: 0,
    conversations: flows.length,
    leftOut: { conversations: 0, packets: 0 },
    arp: spec.arp ?? [],
  };
  return block('capture', [summary, ...flows], {
    observer,
    point,
    ...(spec.source === undefined ? {} : { source: spec.source }),
  });
}

/** The SYN, sent four times, and no answer. */
export const UNANSWERED: FlowSpec = {
  c2s: { packets: 4, ttl: [63], macs: [[MAC.firewall, MAC.server]], tcp: { syn: marks(4), initialSequence: 1000 } },
};

/** A whole conversation: handshake, a request and its reply, each acknowledged. */
export const WHOLE: FlowSpec = {
  c2s: {
    packets: 6,
    ttl: [63],
    macs: [[MAC.firewall, MAC.server]],
    payloadBytes: 200,
    tcp: { syn: marks(1), initialSequence: 1000, highestAck: 4001, firstAck: 1, dataSegments: 1, largestPayload: 200 },
  },
  s2c: {
    packets: 6,
    ttl: [64],
    macs: [[MAC.server, MAC.firewall]],
    payloadBytes: 4000,
    tcp: {
      synAck: marks(1),
      initialSequence: 9000,
      highestAck: 201,
      firstAck: 1,
      dataSegments: 3,
      largestPayload: 1400,
    },
  },
};

/** Another conversation at the same place, of another client, that shows both directions. */
export function bystander(server = '10.50.60.99'): CaptureFlow {
  const { c2s = {}, s2c = {} } = WHOLE;
  return flow({
    client: { address: '10.20.30.99', port: 40001 },
    server: { address: server, port: 443 },
    c2s: { ...c2s, tcp: { ...c2s.tcp, initialSequence: 77 } },
    s2c: { ...s2c, tcp: { ...s2c.tcp, initialSequence: 88 } },
  });
}

/** The finding of a code on one direction. */
export function towards(findings: readonly Finding[], code: FindingCode, direction: Direction): Finding | undefined {
  return findings.find((finding) => finding.code === code && finding.direction === direction);
}
