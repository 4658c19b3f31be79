import { busyCapture } from './busy-capture.ts';
import { pcap, pcapng } from './capture-file-builder.ts';
import { HANDSHAKE, type Segment, story } from './tcp-story.ts';

/** A capture that tests have read by another program too. */
export interface ComparedCapture {
  readonly title: string;
  readonly name: string;
  readonly bytes: () => Uint8Array;
}

const DATA: Segment = { by: 'client', flags: 'PA', seq: 1, ack: 1, payload: 'x'.repeat(100) };
const ACK: Segment = { by: 'server', flags: 'A', seq: 1, ack: 1 };

const ODD: readonly Segment[] = [
  ...HANDSHAKE,
  DATA,
  { ...ACK, ack: 101 },
  { ...DATA, seq: 201 },
  { ...DATA, seq: 101 },
  { ...ACK, ack: 301 },
  { ...DATA, seq: 401 },
  { ...ACK, ack: 301 },
  { ...ACK, ack: 301 },
  { by: 'client', flags: 'A', seq: 500, ack: 1, after: 9000 },
  { ...ACK, ack: 301 },
];

const LARGE: Segment = { ...DATA, payload: 'x'.repeat(1400) };
const STUCK: readonly Segment[] = [...HANDSHAKE, LARGE, { ...LARGE, after: 300 }, ACK, ACK, ACK];

/** What every other program is compared on: a busy place, and what it does not show. */
export const COMPARED_CAPTURES: readonly ComparedCapture[] = [
  ...[1, 2, 3].map((seed) => ({
    title: `a busy place with losses (${seed})`,
    name: `busy-${seed}.pcap`,
    bytes: () => pcap(busyCapture(40, seed)),
  })),
  { title: 'a busy place in the new format', name: 'busy.pcapng', bytes: () => pcapng(busyCapture(10, 9)) },
  {
    title: 'keep-alives, duplicate acknowledgements and reordering',
    name: 'odd.pcap',
    bytes: () => pcap(story(ODD)),
  },
  { title: 'first data that is answered with nothing new', name: 'stuck.pcap', bytes: () => pcap(story(STUCK)) },
  {
    title: 'IPv6',
    name: 'six.pcap',
    bytes: () => pcap(story(ODD, '[2001:db8::10]:40000', '[2001:db8:1::5]:443')),
  },
];
