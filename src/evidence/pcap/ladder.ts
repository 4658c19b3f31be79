import type { CaptureStep } from '../../model/facts/capture.ts';
import { FLAG, NOT_SHOWN, type Packet } from './packet.ts';
import { relative, type TcpSender } from './tcp-sender.ts';

/** The first packets of a conversation, ten numbers for each: thousands of ladders are held at one time. */
export type Ladder = number[];

const COLUMNS = 10;
const UNKNOWN = Number.MIN_SAFE_INTEGER;
const FROM_FIRST = 1;
const IS_SEGMENT = 2;
const NOTES = [null, 'duplicate', 'retransmission', 'out-of-order', 'keep-alive', 'fragment'] as const;

/** Adds a packet while there is room. `sender` and `receiver` are null for protocols without sequence numbers. */
export function addRung(
  ladder: Ladder,
  mostRungs: number,
  packet: Packet,
  fromFirst: boolean,
  sender: TcpSender | null,
  receiver: TcpSender | null,
  note: CaptureStep['note'],
): void {
  if (ladder.length >= mostRungs * COLUMNS) return;
  const isSegment = sender !== null && packet.fragmentOffset === 0;
  const acknowledges = isSegment && receiver !== null && (packet.flags & FLAG.ack) !== 0;
  ladder.push(
    packet.number,
    packet.time,
    (fromFirst ? FROM_FIRST : 0) + (isSegment ? IS_SEGMENT : 0) + packet.flags * 4,
    sender === null ? UNKNOWN : (relative(sender, packet.sequence) ?? UNKNOWN),
    acknowledges ? (relative(receiver, packet.acknowledgement) ?? UNKNOWN) : UNKNOWN,
    packet.payloadBytes,
    isSegment ? packet.window : NOT_SHOWN,
    packet.ttl,
    packet.ipId,
    NOTES.indexOf(note),
  );
}

/** The ladder as facts have it. `turned` when the first end is the server; `first` is the time that offsets count from. */
export function stepsOf(ladder: Ladder, turned: boolean, first: number): readonly CaptureStep[] {
  const steps: CaptureStep[] = [];
  for (let at = 0; at < ladder.length; at += COLUMNS) {
    const [number = 0, time = 0, marks = 0, sequence = UNKNOWN, acknowledged = UNKNOWN] = ladder.slice(at, at + 5);
    const [length = 0, window = NOT_SHOWN, ttl = NOT_SHOWN, ipId = NOT_SHOWN, note = 0] = ladder.slice(at + 5);
    steps.push({
      number,
      offset: time - first,
      direction: ((marks & FROM_FIRST) !== 0) === turned ? 's2c' : 'c2s',
      flags: (marks & IS_SEGMENT) === 0 ? null : flagLetters(marks >> 2),
      sequence: sequence === UNKNOWN ? null : sequence,
      acknowledged: acknowledged === UNKNOWN ? null : acknowledged,
      length,
      window: window === NOT_SHOWN ? null : window,
      ttl: ttl === NOT_SHOWN ? null : ttl,
      ipId: ipId === NOT_SHOWN ? null : ipId,
      note: NOTES[note] ?? null,
    });
  }
  return steps;
}

/** Bit by bit, in the order in which the facts show them. */
const LETTERS: readonly (readonly [number, string])[] = [
  [FLAG.syn, 'S'],
  [FLAG.fin, 'F'],
  [FLAG.rst, 'R'],
  [FLAG.psh, 'P'],
  [FLAG.ack, 'A'],
  [FLAG.urg, 'U'],
  [FLAG.ece, 'E'],
  [FLAG.cwr, 'W'],
];

/** TCP flags as letters in the order of the facts. */
function flagLetters(flags: number): string {
  return LETTERS.map(([bit, letter]) => ((flags & bit) === 0 ? '' : letter)).join('');
}
