import { nearest } from './near.ts';
import { asRecord, type Say } from './shape.ts';
import type { Path } from './yaml-text.ts';

/** What an entry says of itself, whatever else is wrong with it: enough to check what others say of it. */
export interface Named {
  readonly at: Path;
  readonly name: string;
  readonly group: string | null;
  readonly peer: string | null;
}

/** The devices that have a name. */
export function namedDevices(entries: readonly unknown[]): readonly Named[] {
  return entries.flatMap((entry, index) => {
    const { name, group, peer } = asRecord(entry) ?? {};
    if (typeof name !== 'string') return [];
    return [{ at: ['devices', index], name, group: textOrNull(group), peer: textOrNull(peer) }];
  });
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/**
 * The peer of each device by name. One unit of a pair may name the other alone; when both do, they have to name each
 * other. A pair shares one configuration, so it stands in one group.
 */
export function readPeers(devices: readonly Named[], say: Say): ReadonlyMap<string, string> {
  const peers = new Map<string, string>();
  for (const device of devices) {
    const { name, peer } = device;
    if (peer === null) continue;
    const other = devices.find((one) => one.name === peer);
    const wrong = other === undefined ? unknownPeer(peer, devices) : wrongPair(device, other, peers);
    if (wrong !== null) {
      say([...device.at, 'peer'], ...wrong);
      continue;
    }
    peers.set(name, peer);
    peers.set(peer, name);
  }
  return peers;
}

type Wrong = readonly [message: string, todo: string];

function unknownPeer(peer: string, devices: readonly Named[]): Wrong {
  const meant = nearest(
    peer,
    devices.map(({ name }) => name),
  );
  return [
    'There is no device of this name to be the peer.',
    meant === null ? 'Add it under devices, or take peer out.' : `Did you mean “${meant}”?`,
  ];
}

function wrongPair(device: Named, other: Named, peers: ReadonlyMap<string, string>): Wrong | null {
  const [one, two] = [shown(device.name), shown(other.name)];
  if (device.name === other.name) return ['A device cannot be its own peer.', 'Name the other unit of the pair.'];
  if (other.peer !== null && other.peer !== device.name) {
    return [`${two} has another peer than ${one}.`, 'Let both units of a pair name each other.'];
  }
  const taken = [peers.get(device.name), peers.get(other.name)];
  if (taken.some((name) => name !== undefined && name !== device.name && name !== other.name)) {
    return [`${two} is the peer of another device already.`, 'An HA pair has two units: correct one of them.'];
  }
  if (device.group !== null && other.group !== null && device.group !== other.group) {
    return [`${one} and ${two} are a pair and stand in different groups.`, 'Put both into one group.'];
  }
  return null;
}

function shown(name: string): string {
  return `“${name.slice(0, 64)}”`;
}
