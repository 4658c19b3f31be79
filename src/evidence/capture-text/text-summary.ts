import type { CaptureInterface, CaptureSummary } from '../../model/facts.ts';
import { CAPTURE_LIMITS } from '../pcap/limits.ts';
import type { Times } from './clock.ts';
import type { TextCapture } from './text-capture.ts';
import { type Conversed, interfaceNames } from './text-conversations.ts';

/** What a capture given as text says of itself. */
export function summaryOf(
  capture: TextCapture,
  { clock, times }: Times,
  conversed: Conversed,
): Omit<CaptureSummary, 'at'> {
  const { records } = capture;
  const lengths = records.flatMap(({ packet }) => packet.link.length ?? []);
  const isTimed = clock !== 'none' && times.length > 0;
  return {
    kind: 'capture-summary',
    format: capture.format,
    clock,
    interfaces: interfacesOf(capture),
    comments: [],
    packets: records.length + capture.hidden,
    bytes:
      capture.hidden === 0 && lengths.length === records.length ? lengths.reduce((sum, length) => sum + length, 0) : 0,
    first: isTimed ? times.reduce((least, time) => Math.min(least, time)) : null,
    last: isTimed ? times.reduce((most, time) => Math.max(most, time)) : null,
    cutPackets: conversed.cut,
    broken: missingOf(capture),
    notIp: conversed.notIp,
    unreadable: conversed.unreadable,
    conversations: conversed.conversations,
    leftOut: conversed.leftOut,
    arp: arpOf(capture),
  };
}

/** A line says its interface with `-i any` only; else the capture has one, which the first line or the command names. */
function interfacesOf(capture: TextCapture): readonly CaptureInterface[] {
  const { records, notes, filter } = capture;
  const names = interfaceNames(capture);
  const linkType = notes.linkType ?? shownLinkType(capture);
  const common = { linkType, snapLength: notes.snapLength, filter, received: notes.received, dropped: notes.dropped };
  if (names.length === 0) {
    return [{ name: notes.interface ?? capture.interface, ...common, packets: records.length + capture.hidden }];
  }
  return names.map((name, index) => ({
    name,
    ...common,
    // The program counts once for all interfaces.
    received: index === 0 ? common.received : null,
    dropped: index === 0 ? common.dropped : null,
    packets: records.filter(({ packet }) => packet.link.interface === name).length,
  }));
}

function shownLinkType({ records }: TextCapture): string {
  if (records.some(({ packet }) => packet.link.destination !== null)) return 'ethernet';
  return records.some(({ packet }) => packet.link.interface !== null) ? 'linux-sll2' : 'not shown';
}

/** tcpdump and tshark count what they captured at their end: a paste that shows less was cut or filtered. */
function missingOf({ records, notes: { captured }, hidden, unread }: TextCapture): string | null {
  const shown = records.length + hidden;
  if (captured !== null && captured > shown) return `the text shows ${shown} of the ${captured} packets captured`;
  return unread === 0 ? null : `${unread} ${unread === 1 ? 'line' : 'lines'} of the text could not be read`;
}

/** The same as a problem for the person who pasted it; unread lines are told of elsewhere. */
export function incomplete(capture: TextCapture): { readonly problem?: string } {
  const missing = missingOf({ ...capture, unread: 0 });
  return missing === null ? {} : { problem: `The output is not whole: ${missing}.` };
}

function arpOf({ records }: TextCapture): CaptureSummary['arp'] {
  const counts = new Map<string, { readonly address: string; readonly mac: string; replies: number }>();
  for (const { packet } of records) {
    if (packet.arp === null) continue;
    const { address, mac } = packet.arp;
    const entry = counts.get(`${address} ${mac}`) ?? { address, mac, replies: 0 };
    entry.replies += 1;
    if (counts.has(`${address} ${mac}`) || counts.size < CAPTURE_LIMITS.arp) counts.set(`${address} ${mac}`, entry);
  }
  return [...counts.values()];
}
