import { ethernet, type LinkOptions, type TcpOptions, tcp } from './capture-builder.ts';
import { type Frame, NOON } from './capture-file-builder.ts';

export const CLIENT = '192.0.2.10:40000';
export const SERVER = '198.51.100.5:443';
/** First sequence numbers of both ends on the wire. */
export const CLIENT_START = 1000;
export const SERVER_START = 900_000;

/** One segment of a conversation: numbers are relative, `at` is milliseconds after the one before (1 unless told). */
export interface Segment extends Partial<Omit<TcpOptions, 'from' | 'to' | 'sequence' | 'acknowledgement'>> {
  readonly by: 'client' | 'server';
  readonly flags: string;
  readonly seq: number;
  readonly ack?: number;
  readonly after?: number;
  readonly link?: LinkOptions;
}

/** Frames of one conversation. IP ids count up by themselves, so that no two packets are alike by chance. */
export function story(segments: readonly Segment[], client = CLIENT, server = SERVER): readonly Frame[] {
  let time = NOON;
  return segments.map(({ by, seq, ack, after, link, ...rest }, index) => {
    time += (after ?? 1) * 1000;
    const [own, others] = by === 'client' ? [CLIENT_START, SERVER_START] : [SERVER_START, CLIENT_START];
    const segment = tcp({
      ipId: 100 + index,
      ...rest,
      from: by === 'client' ? client : server,
      to: by === 'client' ? server : client,
      sequence: own + seq,
      ...(ack === undefined ? {} : { acknowledgement: others + ack }),
    });
    return { time, bytes: ethernet(segment, link) };
  });
}

/** A three-way handshake as this place sees it. */
export const HANDSHAKE: readonly Segment[] = [
  { by: 'client', flags: 'S', seq: 0, mss: 1460 },
  { by: 'server', flags: 'SA', seq: 0, ack: 1, mss: 1460, ttl: 60 },
  { by: 'client', flags: 'A', seq: 1, ack: 1 },
];
