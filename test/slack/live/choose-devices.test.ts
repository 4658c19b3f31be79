import { expect, test } from 'vitest';
import type { Device, Fleet } from '../../../src/model/fleet.ts';
import { chooseDevices } from '../../../src/slack/live/choose-devices.ts';

function device(name: string, group: string, tags: readonly string[] = []): Device {
  const credential = { kind: 'key', key: { env: 'KEY' } } as const;
  const management = { host: '192.0.2.1', port: 443, trust: { kind: 'system' }, credential } as const;
  return { name, group, management, target: null, vsys: null, peer: null, routers: [], tags };
}

const FLEET: Fleet = {
  devices: [device('PA-EDGE-A', 'edge'), device('PA-EDGE-B', 'edge'), device('PA-DC', 'core', ['inside'])],
  grants: [],
};

function names(words: string, heard: readonly string[] = []) {
  const chosen = chooseDevices(FLEET, words, new Set(heard));
  return chosen.ok ? chosen.value.map(({ name }) => name) : chosen.error.message;
}

test('devices, groups and tags are named in any case of letters', () => {
  expect(names('on pa-dc')).toEqual(['PA-DC']);
  expect(names('Edge')).toEqual(['PA-EDGE-A', 'PA-EDGE-B']);
  expect(names('PA-EDGE-B, inside')).toEqual(['PA-EDGE-B', 'PA-DC']);
});

test('without a name the groups are asked whose firewalls the case has heard of', () => {
  expect(names('', ['PA-EDGE-A', 'web1'])).toEqual(['PA-EDGE-A', 'PA-EDGE-B']);
});

test('with several groups and nothing heard the person is asked which', () => {
  expect(names('')).toBe('There are several groups of firewalls: edge and core.');
});

test('the only group there is needs no name', () => {
  const one: Fleet = { devices: FLEET.devices.slice(0, 2), grants: [] };
  const chosen = chooseDevices(one, 'live', new Set());
  expect(chosen.ok && chosen.value).toHaveLength(2);
});

test('what is not in the fleet is never asked', () => {
  expect(names('PA-EDGE-A 198.51.100.7')).toBe('There is no firewall, group or tag named “198.51.100.7”.');
  expect(names('all')).toContain('There is no firewall');
});
