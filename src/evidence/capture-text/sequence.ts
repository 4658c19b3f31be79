import type { TextIp, TextTcp } from './packet.ts';

const MODULUS = 2 ** 32;
/** A number below this in mid-stream is taken for a relative one: a random one is that small once in 4096 times. */
const SMALL = 2 ** 20;

/** Numbers of one TCP packet as they were on the wire; `known` is false when only their differences are true. */
export interface WireNumbers {
  readonly sequence: number;
  readonly acknowledged: number | null;
  readonly known: boolean;
}

/** Turns the numbers of one output, packet by packet in its order, into those on the wire. */
export interface Numbering {
  of(ip: TextIp): WireNumbers;
}

interface Sender {
  /** What is taken off this sender's numbers; null before the connection's first acknowledgement. */
  base: number | null;
  /** The number that this sender's next byte has, as far as this output has shown. */
  next: number | null;
  /** False when the base was not in the text. */
  known: boolean;
}

/**
 * Undoes tcpdump's relative numbers (print-tcp.c): of a connection, the first packet with an ACK, and every SYN-ACK,
 * is printed as it is, and so is every packet without an ACK. From then on the numbers of the sender are less its
 * sequence number, and those of the other end less the acknowledged one, less 1. With `-S` nothing is taken off:
 * `absolute` says so; null when the command is not known, and the first packet after the base tells.
 */
export function numbering(absolute: boolean | null): Numbering {
  const senders = new Map<string, Sender>();
  let plain = absolute;

  function senderOf(key: string): Sender {
    const sender = senders.get(key) ?? { base: null, next: null, known: true };
    senders.set(key, sender);
    return sender;
  }

  /** Takes the packet for the first of its connection, or sees that it cannot be; true when its numbers are relative. */
  function begin(from: Sender, to: Sender, sequence: number | null, acknowledged: number, isSyn: boolean): boolean {
    const isCut = !isSyn && plain !== true && acknowledged < SMALL && (sequence ?? 0) < SMALL;
    if (isCut) {
      // The connection's beginning is not in the text, so something that stood above it was taken off.
      for (const end of [from, to]) {
        end.known = end.next !== null;
        end.base = end.next === null ? 0 : wrap(end.next - 1);
      }
      return true;
    }
    from.known = sequence !== null || from.next !== null;
    from.base = sequence ?? from.next ?? 0;
    to.known = true;
    to.base = wrap(acknowledged - 1);
    return false;
  }

  function isRelative(from: Sender, to: Sender, { flags, sequence, acknowledged }: TextTcp): boolean {
    if (acknowledged === null) return false;
    const isSyn = flags.includes('S');
    if (from.base === null || to.base === null || isSyn) return begin(from, to, sequence, acknowledged, isSyn);
    if (to.known) plain ??= distance(acknowledged - to.base) < distance(acknowledged);
    return plain !== true;
  }

  return {
    of({ tcp, source, sourcePort, destination, destinationPort, payload }) {
      if (tcp === null) return { sequence: 0, acknowledged: null, known: false };
      const [here, there] = [`${source} ${sourcePort}`, `${destination} ${destinationPort}`];
      const [from, to] = [senderOf(`${here} ${there}`), senderOf(`${there} ${here}`)];
      const relative = isRelative(from, to, tcp);
      const onWire = (printed: number, { base }: Sender): number => (relative ? wrap(printed + (base ?? 0)) : printed);
      const acknowledged = tcp.acknowledged === null ? null : onWire(tcp.acknowledged, to);
      // A segment without payload shows no number of its own: it has the one that comes next.
      const sequence = tcp.sequence === null ? (from.next ?? from.base ?? 0) : onWire(tcp.sequence, from);
      const end = wrap(sequence + (payload ?? 0) + (/[SF]/.test(tcp.flags) ? 1 : 0));
      if (from.next === null || tcp.flags.includes('S') || isLater(end, from.next)) from.next = end;
      if (acknowledged !== null && to.next === null) to.next = acknowledged;
      return { sequence, acknowledged, known: from.known && to.known };
    },
  };
}

function wrap(value: number): number {
  return ((value % MODULUS) + MODULUS) % MODULUS;
}

function distance(difference: number): number {
  const forward = wrap(difference);
  return Math.min(forward, MODULUS - forward);
}

function isLater(one: number, other: number): boolean {
  const ahead = wrap(one - other);
  return ahead > 0 && ahead < MODULUS / 2;
}
