import { Refusal } from './errors.ts';
import { FILE_BYTES } from './limits.ts';
import type { SlackFile } from './model.ts';
import type { Room } from './room.ts';

/** File name endings Slack recognises, as filetype and media type. Everything else is `binary`. */
const TYPES: Readonly<Record<string, readonly [string, string]>> = {
  txt: ['text', 'text/plain'],
  log: ['text', 'text/plain'],
  cfg: ['text', 'text/plain'],
  conf: ['text', 'text/plain'],
  md: ['markdown', 'text/markdown'],
  csv: ['csv', 'text/csv'],
  json: ['json', 'application/json'],
  xml: ['xml', 'application/xml'],
  yml: ['yaml', 'text/yaml'],
  yaml: ['yaml', 'text/yaml'],
  png: ['png', 'image/png'],
  jpg: ['jpg', 'image/jpeg'],
  gif: ['gif', 'image/gif'],
  zip: ['zip', 'application/zip'],
  gz: ['gzip', 'application/gzip'],
};
/** Slack turns text up to about this size into an editable snippet. */
const SNIPPET_BYTES = 1024 * 1024;
const TEXTUAL = ['text', 'markdown', 'csv', 'json', 'xml', 'yaml'];

export interface NewFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly user: string;
  readonly title?: string | undefined;
  readonly id?: string | undefined;
  readonly alt?: string | undefined;
}

/** Describes and keeps a file. Throws Refusal when it, or all files together, are larger than the war room allows. */
export function keepFile(room: Room, { name, bytes, user, title, id, alt }: NewFile): SlackFile {
  if (bytes.length > FILE_BYTES) throw new Refusal(`${name} is larger than ${FILE_BYTES / 1024 / 1024} MB.`);
  const [filetype, mimetype] = TYPES[ending(name)] ?? ['binary', 'application/octet-stream'];
  const file: SlackFile = {
    id: id ?? room.workspace.ids.next('F'),
    name,
    title: title ?? name,
    alt: alt ?? '',
    mimetype,
    filetype,
    mode: TEXTUAL.includes(filetype) && bytes.length <= SNIPPET_BYTES ? 'snippet' : 'hosted',
    user,
    created: Math.floor(room.clock.now() / 1000),
    bytes,
    shares: [],
  };
  if (!room.workspace.putFile(file)) throw new Refusal('The war room holds as many file bytes as it allows.');
  return file;
}

function ending(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}
