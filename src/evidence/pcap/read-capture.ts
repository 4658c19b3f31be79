import type { Citation, Evidence, RawEvidence } from '../../model/evidence.ts';
import type { CaptureDigest, CaptureSummary, DigestFlow } from '../../model/facts/capture.ts';
import { formatEndpoint } from '../../model/flow.ts';
import { stageInFileName } from './stage.ts';

/**
 * The evidence of a capture that was read from its bytes. Its lines are packet numbers, as Wireshark counts them. The
 * point is what the giver said, or the PAN-OS capture stage that the file's name tells.
 */
export function readCapture(raw: RawEvidence, { summary, flows }: CaptureDigest): Omit<Evidence, 'id'> {
  const problem = problemOf(summary);
  const all = Math.max(1, summary.packets);
  return {
    source: raw.source,
    lines: { from: 1, to: all },
    observer: raw.observer ?? null,
    kind: 'capture',
    command: raw.command ?? null,
    point: raw.point ?? stageInFileName(raw.source),
    takenAt: raw.takenAt ?? (summary.first === null ? null : new Date(summary.first / 1000).toISOString()),
    parsed: problem === null ? 'whole' : flows.length === 0 ? 'none' : 'part',
    unread: [],
    problem,
    facts: [
      { ...summary, at: { source: raw.source, lines: [1, all], quote: quoteOfSummary(summary) } },
      ...flows.map(({ packets, ...flow }) => ({ ...flow, at: placeOf(raw.source, flow, packets) })),
    ],
  };
}

function placeOf(source: string, flow: Omit<DigestFlow, 'packets'>, [first, last]: DigestFlow['packets']): Citation {
  const { protocol, client, server, c2s, s2c } = flow;
  const ends = `${protocol} ${formatEndpoint(client)} > ${formatEndpoint(server)}`;
  const counts = `${c2s.packets} ${c2s.packets === 1 ? 'packet' : 'packets'} forth, ${s2c.packets} back`;
  return { source, lines: [first, Math.max(first, last)], quote: `${ends}: ${counts}` };
}

function quoteOfSummary({ format, packets, first, last }: CaptureSummary | Omit<CaptureSummary, 'at'>): string {
  const span = first === null || last === null ? '' : ` in ${((last - first) / 1_000_000).toFixed(3)} s`;
  return `${format}: ${packets} ${packets === 1 ? 'packet' : 'packets'}${span}`;
}

/** What a person should know of what is missing; null when everything was read. */
function problemOf(summary: Omit<CaptureSummary, 'at'>): string | null {
  const { broken, packets, interfaces, unreadable, notIp } = summary;
  const strange = [...new Set(interfaces.map(({ linkType }) => linkType))].filter((type) => type.startsWith('type-'));
  const says = [
    ...(broken === null ? [] : [`It could not be read to its end: ${broken}.`]),
    ...(packets === 0 && broken === null ? ['There is no packet in it.'] : []),
    ...(strange.length === 0 ? [] : [`Its link layer (${strange.join(', ')}) is not one that Roundtrip reads.`]),
    ...(unreadable === 0 ? [] : [`The headers of ${unreadable} of ${packets} packets are cut off or damaged.`]),
    ...(packets > 0 && notIp === packets && strange.length === 0 ? ['There is no IP packet in it.'] : []),
  ];
  return says.length === 0 ? null : says.join(' ');
}
