import { randomUUID } from 'node:crypto';
import { readFleet } from './access/fleet-file/index.ts';
import type { Clock } from './model/clock.ts';
import type { Fleet, Secrets } from './model/fleet.ts';
import { createSecrets } from './secrets.ts';
import { createAuthority } from './simulator/certificates.ts';
import type { DeviceBrain } from './simulator/device-brain.ts';
import { createLab } from './simulator/lab/create-lab.ts';
import { type SimulatedDevice, startDevice } from './simulator/server/start-device.ts';
import { type SimulatedPanorama, startPanorama } from './simulator/server/start-panorama.ts';
import type { Lab } from './warroom/lab.ts';

/** Who may do what in the lab, by Slack id. */
export interface LabPeople {
  /** Whoever is in one of these channels may ask. */
  readonly channels: readonly string[];
  /** The people of these user groups may approve. */
  readonly usergroups: readonly string[];
}

/** Four simulated firewalls that run, what can be done to them, and how they are reached. */
export interface RunningLab {
  readonly panel: Lab;
  readonly flow: { readonly client: string; readonly server: string; readonly port: number };
  readonly devices: readonly SimulatedDevice[];
  readonly panorama: SimulatedPanorama;
  /** A fleet file for them, as text. */
  fleetFile(people: LabPeople): string;
  readonly secrets: Secrets;
  /** The certificate of the authority that signs theirs, as PEM. */
  readonly ca: string;
  close(): Promise<void>;
}

/** This one is reached through a Panorama, so that both ways are tried. */
const BEHIND_PANORAMA = 'PA-DC-A';
const USER = 'roundtrip-lab';
const SEED = 20;

/** Starts the lab on free ports of this machine, with certificates and an administrator of its own. */
export async function startLab(clock: Clock): Promise<RunningLab> {
  const lab = createLab({ now: () => clock.now(), seed: SEED });
  const authority = createAuthority('Roundtrip lab', clock);
  const password = randomUUID();
  const how = { accounts: [{ user: USER, password, role: 'superuser' as const }], authority, clock };
  const [behind, direct] = [lab.devices.filter(isBehind), lab.devices.filter((brain) => !isBehind(brain))];
  const devices = await Promise.all(direct.map((brain) => startDevice({ ...how, brain })));
  const named = { serial: '007951000000900', hostname: 'PANORAMA-1' };
  const panorama = await startPanorama({ ...how, ...named, firewalls: behind });
  return {
    panel: panelOf(lab),
    flow: lab.flow,
    devices,
    panorama,
    fleetFile: (people) => fleetText(devices, panorama, behind, people),
    secrets: createSecrets({ LAB_USER: USER, LAB_PASSWORD: password }),
    ca: authority.cert,
    async close() {
      await Promise.all([...devices, panorama].map((one) => one.close()));
    },
  };
}

/** The lab's firewalls as a fleet. Throws when the file that we write ourselves cannot be read. */
export function fleetOf(lab: RunningLab, people: LabPeople): Fleet {
  const fleet = readFleet(lab.fleetFile(people), 'lab.yml');
  if (!fleet.ok) throw new Error(fleet.error.map(({ where, message }) => `${where}: ${message}`).join('\n'));
  return fleet.value;
}

function isBehind({ hostname }: DeviceBrain): boolean {
  return hostname === BEHIND_PANORAMA;
}

function panelOf(lab: ReturnType<typeof createLab>): Lab {
  const { client, server, port } = lab.flow;
  return {
    title: 'Four firewalls to break',
    breakages: lab.breakages,
    says: () => `${lab.state()} Try: /triage ${client} ${server}:${port}`,
    devices: () => lab.devices.map(({ hostname, model }) => ({ name: hostname, says: model })),
    async play(id) {
      lab.play(id);
      return lab.state();
    },
  };
}

function fleetText(
  devices: readonly SimulatedDevice[],
  panorama: SimulatedPanorama,
  behind: readonly DeviceBrain[],
  { channels, usergroups }: LabPeople,
): string {
  const secret = 'secret: {user: {env: LAB_USER}, password: {env: LAB_PASSWORD}}';
  return [
    'panoramas:',
    '  panorama-1:',
    `    address: "${panorama.host}:${panorama.port}"`,
    `    trust: {sha256: "${panorama.sha256}"}`,
    `    ${secret}`,
    'devices:',
    ...devices.flatMap(({ brain, host, port, sha256 }) => [
      `  - name: ${brain.hostname}`,
      '    group: lab',
      `    address: "${host}:${port}"`,
      `    trust: {sha256: "${sha256}"}`,
      `    ${secret}`,
      ...(brain.hostname === 'PA-EDGE-A' ? ['    peer: PA-EDGE-B'] : []),
    ]),
    ...behind.flatMap(({ hostname, serial }) => [
      `  - name: ${hostname}`,
      '    group: lab',
      '    panorama: panorama-1',
      `    serial: "${serial}"`,
    ]),
    'access:',
    `  - {role: operator, channels: [${channels.join(', ')}], groups: all}`,
    `  - {role: approver, usergroups: [${usergroups.join(', ')}], groups: all}`,
    '',
  ].join('\n');
}
