import { type CaseBasis, makeRequest, type Requesting } from '../../../src/access/approval/request.ts';
import type { Approval, LiveAction } from '../../../src/model/approval.ts';
import type { Device } from '../../../src/model/fleet.ts';

export const REQUESTED = Date.UTC(2026, 10, 10, 9, 30);

export const CLEAR: LiveAction = {
  kind: 'clear-sessions',
  devices: ['PA-EDGE-A'],
  source: '10.20.30.41',
  destination: '10.50.60.10',
  destinationPort: 443,
};

export const CAPTURE: LiveAction = {
  kind: 'capture',
  device: 'PA-EDGE-A',
  filters: [
    { source: '10.20.30.41', destination: '10.50.60.10' },
    { source: '10.50.60.10', destination: '10.20.30.41' },
  ],
  stages: ['receive', 'firewall', 'transmit', 'drop'],
  seconds: 30,
};

export const DEVICE: Device = {
  name: 'PA-EDGE-A',
  group: 'edge',
  management: {
    host: '192.0.2.11',
    port: 443,
    trust: { kind: 'system' },
    credential: { kind: 'key', key: { env: 'EDGE_KEY' } },
  },
  target: null,
  vsys: null,
  peer: null,
  routers: [],
  tags: [],
};

export const ABOUT: CaseBasis = {
  id: 'RT-1',
  flow: {
    protocol: 'tcp',
    client: { address: '10.20.30.41', port: 52144 },
    server: { address: '10.50.60.10', port: 443 },
  },
  status: 'open',
  fixedAt: null,
};

/** A request that waits for its decision; `given` replaces single fields of what it is made of. */
export function request(given: Partial<Requesting> = {}): Approval {
  const requesting: Requesting = {
    about: ABOUT,
    action: CLEAR,
    devices: [DEVICE],
    commands: ['clear session all filter source 10.20.30.41 destination 10.50.60.10 destination-port 443'],
    requestedBy: 'U0ANARUIZ1',
    now: REQUESTED,
    ...given,
  };
  return makeRequest(requesting, (bytes) => new Uint8Array(bytes).fill(7));
}
