import type { DeviceBrain } from '../device-brain.ts';
import type { Firewall } from '../network/firewall.ts';
import type { TalkState } from '../network/talk.ts';
import { createBrain } from '../replies/brain.ts';
import type { DeviceView, HaView, Identity } from '../replies/device.ts';
import { type Breakage, hasSecondIsp, PLAYS } from './breakages.ts';
import { Company, type Engines } from './company.ts';
import { CLIENT, SERVER, SERVER_PORT } from './topology.ts';

export interface LabOptions {
  /** Milliseconds since 1970; the modelled network follows it. */
  readonly now: () => number;
  /** The same seed gives the same network, packet by packet. */
  readonly seed: number;
  readonly engines?: Engines;
}

/** Four firewalls of one small company, and what can be done to them. */
export interface Lab {
  readonly devices: readonly DeviceBrain[];
  readonly breakages: readonly Breakage[];
  /** False for an id that is none of them. */
  play(id: string): boolean;
  /** How the network stands, in a sentence. */
  state(): string;
  readonly flow: { readonly client: string; readonly server: string; readonly port: number };
  /** The programs that talk all day, by name: what their users see. */
  programs(): Readonly<Record<string, TalkState>>;
}

const IDENTITIES: Readonly<Record<string, Identity>> = {
  'PA-BRANCH-A': { serial: '007951000000101', model: 'PA-440', version: '11.1.4', management: '192.0.2.65/26' },
  'PA-EDGE-A': { serial: '007951000000201', model: 'PA-3410', version: '11.1.4', management: '192.0.2.66/26' },
  'PA-EDGE-B': { serial: '007951000000202', model: 'PA-3410', version: '11.1.4', management: '192.0.2.67/26' },
  'PA-DC-A': { serial: '007951000000301', model: 'PA-3410', version: '11.1.4', management: '192.0.2.68/26' },
};
const NOBODY: Identity = { serial: '0', model: 'PA-440', version: '11.1.4', management: '192.0.2.69/26' };

export function createLab({ now, seed, engines = 'mixed' }: LabOptions): Lab {
  const company = new Company(now(), seed, engines);
  const atPresent = (): Company => {
    company.advance(now());
    return company;
  };
  return {
    devices: company.firewalls().map((firewall) => createBrain(() => viewOf(atPresent(), firewall))),
    breakages: PLAYS.map(({ id, title, says }) => ({ id, title, says })),
    play(id) {
      const play = PLAYS.find((one) => one.id === id);
      play?.run(atPresent());
      return play !== undefined;
    },
    state: () => stateOf(atPresent()),
    flow: { client: CLIENT, server: SERVER, port: SERVER_PORT },
    programs: () => Object.fromEntries(atPresent().talks.map((talk) => [talk.settings.name, talk.state()])),
  };
}

function viewOf(company: Company, firewall: Firewall): DeviceView {
  return {
    identity: IDENTITIES[firewall.hostname] ?? NOBODY,
    firewall,
    now: company.timeline.now(),
    bootedAt: company.bootedAt,
    ha: haOf(company, firewall),
    neighbours: (network) => company.fabric.neighbours(network),
  };
}

function haOf({ edge, pairing, timeline }: Company, firewall: Firewall): HaView {
  const other = edge.units.find((unit) => unit !== firewall);
  if (!edge.units.includes(firewall) || other === undefined) return { mode: 'off' };
  const stateOfUnit = (unit: Firewall): string =>
    unit === edge.active ? 'active' : pairing.suspended ? 'suspended' : 'passive';
  return {
    mode: 'active-passive',
    local: stateOfUnit(firewall),
    peer: stateOfUnit(other),
    peerManagement: IDENTITIES[other.hostname]?.management ?? NOBODY.management,
    priority: firewall === edge.units[0] ? 100 : 110,
    seconds: Math.round((timeline.now() - pairing.since) / 1000),
    synchronizes: pairing.synchronizes,
    reason: pairing.suspended && firewall !== edge.active ? 'User requested' : null,
  };
}

function stateOf({ edge, dataCentre, pairing }: Company): string {
  const { pbf } = edge.active.settings;
  const links = hasSecondIsp(edge.active.settings)
    ? `two internet links, replies ${pbf.length > 0 ? 'kept on the link of the request' : 'by the second one'}`
    : 'one internet link';
  const rule = dataCentre.active.settings.pbf.length > 0 ? 'on' : 'off';
  const sync = pairing.synchronizes ? 'on' : 'off';
  return `${edge.active.hostname} is active with ${links}; session synchronization is ${sync}; the PBF rule of ${dataCentre.active.hostname} is ${rule}.`;
}
