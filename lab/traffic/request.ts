/** A request begins with its own length and that of the wanted reply, four bytes each; the rest is filling. */
export const HEADER_BYTES = 8;

const FILLING = 'The quick brown fox jumps over the lazy dog. ';

/** `length` bytes (8 at least) that ask for `reply` bytes. */
export function requestOf(length: number, reply: number): Buffer {
  const whole = Math.max(length, HEADER_BYTES);
  const bytes = Buffer.alloc(whole, FILLING);
  bytes.writeUInt32BE(whole, 0);
  bytes.writeUInt32BE(reply, 4);
  return bytes;
}

/** `length` bytes of a reply. */
export function replyOf(length: number): Buffer {
  return Buffer.alloc(length, FILLING);
}

/** Counts received bytes and says, for each request that is complete, how long its reply is to be. */
export function requestReader(): (chunk: Buffer) => readonly number[] {
  let held = Buffer.alloc(0);
  return (chunk) => {
    held = Buffer.concat([held, chunk]);
    const wanted: number[] = [];
    while (held.length >= HEADER_BYTES && held.length >= held.readUInt32BE(0)) {
      wanted.push(held.readUInt32BE(4));
      held = held.subarray(Math.max(held.readUInt32BE(0), HEADER_BYTES));
    }
    return wanted;
  };
}
