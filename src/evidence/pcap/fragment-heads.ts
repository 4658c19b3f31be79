import { copyWords, noWords, sameWords, type Words } from './address-words.ts';
import { NOT_SHOWN, type Packet } from './packet.ts';

/** First fragments of late: their later ones have no ports of their own. */
export interface FragmentHeads {
  /** Remembers a first fragment. */
  note(packet: Packet): void;
  /** Gives a later fragment the ports (and for TCP the sequence number) that its first one told. False when unknown. */
  complete(packet: Packet): boolean;
}

const REMEMBERED = 64;

interface Head {
  readonly source: Words;
  readonly destination: Words;
  ipId: number;
  protocol: number;
  sourcePort: number;
  destinationPort: number;
  echoId: number;
  /** The sequence number that the first byte of the transport header would have. */
  sequence: number;
}

export function createFragmentHeads(): FragmentHeads {
  const heads: Head[] = [];
  let next = 0;
  return {
    note: (packet) => {
      const head = heads[next] ?? createHead();
      heads[next] = head;
      next = (next + 1) % REMEMBERED;
      copyWords(head.source, packet.source);
      copyWords(head.destination, packet.destination);
      head.ipId = packet.ipId;
      head.protocol = packet.protocol;
      head.sourcePort = packet.sourcePort;
      head.destinationPort = packet.destinationPort;
      head.echoId = packet.echoId;
      head.sequence = (packet.sequence - packet.transportHeader) | 0;
    },
    complete: (packet) => {
      const head = heads.find((one) => isHeadOf(one, packet));
      if (head === undefined) return false;
      packet.sourcePort = head.sourcePort;
      packet.destinationPort = head.destinationPort;
      packet.echoId = head.echoId;
      packet.sequence = (head.sequence + packet.fragmentOffset) | 0;
      return true;
    },
  };
}

function createHead(): Head {
  return {
    source: noWords(),
    destination: noWords(),
    ipId: NOT_SHOWN,
    protocol: 0,
    sourcePort: NOT_SHOWN,
    destinationPort: NOT_SHOWN,
    echoId: NOT_SHOWN,
    sequence: 0,
  };
}

function isHeadOf(head: Head, packet: Packet): boolean {
  return (
    head.ipId === packet.ipId &&
    head.protocol === packet.protocol &&
    sameWords(head.source, packet.source) &&
    sameWords(head.destination, packet.destination)
  );
}
