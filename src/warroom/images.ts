import type { SlackFile } from './model.ts';

/** How files of a kind begin (PNG: RFC 2083; JPEG: SOI marker; GIF: its header). */
const BEGINNINGS: Readonly<Record<string, readonly number[]>> = {
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/gif': [0x47, 0x49, 0x46, 0x38],
};

/** Whether a file may be shown as an image: its name says so, and its bytes begin like one. */
export function isImage({ mimetype, bytes }: Pick<SlackFile, 'mimetype' | 'bytes'>): boolean {
  const beginning = Object.hasOwn(BEGINNINGS, mimetype) ? BEGINNINGS[mimetype] : undefined;
  return beginning?.every((byte, index) => bytes[index] === byte) ?? false;
}
