import { fileU16, fileU32, u8, u32 } from './bytes.ts';
import { type Container, type FileInterface, type Frame, LARGEST_PACKET } from './container.ts';
import { MICROSECONDS, microseconds, type TimeScale, unitsPerSecond } from './pcapng-time.ts';

const BLOCK = { section: 0x0a0d0d0a, interface: 1, packet: 2, simple: 3, statistics: 5, enhanced: 6 } as const;
const READ: ReadonlySet<number> = new Set(Object.values(BLOCK));

const BYTE_ORDER = 0x1a2b3c4d;
const SHORTEST_BLOCK = 12;
const MOST_INTERFACES = 4096;

interface NgInterface extends FileInterface {
  scale: TimeScale;
}

type OnOption = (code: number, at: number, length: number) => void;

/** True for the first bytes of a pcapng file (draft-ietf-opsawg-pcapng). */
export function isPcapng(bytes: Uint8Array, at: number): boolean {
  return u32(bytes, at) === BLOCK.section;
}

/** Reads a pcapng file of any number of sections; `onFrame` is called for each packet. */
export function createPcapngFile(frame: Frame, onFrame: () => void, mostComments: number): Container {
  const interfaces: NgInterface[] = [];
  const comments: string[] = [];
  let little = false;
  let sectionStart = 0;
  let toSkip = 0;
  let started = false;

  const eachOption = (bytes: Uint8Array, start: number, end: number, onOption: OnOption): void => {
    for (let at = start; at + 4 <= end; ) {
      const code = fileU16(bytes, at, little);
      const length = fileU16(bytes, at + 2, little);
      if (code === 0 || at + 4 + length > end) return;
      if (code === 1 && comments.length < mostComments) comments.push(textOf(bytes, at + 4, length));
      onOption(code, at + 4, length);
      at += 4 + length + padding(length);
    }
  };

  const describe = (bytes: Uint8Array, at: number, end: number): void => {
    const added: NgInterface = {
      name: null,
      linkType: fileU16(bytes, at, little),
      snapLength: fileU32(bytes, at + 4, little),
      filter: null,
      packets: 0,
      received: null,
      dropped: null,
      scale: MICROSECONDS,
    };
    eachOption(bytes, at + 8, end, (code, place, length) => {
      if (code === 2) added.name = textOf(bytes, place, length);
      if (code === 11 && length > 1) added.filter = textOf(bytes, place + 1, length - 1);
      if (code === 9 && length >= 1) added.scale = { ...added.scale, unitsPerSecond: unitsPerSecond(u8(bytes, place)) };
      if (code === 14 && length === 8) added.scale = { ...added.scale, offsetSeconds: lowHalf(bytes, place) | 0 };
    });
    if (interfaces.length < MOST_INTERFACES) interfaces.push(added);
  };

  const lowHalf = (bytes: Uint8Array, at: number): number => fileU32(bytes, little ? at : at + 4, little);

  const statistics = (bytes: Uint8Array, at: number, end: number): void => {
    const about = interfaces[sectionStart + fileU32(bytes, at, little)];
    if (about === undefined) return;
    eachOption(bytes, at + 12, end, (code, place, length) => {
      if (length !== 8) return;
      if (code === 4) about.received = lowHalf(bytes, place);
      if (code === 5) about.dropped = lowHalf(bytes, place);
    });
  };

  const give = (about: number, bytes: Uint8Array, at: number, captured: number): string | null => {
    const one = interfaces[sectionStart + about];
    if (one === undefined) return 'a packet names an interface that the file does not describe';
    frame.interface = sectionStart + about;
    frame.linkType = one.linkType;
    frame.bytes = bytes;
    frame.at = at;
    frame.end = at + captured;
    one.packets += 1;
    onFrame();
    return null;
  };

  /** Enhanced and (obsolete) packet blocks differ in how they write the interface. */
  const packet = (bytes: Uint8Array, at: number, end: number, isOld: boolean): string | null => {
    const about = isOld ? fileU16(bytes, at, little) : fileU32(bytes, at, little);
    const captured = fileU32(bytes, at + 12, little);
    if (at + 20 + captured > end) return 'a packet is longer than its block';
    const scale = interfaces[sectionStart + about]?.scale ?? MICROSECONDS;
    frame.time = microseconds(fileU32(bytes, at + 4, little), fileU32(bytes, at + 8, little), scale);
    frame.wireLength = fileU32(bytes, at + 16, little);
    frame.taken = null;
    eachOption(bytes, at + 20 + captured + padding(captured), end, (code, place, length) => {
      if (code !== 2 || length !== 4) return;
      const way = fileU32(bytes, place, little) & 3;
      frame.taken = way === 1 ? 'in' : way === 2 ? 'out' : null;
    });
    return give(about, bytes, at + 20, captured);
  };

  /** A simple packet has no time; it is of the first interface. */
  const simple = (bytes: Uint8Array, at: number, end: number): string | null => {
    frame.wireLength = fileU32(bytes, at, little);
    frame.time = 0;
    frame.taken = null;
    const limit = interfaces[sectionStart]?.snapLength || LARGEST_PACKET;
    return give(0, bytes, at + 4, Math.min(frame.wireLength, limit, end - at - 4));
  };

  const section = (bytes: Uint8Array, at: number, end: number): void => {
    sectionStart = interfaces.length;
    started = true;
    eachOption(bytes, at + 16, end, () => undefined);
  };

  const read = (type: number, bytes: Uint8Array, at: number, end: number): string | null => {
    if (end - at < (LEAST_BODY.get(type) ?? 0)) return 'a block is too short for what it is';
    if (type === BLOCK.section) section(bytes, at, end);
    else if (type === BLOCK.interface) describe(bytes, at, end);
    else if (type === BLOCK.statistics) statistics(bytes, at, end);
    else if (type === BLOCK.simple) return simple(bytes, at, end);
    else return packet(bytes, at, end, type === BLOCK.packet);
    return null;
  };

  return {
    format: 'pcapng',
    interfaces,
    comments,
    skip: () => toSkip,
    take: (bytes, at, end) => {
      toSkip = 0;
      if (end - at < SHORTEST_BLOCK) return 0;
      if (u32(bytes, at) === BLOCK.section) {
        little = u32(bytes, at + 8) !== BYTE_ORDER;
        if (little && fileU32(bytes, at + 8, true) !== BYTE_ORDER) return 'a section has no byte order';
      } else if (!started) return 'the file is no capture';
      const type = fileU32(bytes, at, little);
      const length = fileU32(bytes, at + 4, little);
      if (length < SHORTEST_BLOCK || length % 4 !== 0) return `a block claims to be ${length} bytes long`;
      if (!READ.has(type)) {
        toSkip = length - 8;
        return 8;
      }
      if (length > LARGEST_PACKET + 65_536) return `a block claims to be ${length} bytes long`;
      if (end - at < length) return 0;
      if (fileU32(bytes, at + length - 4, little) !== length)
        return 'a block ends with another length than it begins with';
      return read(type, bytes, at + 8, at + length - 4) ?? length;
    },
  };
}

/** Bytes of each block before its options or its packet. */
const LEAST_BODY: ReadonlyMap<number, number> = new Map([
  [BLOCK.section, 16],
  [BLOCK.interface, 8],
  [BLOCK.packet, 20],
  [BLOCK.simple, 4],
  [BLOCK.statistics, 12],
  [BLOCK.enhanced, 20],
]);

const decoder = new TextDecoder();
const LONGEST_TEXT = 500;

function textOf(bytes: Uint8Array, at: number, length: number): string {
  return decoder.decode(bytes.subarray(at, at + Math.min(length, LONGEST_TEXT))).replaceAll('\0', '');
}

function padding(length: number): number {
  return (4 - (length % 4)) % 4;
}
