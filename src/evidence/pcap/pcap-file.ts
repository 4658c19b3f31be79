import { fileU32, u32 } from './bytes.ts';
import { type Container, type FileInterface, type Frame, LARGEST_PACKET } from './container.ts';
import { NOT_SHOWN } from './packet.ts';

const FILE_HEADER = 24;
const RECORD_HEADER = 16;

/** The four first bytes of the file, read big-endian, and what they tell. */
const MAGIC: ReadonlyMap<number, { readonly little: boolean; readonly nanoseconds: boolean }> = new Map([
  [0xa1b2c3d4, { little: false, nanoseconds: false }],
  [0xd4c3b2a1, { little: true, nanoseconds: false }],
  [0xa1b23c4d, { little: false, nanoseconds: true }],
  [0x4d3cb2a1, { little: true, nanoseconds: true }],
]);

/** True for the first bytes of a classic capture file, whose layout is the tcpdump group's draft-ietf-opsawg-pcap. */
export function isPcap(bytes: Uint8Array, at: number): boolean {
  return MAGIC.has(u32(bytes, at));
}

/** Reads a classic capture file; `onFrame` is called for each packet. */
export function createPcapFile(frame: Frame, onFrame: () => void): Container {
  const interfaces: FileInterface[] = [];
  let little = false;
  let perMicrosecond = 1;

  const header = (bytes: Uint8Array, at: number): number | string => {
    const known = MAGIC.get(u32(bytes, at));
    if (known === undefined) return 'the file is no capture';
    little = known.little;
    perMicrosecond = known.nanoseconds ? 1000 : 1;
    interfaces.push({
      name: null,
      // The upper bits tell of frame check sequences.
      linkType: fileU32(bytes, at + 20, little) & 0x0fffffff,
      snapLength: fileU32(bytes, at + 16, little),
      filter: null,
      packets: 0,
      received: null,
      dropped: null,
    });
    return FILE_HEADER;
  };

  return {
    format: 'pcap',
    interfaces,
    comments: [],
    skip: () => 0,
    take: (bytes, at, end) => {
      const [only] = interfaces;
      if (only === undefined) return end - at < FILE_HEADER ? 0 : header(bytes, at);
      if (end - at < RECORD_HEADER) return 0;
      const captured = fileU32(bytes, at + 8, little);
      if (captured > LARGEST_PACKET) return `a packet claims to be ${captured} bytes long`;
      if (end - at < RECORD_HEADER + captured) return 0;
      const fraction = Math.floor(fileU32(bytes, at + 4, little) / perMicrosecond);
      frame.time = fileU32(bytes, at, little) * 1_000_000 + fraction;
      frame.interface = NOT_SHOWN;
      frame.linkType = only.linkType;
      frame.bytes = bytes;
      frame.at = at + RECORD_HEADER;
      frame.end = frame.at + captured;
      frame.wireLength = fileU32(bytes, at + 12, little);
      frame.taken = null;
      only.packets += 1;
      onFrame();
      return RECORD_HEADER + captured;
    },
  };
}
