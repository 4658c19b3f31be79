import { listSome } from '../../access/words.ts';
import type { Device, Fleet } from '../../model/fleet.ts';
import { fail, ok, type Problem, type Result } from '../../model/result.ts';

const BETWEEN = /[\s,]+/;
const FILLERS: ReadonlySet<string> = new Set([
  '',
  'on',
  'the',
  'and',
  'at',
  'firewalls',
  'firewall',
  'devices',
  'live',
]);

/**
 * The firewalls that are meant: those that the words name, by device, group or tag; without a name the groups of those
 * that the case has heard of, and when it heard of none, the only group there is. Fails with what can be named.
 */
export function chooseDevices(fleet: Fleet, words: string, heard: ReadonlySet<string>): Result<readonly Device[]> {
  const names = words.split(BETWEEN).filter((word) => !FILLERS.has(word.toLowerCase()));
  if (names.length > 0) return named(fleet, names);
  const groups = new Set(fleet.devices.filter(({ name }) => heard.has(name)).map(({ group }) => group));
  const all = new Set(fleet.devices.map(({ group }) => group));
  const meant = groups.size > 0 ? groups : all.size === 1 ? all : null;
  if (meant === null) return fail(whichGroup([...all]));
  return ok(fleet.devices.filter(({ group }) => meant.has(group)));
}

function named({ devices }: Fleet, names: readonly string[]): Result<readonly Device[]> {
  const unknown = names.filter((name) => !devices.some((device) => isNamed(device, name)));
  const [first] = unknown;
  if (first !== undefined) return fail(notThere(first, devices));
  return ok(devices.filter((device) => names.some((name) => isNamed(device, name))));
}

function isNamed({ name, group, tags }: Device, said: string): boolean {
  return [name, group, ...tags].some((known) => known.toLowerCase() === said.toLowerCase());
}

function whichGroup(groups: readonly string[]): Problem {
  return {
    code: 'which-group',
    message: `There are several groups of firewalls: ${listSome(groups)}.`,
    todo: 'Name one or more of them, or single firewalls: @Roundtrip live on GROUP.',
  };
}

function notThere(name: string, devices: readonly Device[]): Problem {
  const groups = [...new Set(devices.map(({ group }) => group))];
  return {
    code: 'no-device',
    message: `There is no firewall, group or tag named “${name.slice(0, 60)}”.`,
    todo: `Groups: ${listSome(groups)}. Firewalls: ${listSome(devices.map((device) => device.name))}.`,
  };
}
