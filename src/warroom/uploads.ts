import { forgetOldest } from './forget.ts';
import { secret } from './ids.ts';

/** Files announced by files.getUploadURLExternal: first expected, then received, then taken by completeUploadExternal. */
export interface Uploads {
  /** Remembers an announced file and returns the secret part of its upload address. */
  expect(file: { readonly id: string; readonly name: string; readonly length: number; readonly alt: string }): string;
  /** How many bytes the file at this address was announced with; undefined for an unknown address. */
  announced(key: string): number | undefined;
  receive(key: string, bytes: Uint8Array): void;
  /** A received file, once. */
  take(id: string): Received | undefined;
}

/** A file that has arrived; `alt` describes an image, and is empty without a description. */
interface Received {
  readonly id: string;
  readonly name: string;
  readonly alt: string;
  readonly bytes: Uint8Array;
}

export function createUploads(): Uploads {
  const known = new Map<string, { id: string; name: string; length: number; alt: string; bytes?: Uint8Array }>();
  return {
    expect(file) {
      const key = secret(16);
      forgetOldest(known);
      known.set(key, { ...file });
      return key;
    },
    announced: (key) => known.get(key)?.length,
    receive(key, bytes) {
      const file = known.get(key);
      if (file) file.bytes = bytes;
    },
    take(id) {
      for (const [key, { name, bytes, alt, id: fileId }] of known) {
        if (fileId !== id || !bytes) continue;
        known.delete(key);
        return { id, name, alt, bytes };
      }
      return undefined;
    },
  };
}
