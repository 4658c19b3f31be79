import { ethernet, tcp } from './capture-builder.ts';
import { NOON, pcap } from './capture-file-builder.ts';

/** How a capture is made that no array could hold. */
export interface StreamedCapture {
  readonly conversations: number;
  /** How many of them go on at the same time. */
  readonly together: number;
  /** Data segments of each conversation, before losses and repeats. */
  readonly segments: number;
}

/** What was given, to hold against what was read. */
export interface Streamed {
  readonly packets: number;
  readonly bytes: number;
}

const CHUNK = 256 * 1024;
const PAYLOAD = 1000;
const ETHERNET = 14;
const TCP = ETHERNET + 20;
const RECORD = 16;
/** Microseconds. */
const BETWEEN_PACKETS = 20;

type Kind = 'syn' | 'synAck' | 'ack' | 'data' | 'fin' | 'finAck';

/**
 * Writes a classic capture file of TCP conversations piece by piece: handshake, data from the server with
 * acknowledgements, FINs, and now and then a segment lost or sent twice. All pieces are one buffer, filled anew.
 */
export function streamCapture(wanted: StreamedCapture, take: (piece: Uint8Array) => void): Streamed {
  const { emit, end } = createWriter(take);
  for (let first = 0; first < wanted.conversations; first += wanted.together) {
    const behind = Math.min(first + wanted.together, wanted.conversations);
    for (let step = 0; step <= wanted.segments + 1; step += 1) {
      for (let conversation = first; conversation < behind; conversation += 1) {
        emitStep(emit, conversation, step, wanted.segments);
      }
    }
  }
  return end();
}

type Emit = (kind: Kind, conversation: number, sequence: number, acknowledgement: number) => void;

/** One step of a conversation: the handshake, one data segment and its acknowledgement, or the FINs behind the last. */
function emitStep(emit: Emit, conversation: number, step: number, last: number): void {
  const [client, server] = [conversation * 7919, conversation * 104_729];
  if (step === 0) {
    emit('syn', conversation, client, 0);
    emit('synAck', conversation, server, client + 1);
    emit('ack', conversation, client + 1, server + 1);
  } else if (step <= last) {
    const sequence = server + 1 + (step - 1) * PAYLOAD;
    if ((conversation + step) % 13 !== 0) emit('data', conversation, sequence, client + 1);
    if ((conversation + step) % 17 === 0) emit('data', conversation, sequence, client + 1);
    emit('ack', conversation, client + 1, sequence + PAYLOAD);
  } else {
    emit('finAck', conversation, server + 1 + last * PAYLOAD, client + 1);
    emit('fin', conversation, client + 1, server + 2 + last * PAYLOAD);
  }
}

function createWriter(take: (piece: Uint8Array) => void): { readonly emit: Emit; readonly end: () => Streamed } {
  const piece = new Uint8Array(CHUNK);
  const view = new DataView(piece.buffer);
  const frames = framesByKind();
  const header = pcap([]);
  piece.set(header);
  let at = header.length;
  let packets = 0;
  let bytes = 0;

  const flush = (): void => {
    bytes += at;
    take(piece.subarray(0, at));
    at = 0;
  };

  const emit: Emit = (kind, conversation, sequence, acknowledgement) => {
    const { frame } = frames[kind];
    if (at + RECORD + frame.length > CHUNK) flush();
    const time = NOON + packets * BETWEEN_PACKETS;
    view.setUint32(at, Math.floor(time / 1_000_000), true);
    view.setUint32(at + 4, time % 1_000_000, true);
    view.setUint32(at + 8, frame.length, true);
    view.setUint32(at + 12, frame.length, true);
    at += RECORD;
    piece.set(frame, at);
    fillIn(view, at, frames[kind], { conversation, ipId: packets & 0xffff, sequence, acknowledgement });
    at += frame.length;
    packets += 1;
  };

  return {
    emit,
    end: () => {
      flush();
      return { packets, bytes };
    },
  };
}

/** The numbers that are each packet's own. */
interface Own {
  readonly conversation: number;
  readonly ipId: number;
  readonly sequence: number;
  readonly acknowledgement: number;
}

function fillIn(view: DataView, at: number, { sum, byServer }: Blank, own: Own): void {
  const net = Math.floor(own.conversation / PORTS);
  const port = FIRST_PORT + (own.conversation % PORTS);
  view.setUint16(at + ETHERNET + (byServer ? 18 : 14), net);
  view.setUint16(at + TCP + (byServer ? 2 : 0), port);
  view.setUint32(at + TCP + 4, own.sequence);
  view.setUint32(at + TCP + 8, own.acknowledgement);
  view.setUint16(at + ETHERNET + 4, own.ipId);
  view.setUint16(at + ETHERNET + 10, summed(sum.ip + net + own.ipId));
  view.setUint16(at + TCP + 16, summed(sum.tcp + net + port + halves(own.sequence) + halves(own.acknowledgement)));
}

const FIRST_PORT = 1024;
const PORTS = 60_000;

/** A frame without the numbers that are each packet's own, and what its sums are without them. */
interface Blank {
  readonly frame: Uint8Array;
  readonly sum: { readonly ip: number; readonly tcp: number };
  readonly byServer: boolean;
}

function framesByKind(): Readonly<Record<Kind, Blank>> {
  return {
    syn: blank(false, 'S'),
    synAck: blank(true, 'SA'),
    ack: blank(false, 'A'),
    data: blank(true, 'PA', 'x'.repeat(PAYLOAD)),
    finAck: blank(true, 'FA'),
    fin: blank(false, 'FA'),
  };
}

/** The client's address ends in two bytes 0 and its port is 0: they are filled in, as the sequence numbers are. */
function blank(byServer: boolean, flags: string, payload = ''): Blank {
  const [client, server] = ['10.20.0.0:0', '198.51.100.5:443'];
  const [from, to] = byServer ? [server, client] : [client, server];
  const frame = ethernet(tcp({ from, to, flags, payload, sequence: 0, acknowledgement: 0 }));
  const view = new DataView(frame.buffer, frame.byteOffset);
  const sum = { ip: ~view.getUint16(ETHERNET + 10) & 0xffff, tcp: ~view.getUint16(TCP + 16) & 0xffff };
  return { frame, sum, byServer };
}

function halves(value: number): number {
  return ((value >>> 16) & 0xffff) + (value & 0xffff);
}

/** The Internet checksum of words that were added up (RFC 1071). */
function summed(words: number): number {
  const once = (words & 0xffff) + (words >>> 16);
  return ~((once & 0xffff) + (once >>> 16)) & 0xffff;
}
