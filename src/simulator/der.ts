/** The few shapes of DER (X.690) that a certificate is written with. Each takes contents and gives the encoded value. */

/** Tag, length (in the short form up to 127 octets, else the long one) and contents. */
export function encode(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(body.length)]), body]);
}

export function sequence(...items: readonly Uint8Array[]): Buffer {
  return encode(0x30, ...items);
}

export function setOf(...items: readonly Uint8Array[]): Buffer {
  return encode(0x31, ...items);
}

/** A number that is not negative, given by its octets, highest first. */
export function integer(octets: Uint8Array): Buffer {
  const first = octets.findIndex((octet) => octet !== 0);
  const bare = first < 0 ? Buffer.from([0]) : Buffer.from(octets.subarray(first));
  const signed = (bare[0] ?? 0) > 0x7f;
  return encode(0x02, signed ? Buffer.concat([Buffer.from([0]), bare]) : bare);
}

export function boolean(value: boolean): Buffer {
  return encode(0x01, Buffer.from([value ? 0xff : 0x00]));
}

export function octetString(contents: Uint8Array): Buffer {
  return encode(0x04, contents);
}

/** `unused` is how many of the last octet's bits do not count. */
export function bitString(contents: Uint8Array, unused = 0): Buffer {
  return encode(0x03, Buffer.from([unused]), contents);
}

export function utf8(text: string): Buffer {
  return encode(0x0c, Buffer.from(text, 'utf8'));
}

/** An object identifier from its dotted form, `2.5.29.17`. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return encode(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(sevenBitGroups)]));
}

/** UTCTime until 2049 and GeneralizedTime after it (RFC 5280, 4.1.2.5); whole seconds. */
export function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/[-:T]|\.\d+/g, '');
  return Number(digits.slice(0, 4)) < 2050
    ? encode(0x17, Buffer.from(digits.slice(2), 'ascii'))
    : encode(0x18, Buffer.from(digits, 'ascii'));
}

/** A value with a tag of its own around it: `[number] EXPLICIT`. */
export function explicit(number: number, contents: Uint8Array): Buffer {
  return encode(0xa0 + number, contents);
}

/** A simple value under a tag of its own: `[number] IMPLICIT`. */
export function implicit(number: number, contents: Uint8Array): Buffer {
  return encode(0x80 + number, contents);
}

function lengthOctets(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) octets.unshift(left % 256);
  return [0x80 + octets.length, ...octets];
}

function sevenBitGroups(value: number): readonly number[] {
  const groups = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) {
    groups.unshift((left % 128) + 128);
  }
  return groups;
}
