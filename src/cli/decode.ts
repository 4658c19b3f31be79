/** Bytes as text, or why they are no text, in words that finish the sentence "it is …". */
export type Decoded = { readonly text: string } | { readonly binary: string };

/** First bytes of formats that people hand in by mistake or in hope. */
const MAGIC: readonly { readonly bytes: readonly number[]; readonly says: string }[] = [
  { bytes: [0x1f, 0x8b], says: 'an archive inside an archive: unpack it first' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], says: 'a zip archive: unpack it first' },
  { bytes: [0x25, 0x50, 0x44, 0x46], says: 'a PDF: give the text itself' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], says: 'a picture: give the text itself' },
  { bytes: [0xff, 0xd8, 0xff], says: 'a picture: give the text itself' },
];

/** How far to look for a NUL byte, which no text in UTF-8 holds. */
const LOOKED_AT = 65_536;

/**
 * UTF-8 with or without its mark, and UTF-16 with its mark (as PowerShell writes files); anything else is binary.
 * Bytes that are no UTF-8 become `U+FFFD`: a terminal's log may hold a few.
 */
export function decode(bytes: Uint8Array): Decoded {
  const known = MAGIC.find((magic) => magic.bytes.every((byte, index) => bytes[index] === byte));
  if (known !== undefined) return { binary: known.says };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) };
  if (bytes.subarray(0, LOOKED_AT).includes(0)) return { binary: 'binary data, not text' };
  return { text: new TextDecoder().decode(bytes) };
}
