import type { CaptureFlow, CaptureSummary } from '../../model/facts.ts';
import { type Block, cite, type Line } from '../parser.ts';
import type { CaptureNotes } from './capture-notes.ts';
import { type TimeOption, timesOf } from './clock.ts';
import type { TextIp } from './packet.ts';
import type { TextRecord } from './records.ts';
import type { WireNumbers } from './sequence.ts';
import { converse } from './text-conversations.ts';
import { summaryOf } from './text-summary.ts';

/** A capture as text: its packets in their order, and what is known of how it was taken. */
export interface TextCapture {
  readonly format: 'tcpdump' | 'tshark';
  readonly records: readonly TextRecord[];
  readonly notes: CaptureNotes;
  readonly interface: string | null;
  readonly filter: string | null;
  readonly times: TimeOption;
  /** Packets that are known to be there and whose conversation the text does not show. */
  readonly hidden: number;
  /** Lines that were not understood: each may be a packet. */
  readonly unread: number;
  /** Pairs of addresses between which such packets went: what is missing of their TCP data may be in those. */
  readonly uncertain: ReadonlySet<string>;
  /** Sequence numbers of a TCP packet; called once for each, in their order. */
  numbersOf(ip: TextIp): WireNumbers;
}

/**
 * The facts of a capture given as text: one summary and one for each conversation, put together by what puts files
 * together. Sequence numbers that are only known relative to each other leave `base` and `initialSequence` null.
 */
export function captureFacts(block: Block, capture: TextCapture): readonly (CaptureSummary | CaptureFlow)[] {
  const { records } = capture;
  const times = timesOf(
    records.map(({ stamp }) => stamp),
    capture.times,
  );
  const conversed = converse(capture, times);
  const byNumber = new Map(records.map((record) => [record.lines[0]?.number ?? 0, record.lines]));
  const flows = conversed.flows.map(({ packets: [first, last], ...flow }): CaptureFlow => {
    return { ...flow, at: span(block.source, byNumber.get(first) ?? [], byNumber.get(last) ?? []) };
  });
  const [opening] = records;
  const cited = opening?.lines ?? block.lines.filter(({ number }) => capture.notes.read.has(number)).slice(0, 1);
  return [
    { ...summaryOf(capture, times, conversed), at: span(block.source, cited, records.at(-1)?.lines ?? cited) },
    ...flows,
  ];
}

/** From the first packet's lines to the last one's, with the words of the first. */
function span(source: string, first: readonly Line[], last: readonly Line[]): CaptureFlow['at'] {
  const start = cite(source, first);
  return { ...start, lines: [start.lines[0], last.at(-1)?.number ?? start.lines[1]] };
}
