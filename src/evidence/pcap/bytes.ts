/** Big-endian numbers out of bytes, as network headers have them. Callers have checked that the bytes are there. */
export function u8(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

export function u16(bytes: Uint8Array, at: number): number {
  return (u8(bytes, at) << 8) | u8(bytes, at + 1);
}

/** As a signed 32-bit integer: enough to compare and to hash, and never a heap number. */
export function i32(bytes: Uint8Array, at: number): number {
  return (u8(bytes, at) << 24) | (u8(bytes, at + 1) << 16) | (u8(bytes, at + 2) << 8) | u8(bytes, at + 3);
}

export function u32(bytes: Uint8Array, at: number): number {
  return i32(bytes, at) >>> 0;
}

export function u48(bytes: Uint8Array, at: number): number {
  return u16(bytes, at) * 0x1_0000_0000 + u32(bytes, at + 2);
}

/** Numbers of a file's own structures, whose byte order its first bytes tell. */
export function fileU16(bytes: Uint8Array, at: number, little: boolean): number {
  return little ? u8(bytes, at) | (u8(bytes, at + 1) << 8) : u16(bytes, at);
}

export function fileU32(bytes: Uint8Array, at: number, little: boolean): number {
  if (!little) return u32(bytes, at);
  return (u8(bytes, at) | (u8(bytes, at + 1) << 8) | (u8(bytes, at + 2) << 16) | (u8(bytes, at + 3) << 24)) >>> 0;
}
