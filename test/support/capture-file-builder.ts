import { LINK } from './capture-builder.ts';

/** One packet of a file: microseconds since 1970, the link-layer frame, and how long it was on the wire. */
export interface Frame {
  readonly time: number;
  readonly bytes: Uint8Array;
  readonly wireLength?: number;
  /** pcapng only. */
  readonly interface?: number;
  readonly comment?: string;
  readonly outgoing?: boolean;
}

export interface PcapOptions {
  readonly linkType?: number;
  readonly nanoseconds?: boolean;
  readonly bigEndian?: boolean;
  readonly snapLength?: number;
}

/** 2026-11-10T12:00:00Z in microseconds: where the times of tests begin. */
export const NOON = Date.UTC(2026, 10, 10, 12) * 1000;

/** Frames one after the other, a millisecond apart, for tests that do not care about time. */
export function inTurn(frames: readonly Uint8Array[], start = NOON): readonly Frame[] {
  return frames.map((bytes, index) => ({ time: start + index * 1000, bytes }));
}

/** A classic capture file. */
export function pcap(frames: readonly Frame[], options: PcapOptions = {}): Uint8Array {
  const { linkType = LINK.ethernet, nanoseconds = false, bigEndian = false, snapLength = 262_144 } = options;
  const size = frames.reduce((sum, { bytes }) => sum + 16 + bytes.length, 24);
  const file = new Writer(size, !bigEndian);
  file.u32(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4);
  file.u16(2);
  file.u16(4);
  for (const value of [0, 0, snapLength, linkType]) file.u32(value);
  for (const { time, bytes, wireLength } of frames) {
    file.u32(Math.floor(time / 1_000_000));
    file.u32((time % 1_000_000) * (nanoseconds ? 1000 : 1));
    file.u32(bytes.length);
    file.u32(wireLength ?? bytes.length);
    file.raw(bytes);
  }
  return file.bytes;
}

export interface PcapngInterface {
  readonly linkType?: number;
  readonly name?: string;
  readonly filter?: string;
  readonly snapLength?: number;
  /** Digits behind the second (6 when left out), or with `binary` the power of two. */
  readonly resolution?: number;
  readonly binary?: boolean;
  readonly received?: number;
  readonly dropped?: number;
}

export interface PcapngOptions {
  readonly interfaces?: readonly PcapngInterface[];
  readonly comment?: string;
  readonly bigEndian?: boolean;
}

/** A pcapng file of one section: interfaces, enhanced packets, then interface statistics where a number is given. */
export function pcapng(frames: readonly Frame[], options: PcapngOptions = {}): Uint8Array {
  const { interfaces = [{}], comment, bigEndian = false } = options;
  const little = !bigEndian;
  const section = block(0x0a0d0d0a, little, (body) => {
    body.u32(0x1a2b3c4d);
    body.u16(1);
    body.u16(0);
    body.u32(0xffffffff);
    body.u32(0xffffffff);
    body.options(comment === undefined ? [] : [[1, text(comment)]]);
  });
  const described = interfaces.map((one) =>
    block(1, little, (body) => {
      body.u16(one.linkType ?? LINK.ethernet);
      body.u16(0);
      body.u32(one.snapLength ?? 262_144);
      body.options([
        ...(one.name === undefined ? [] : [[2, text(one.name)] as const]),
        ...(one.resolution === undefined
          ? []
          : [[9, Uint8Array.of(one.resolution | (one.binary === true ? 0x80 : 0))] as const]),
        ...(one.filter === undefined ? [] : [[11, Uint8Array.of(0, ...text(one.filter))] as const]),
      ]);
    }),
  );
  const packets = frames.map((frame) => enhanced(frame, interfaces[frame.interface ?? 0] ?? {}, little));
  const statistics = interfaces.flatMap((one, index) => statisticsOf(one, index, little));
  return new Uint8Array(Buffer.concat([section, ...described, ...packets, ...statistics]));
}

function enhanced(frame: Frame, { resolution = 6, binary = false }: PcapngInterface, little: boolean): Uint8Array {
  const units = binary ? 2n ** BigInt(resolution) : 10n ** BigInt(resolution);
  const ticks = (BigInt(frame.time) * units) / 1_000_000n;
  return block(6, little, (body) => {
    body.u32(frame.interface ?? 0);
    body.u32(Number(ticks >> 32n));
    body.u32(Number(ticks & 0xffffffffn));
    body.u32(frame.bytes.length);
    body.u32(frame.wireLength ?? frame.bytes.length);
    body.padded(frame.bytes);
    body.options([
      ...(frame.comment === undefined ? [] : [[1, text(frame.comment)] as const]),
      ...(frame.outgoing === undefined ? [] : [[2, flags(frame.outgoing, little)] as const]),
    ]);
  });
}

function flags(outgoing: boolean, little: boolean): Uint8Array {
  const value = outgoing ? 2 : 1;
  return little ? Uint8Array.of(value, 0, 0, 0) : Uint8Array.of(0, 0, 0, value);
}

function statisticsOf({ received, dropped }: PcapngInterface, index: number, little: boolean): readonly Uint8Array[] {
  if (received === undefined && dropped === undefined) return [];
  const number = (value: number) => {
    const writer = new Writer(8, little);
    for (const half of little ? [value, 0] : [0, value]) writer.u32(half);
    return writer.bytes;
  };
  return [
    block(5, little, (body) => {
      for (const value of [index, 0, 0]) body.u32(value);
      body.options([
        ...(received === undefined ? [] : [[4, number(received)] as const]),
        ...(dropped === undefined ? [] : [[5, number(dropped)] as const]),
      ]);
    }),
  ];
}

function block(type: number, little: boolean, fill: (body: Writer) => void): Uint8Array {
  const body = new Writer(70_000, little);
  fill(body);
  const whole = new Writer(body.length + 12, little);
  whole.u32(type);
  whole.u32(body.length + 12);
  whole.raw(body.bytes.subarray(0, body.length));
  whole.u32(body.length + 12);
  return whole.bytes;
}

function text(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

class Writer {
  readonly bytes: Uint8Array;
  length = 0;
  readonly #view: DataView;
  readonly #little: boolean;

  constructor(size: number, little: boolean) {
    this.bytes = new Uint8Array(size);
    this.#view = new DataView(this.bytes.buffer);
    this.#little = little;
  }

  u16(value: number): void {
    this.#view.setUint16(this.length, value, this.#little);
    this.length += 2;
  }

  u32(value: number): void {
    this.#view.setUint32(this.length, value, this.#little);
    this.length += 4;
  }

  raw(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  padded(bytes: Uint8Array): void {
    this.raw(bytes);
    this.length += (4 - (bytes.length % 4)) % 4;
  }

  options(all: readonly (readonly [number, Uint8Array])[]): void {
    for (const [code, value] of all) {
      this.u16(code);
      this.u16(value.length);
      this.padded(value);
    }
    if (all.length > 0) this.u32(0);
  }
}
