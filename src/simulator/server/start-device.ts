import type { DeviceBrain } from '../device-brain.ts';
import { type Endpoint, type EndpointOptions, openEndpoint } from './endpoint.ts';
import { createFirewallApi } from './firewall-api.ts';

export interface DeviceOptions extends EndpointOptions {
  readonly brain: DeviceBrain;
}

export interface SimulatedDevice extends Endpoint {
  readonly brain: DeviceBrain;
}

/** Starts the management interface of one simulated firewall: HTTPS on 127.0.0.1 with the XML API below `/api/`. */
export async function startDevice(options: DeviceOptions): Promise<SimulatedDevice> {
  const { brain, clock, busyFor = 1 } = options;
  const endpoint = await openEndpoint(options, brain.hostname, createFirewallApi(brain, clock, busyFor));
  return { ...endpoint, brain };
}
