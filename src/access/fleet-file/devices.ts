import { z } from 'zod';
import type { Device, Management } from '../../model/fleet.ts';
import { list } from '../words.ts';
import { readManagement } from './management.ts';
import { nearest } from './near.ts';
import { asRecord, readShape, type Say } from './shape.ts';
import type { Path } from './yaml-text.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
const NAME_HINT = 'Use letters, digits, points, hyphens and underscores, at most 63, and begin with a letter or digit.';

export const nameSchema = z.string().regex(NAME);
/** `all` means every group where groups are listed. */
const groupSchema = nameSchema.refine((name) => name.toLowerCase() !== 'all');

const deviceShape = z.strictObject({
  name: nameSchema,
  group: groupSchema,
  address: z.unknown().optional(),
  trust: z.unknown().optional(),
  secret: z.unknown().optional(),
  panorama: nameSchema.optional(),
  serial: z
    .string()
    .regex(/^[A-Za-z0-9]{8,20}$/)
    .optional(),
  peer: nameSchema.optional(),
  routers: z
    .array(z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_. -]{0,62}$/))
    .max(64)
    .optional(),
  vsys: z
    .string()
    .regex(/^vsys[1-9]\d{0,2}$/)
    .optional(),
  tags: z
    .array(z.string().regex(/^[\w.:-]{1,63}$/))
    .max(64)
    .optional(),
});

type Written = z.output<typeof deviceShape>;

const DEVICE_HINTS: Readonly<Record<keyof Written, string>> = {
  name: `Write the hostname of the firewall. ${NAME_HINT}`,
  group: `Name the group that the firewall belongs to; “all” is taken. ${NAME_HINT}`,
  address: 'Write a host with or without a port.',
  trust: 'Write trust: system, {ca: FILE} or {sha256: FINGERPRINT}.',
  secret: 'Name where the secret lies.',
  panorama: 'Name a Panorama that stands under panoramas.',
  serial: 'Write the serial number in quotes; it has 8 to 20 letters and digits.',
  peer: 'Write the name of the other firewall of its HA pair.',
  routers: 'List the names of its virtual or logical routers: [default].',
  vsys: 'Write vsys1, vsys2 and so on.',
  tags: 'List words: [edge, madrid].',
};

const PANORAMA_HINTS = { address: '', trust: '', secret: '' };
const panoramaShape = z.strictObject({
  address: z.unknown().optional(),
  trust: z.unknown().optional(),
  secret: z.unknown().optional(),
});

/** Panoramas by name; null for one whose entry cannot be used, so that nobody is told twice. */
export type Panoramas = ReadonlyMap<string, Management | null>;

/** Reads `panoramas`: a mapping from a name to where that Panorama is, how it is recognized, and its secret's place. */
export function readPanoramas(given: unknown, folder: string, say: Say): Panoramas {
  if (given === undefined || given === null) return new Map();
  const entries = asRecord(given);
  if (entries === null) {
    say(['panoramas'], '“panoramas” is no mapping.', 'Write each as NAME: with address, trust and secret below it.');
    return new Map();
  }
  return new Map(
    Object.entries(entries).map(([name, entry]) => {
      const at = ['panoramas', name];
      if (!NAME.test(name)) say(at, 'The name of a Panorama cannot be used.', NAME_HINT);
      readShape(panoramaShape, entry ?? {}, at, PANORAMA_HINTS, say);
      const { address, trust, secret } = asRecord(entry) ?? {};
      return [name, readManagement({ address, trust, secret }, at, folder, say)];
    }),
  );
}

/** Reads one device but for its peer, which takes the others to check. Null when something of it is wrong. */
export function readDevice(given: unknown, at: Path, folder: string, panoramas: Panoramas, say: Say): Device | null {
  const written = asRecord(given);
  if (written === null) {
    say(at, 'A device is no mapping.', 'Begin it with - name: HOSTNAME.');
    return null;
  }
  const read = readShape(deviceShape, written, at, DEVICE_HINTS, say);
  const way =
    written.panorama === undefined
      ? readDirect(written, at, folder, say)
      : readBehindPanorama(written, at, panoramas, say);
  if (read === null || way === null) return null;
  const { name, group, vsys = null, peer = null, routers = [], tags = [] } = read;
  return { name, group, ...way, vsys, peer, routers, tags };
}

type Way = Pick<Device, 'management' | 'target'>;
type Entry = Readonly<Record<string, unknown>>;

function readDirect({ address, trust, secret, serial }: Entry, at: Path, folder: string, say: Say): Way | null {
  if (serial !== undefined) {
    say([...at, 'serial'], '“serial” is for a firewall behind a Panorama.', 'Add panorama: NAME, or take it out.');
  }
  if (address === undefined || address === null) {
    say(at, 'It is not said where this firewall is.', 'Write address, or panorama and serial.');
    return null;
  }
  const management = readManagement({ address, trust, secret }, at, folder, say);
  return management === null ? null : { management, target: null };
}

function readBehindPanorama(entry: Entry, at: Path, panoramas: Panoramas, say: Say): Way | null {
  for (const key of ['address', 'trust', 'secret'].filter((name) => entry[name] !== undefined)) {
    say([...at, key], `“${key}” is the Panorama’s, which stands between.`, 'Take it out, or take panorama out.');
  }
  const { panorama, serial } = entry;
  if (serial === undefined || serial === null) {
    say([...at, 'panorama'], '“serial” is missing: a Panorama knows its firewalls by it.', DEVICE_HINTS.serial);
  }
  const management = typeof panorama === 'string' ? panoramas.get(panorama) : null;
  if (management === undefined && typeof panorama === 'string') {
    say([...at, 'panorama'], 'There is no Panorama of this name.', panoramaTodo(panorama, [...panoramas.keys()]));
  }
  return management && typeof serial === 'string' ? { management, target: serial } : null;
}

function panoramaTodo(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  if (meant !== null) return `Did you mean “${meant}”?`;
  return known.length === 0
    ? 'Declare it under panoramas.'
    : `Declare it under panoramas, or use ${list(known, 'or')}.`;
}
