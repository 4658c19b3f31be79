/** A capture file taken apart: what stands before and between the packets, and the packets, in their order. */
interface Piece {
  readonly isPacket: boolean;
  readonly bytes: Uint8Array;
}

const PCAP_HEADER = 24;
const PCAP_RECORD = 16;
const PCAPNG = 0x0a0d0d0a;
const ENHANCED_PACKET = 6;
const SHORTEST_BLOCK = 12;
/** The two magic numbers of a pcap file whose numbers are little-endian, as they read so. */
const LITTLE = [0xa1b2c3d4, 0xa1b23c4d];

/** The same capture with only those packets that stay; `stays` is given a packet's number from 0, and how many there are. */
export function withPackets(bytes: Uint8Array, stays: (index: number, of: number) => boolean): Uint8Array {
  const pieces = piecesOf(bytes);
  const count = pieces.filter(({ isPacket }) => isPacket).length;
  let index = -1;
  return Buffer.concat(
    pieces
      .filter(({ isPacket }) => {
        if (!isPacket) return true;
        index += 1;
        return stays(index, count);
      })
      .map((piece) => piece.bytes),
  );
}

function piecesOf(bytes: Uint8Array): readonly Piece[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < PCAP_HEADER) return [{ isPacket: false, bytes }];
  return view.getUint32(0) === PCAPNG ? blocks(bytes, view) : records(bytes, view);
}

/** A pcap file (draft-ietf-opsawg-pcap): a header of 24 bytes, then records with their length at their ninth byte. */
function records(bytes: Uint8Array, view: DataView): readonly Piece[] {
  const little = LITTLE.includes(view.getUint32(0, true));
  const pieces: Piece[] = [{ isPacket: false, bytes: bytes.subarray(0, PCAP_HEADER) }];
  for (let at = PCAP_HEADER; at + PCAP_RECORD <= bytes.length; ) {
    const end = at + PCAP_RECORD + view.getUint32(at + 8, little);
    pieces.push({ isPacket: true, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return pieces;
}

/** A pcapng file (draft-ietf-opsawg-pcapng): blocks with their type first and their whole length second. */
function blocks(bytes: Uint8Array, view: DataView): readonly Piece[] {
  const little = view.getUint32(8) === 0x4d3c2b1a;
  const pieces: Piece[] = [];
  for (let at = 0; at + SHORTEST_BLOCK <= bytes.length; ) {
    const end = at + Math.max(SHORTEST_BLOCK, view.getUint32(at + 4, little));
    pieces.push({ isPacket: view.getUint32(at, little) === ENHANCED_PACKET, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return pieces;
}
