import { loadCase } from '../../src/cli/load-case.ts';
import { readEvidence } from '../../src/evidence/read.ts';
import type { RawEvidence } from '../../src/model/evidence.ts';
import type { CaptureHalf, ConntrackEntry, DigestFlow } from '../../src/model/facts.ts';
import type { Difference } from './differences.ts';

/** How many connections a kernel listed that were captured at its host as well, and where the two do not agree. */
export interface ConntrackComparison {
  readonly compared: number;
  readonly differences: readonly Difference[];
}

/** Microseconds: a listing is taken some time after its script began, and a packet some time after it was captured. */
const SLACK = 1_000_000;
const NEVER = Number.POSITIVE_INFINITY;

/**
 * Holds what the kernel of a host said of its TCP connections (`conntrack -L`, nf_conntrack_proto_tcp.c) against what was
 * captured at that host, at the time of the listing. Null when the folder is no case, or has no such pair.
 */
export async function compareConntrack(folder: string): Promise<ConntrackComparison | null> {
  const loaded = await loadCase([folder]);
  if (!loaded.ok) return null;
  const evidence = loaded.value.raw;
  const compared = evidence.flatMap((raw) => {
    if (raw.capture !== undefined || raw.observer === undefined || raw.takenAt === undefined) return [];
    const at = Date.parse(raw.takenAt) * 1000;
    const flows = evidence.filter((one) => one.observer === raw.observer).flatMap((one) => one.capture?.flows ?? []);
    return entriesIn(raw).flatMap((entry) => {
      const own = flows.filter((flow) => flow.clock === 'absolute' && isOf(flow, entry));
      return own.length === 0 ? [] : [differencesOf(raw, entry, own, at)];
    });
  });
  return compared.length === 0 ? null : { compared: compared.length, differences: compared.flat() };
}

function entriesIn(raw: RawEvidence): readonly ConntrackEntry[] {
  return readEvidence([raw])
    .flatMap(({ facts }) => facts)
    .flatMap((fact) => (fact.kind === 'conntrack-entry' && fact.protocol === 'tcp' ? [fact] : []));
}

/** A host that translates has two pairs of ends for one connection: one on each side. */
function isOf({ protocol, client, server }: DigestFlow, { original, reply }: ConntrackEntry): boolean {
  const isPair = (from: string, fromPort: number | null, to: string, toPort: number | null): boolean =>
    client.address === from && client.port === fromPort && server.address === to && server.port === toPort;
  return (
    protocol === 'tcp' &&
    (isPair(original.source, original.sourcePort, original.destination, original.destinationPort) ||
      isPair(reply.destination, reply.destinationPort, reply.source, reply.sourcePort))
  );
}

/** The states in the order in which a connection passes them; one that is reset ends in `CLOSE` from any. */
const ORDER = ['SYN_SENT', 'SYN_RECV', 'ESTABLISHED', 'FIN_WAIT', 'CLOSE_WAIT', 'LAST_ACK', 'TIME_WAIT', 'CLOSE'];

function differencesOf(
  { source, observer }: RawEvidence,
  entry: ConntrackEntry,
  flows: readonly DigestFlow[],
  at: number,
): readonly Difference[] {
  const theirs = entry.state ?? 'nothing';
  const [least, most] = [reached(flows, at - SLACK).least, reached(flows, at + SLACK).most];
  const [from, to] = [ORDER.indexOf(least), ORDER.indexOf(most)];
  const is = ORDER.indexOf(theirs);
  if (is >= from && is <= to) return [];
  const { source: client, sourcePort, destination, destinationPort } = entry.original;
  const ours = least === most ? least : `${least} to ${most}`;
  const of = `${observer}: ${client}:${sourcePort} > ${destination}:${destinationPort} (${source})`;
  const because = is > to ? unseen(flows) : null;
  return [{ program: 'conntrack', of, what: 'state', ours, theirs, because }];
}

const LOST = 'the capture lost packets: what was acknowledged in it was never captured';
const ELSEWHERE = 'the other direction passed this host by an interface that was not captured';

/** Why a kernel may have seen more of a connection than the captures at its host. */
function unseen(flows: readonly DigestFlow[]): string | null {
  if (flows.some(({ c2s, s2c }) => hasGaps(c2s) || hasGaps(s2c))) return LOST;
  return flows.every(({ c2s, s2c }) => c2s.packets === 0 || s2c.packets === 0) ? ELSEWHERE : null;
}

function hasGaps({ packets, tcp }: CaptureHalf): boolean {
  return packets > 0 && (tcp?.acknowledgedUnseen.bytes ?? 0) > 0;
}

/** How far a connection was captured to have come by a time: at least, and at most. */
function reached(flows: readonly DigestFlow[], until: number): { readonly least: string; readonly most: string } {
  const before = (times: readonly (number | null | undefined)[]): boolean =>
    Math.min(...times.map((time) => time ?? NEVER)) <= until;
  const halves = flows.flatMap(({ c2s, s2c }) => [c2s, s2c]);
  if (before(halves.map(({ tcp }) => tcp?.rst.first))) return { least: 'CLOSE', most: 'CLOSE' };
  const ends = [flows.map(({ c2s }) => c2s.tcp?.fin.first), flows.map(({ s2c }) => s2c.tcp?.fin.first)];
  const closed = ends.filter(before).length;
  if (closed === 2) return { least: 'LAST_ACK', most: 'TIME_WAIT' };
  if (closed === 1) return { least: 'FIN_WAIT', most: 'CLOSE_WAIT' };
  if (!before(flows.map(({ s2c }) => s2c.tcp?.synAck.first))) return { least: 'SYN_SENT', most: 'SYN_SENT' };
  return { least: 'SYN_RECV', most: 'ESTABLISHED' };
}
