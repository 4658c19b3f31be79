import type { DeviceBrain } from '../device-brain.ts';
import { type Endpoint, type EndpointOptions, openEndpoint } from './endpoint.ts';
import { createFirewallApi } from './firewall-api.ts';
import { createPanoramaApi, panoramaBrain } from './panorama-api.ts';

export interface PanoramaOptions extends EndpointOptions {
  readonly serial: string;
  readonly hostname: string;
  /** The firewalls it manages, all connected at first. */
  readonly firewalls: readonly DeviceBrain[];
}

export interface SimulatedPanorama extends Endpoint {
  /** Connects a managed firewall, or cuts it off. Throws when it manages no such serial. */
  connect(serial: string, connected: boolean): void;
}

/** Starts a simulated Panorama: it answers for itself, and with `target=SERIAL` for the firewalls it manages. */
export async function startPanorama(options: PanoramaOptions): Promise<SimulatedPanorama> {
  const { serial, hostname, firewalls, clock, busyFor = 1 } = options;
  const connected = new Map(firewalls.map((brain) => [brain.serial, true]));
  const managed = firewalls.map((brain) => ({
    brain,
    api: createFirewallApi(brain, clock, busyFor),
    connected: () => connected.get(brain.serial) === true,
  }));
  const own = createFirewallApi(panoramaBrain(serial, hostname), clock, busyFor);
  const endpoint = await openEndpoint(options, hostname, createPanoramaApi(own, managed));
  return {
    ...endpoint,
    connect(wanted, now) {
      if (!connected.has(wanted)) throw new Error(`${hostname} manages no firewall ${wanted}`);
      connected.set(wanted, now);
    },
  };
}
