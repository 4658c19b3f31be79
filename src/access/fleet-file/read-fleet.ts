import { dirname } from 'node:path';
import type { Device, Fleet } from '../../model/fleet.ts';
import { fail, ok, type Problem, type Result } from '../../model/result.ts';
import { list } from '../words.ts';
import { readDevice, readPanoramas } from './devices.ts';
import { readGrant } from './grants.ts';
import { nearest } from './near.ts';
import { type Named, namedDevices, readPeers } from './peers.ts';
import { asRecord, type Say } from './shape.ts';
import { type Path, problem, readYaml } from './yaml-text.ts';

const SECTIONS = ['panoramas', 'devices', 'access'] as const;
const MOST_ENTRIES = 1000;
const MOST_PROBLEMS = 100;

/**
 * Reads a fleet file: the firewalls, and who may do what. `source` is its path; files that it names count from the same
 * folder. Everything that is wrong comes at once, in the order of the file, each with its line and how to put it right;
 * nothing of what was given in the place of a secret is repeated.
 */
export function readFleet(text: string, source: string): Result<Fleet, readonly Problem[]> {
  const yaml = readYaml(text, source);
  if (!yaml.ok) return yaml;
  const { content, lineOf } = yaml.value;
  const said: { readonly line: number; readonly problem: Problem }[] = [];
  const say: Say = (path, message, todo) => {
    const line = lineOf(path);
    said.push({ line, problem: problem(source, line, message, todo) });
  };
  const fleet = readContent(content, lineOf, dirname(source), say);
  if (said.length === 0) return ok(fleet);
  const inOrder = said.toSorted((one, other) => one.line - other.line).map((one) => one.problem);
  return fail(inOrder.slice(0, MOST_PROBLEMS));
}

function readContent(content: unknown, lineOf: (path: Path) => number, folder: string, say: Say): Fleet {
  const sections = asRecord(content);
  if (sections === null) {
    say([], 'This is no fleet file.', 'Begin it with devices: and compare it with docs/roundtrip.example.yml.');
    return { devices: [], grants: [] };
  }
  tellUnknownSections(Object.keys(sections), say);
  const panoramas = readPanoramas(sections.panoramas, folder, say);
  const entries = entriesOf(sections.devices, 'devices', say);
  if (entries.length === 0)
    say(['devices'], 'No device is named.', 'List them under devices, each with - name: HOSTNAME.');
  const named = namedDevices(entries);
  tellTwice(named, say);
  const peers = readPeers(named, say);
  const devices = entries.flatMap((entry, index) => {
    const device = readDevice(entry, ['devices', index], folder, panoramas, say);
    return device === null ? [] : [{ ...device, peer: peers.get(device.name) ?? null }];
  });
  tellSameTwice(devices, named, say);
  const groups = [...new Set(named.flatMap(({ group }) => group ?? []))];
  const grants = entriesOf(sections.access, 'access', say).flatMap((entry, index) => {
    const at = ['access', index];
    return readGrant(entry, at, lineOf([...at, 'role']), groups, say) ?? [];
  });
  return { devices, grants };
}

function tellUnknownSections(keys: readonly string[], say: Say): void {
  for (const key of keys.filter((one) => !SECTIONS.some((known) => known === one))) {
    const meant = nearest(key, SECTIONS);
    const todo = meant === null ? `Known here: ${list(SECTIONS)}.` : `Did you mean “${meant}”?`;
    say([key], `“${key.slice(0, 64)}” is not known here.`, todo);
  }
}

function entriesOf(given: unknown, section: 'devices' | 'access', say: Say): readonly unknown[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) {
    say([section], `“${section}” is no list.`, 'Begin each entry with a hyphen.');
    return [];
  }
  if (given.length <= MOST_ENTRIES) return given;
  say([section], `“${section}” has more than ${MOST_ENTRIES} entries.`, 'Split the fleet over several bots.');
  return [];
}

/** Evidence is told apart by the device's name, in which nobody hears capitals. */
function tellTwice(named: readonly Named[], say: Say): void {
  const seen = new Set<string>();
  for (const { name, at } of named) {
    const same = name.toLowerCase();
    if (seen.has(same)) say([...at, 'name'], 'Another device has this name already.', 'Give each device its own name.');
    seen.add(same);
  }
}

/** Two names for one firewall would take it for two witnesses. */
function tellSameTwice(devices: readonly Device[], named: readonly Named[], say: Say): void {
  const seen = new Map<string, string>();
  for (const { name, management, target, vsys } of devices) {
    const place = [management.host.toLowerCase(), management.port, target, vsys].join(' ');
    const first = seen.get(place);
    const at = named.find((one) => one.name === name)?.at ?? ['devices'];
    if (first !== undefined && first !== name) {
      say(
        [...at, 'name'],
        `This is the same firewall as “${first}”.`,
        'Keep one of them, or correct its address or serial.',
      );
    }
    seen.set(place, first ?? name);
  }
}
