import { fail, ok, type Problem, type Result } from '../../src/model/result.ts';
import { Fabric, type FirewallPlace, type Host, type Node, type Router } from '../../src/simulator/network/fabric.ts';
import { Firewall } from '../../src/simulator/network/firewall.ts';
import type { Random } from '../../src/simulator/network/random.ts';
import type { Incident, NodeName, NodePlan } from '../model.ts';
import { firewallSettings, rerouted, routedSettings } from './firewall-settings.ts';
import { FITS, IPV6 } from './fits.ts';
import { readSetup, type Setup } from './read-setup.ts';

/** A network of the lab as the simulator's model has it. */
export interface ModelledSite {
  readonly fabric: Fabric;
  readonly firewalls: readonly Firewall[];
  /** The addresses of each host, the first one first, with the device of each. */
  readonly hosts: ReadonlyMap<NodeName, Setup>;
  /** What is done between the two phases of the traffic. */
  change(): void;
}

const ZONES = ['users', 'servers', 'campus', 'transit', 'dmz', 'branch', 'internet', 'core'] as const;

/** Why an incident is not told in PAN-OS outputs; null when it is. */
export function whyNotTold({ network, flow, drawn }: Incident): string | null {
  const fit = FITS[network];
  if (fit === undefined) return 'nobody has said how it is told';
  if (!fit.fits) return fit.why;
  if (flow.client.includes(':')) return IPV6;
  return Object.entries(fit.except ?? {}).find(([note]) => drawn.includes(note))?.[1] ?? null;
}

/** Builds an incident that is told. A problem names a line of its plan that means nothing to the model. */
export function siteOf(incident: Incident, start: number, random: Random): Result<ModelledSite> {
  const setups = new Map<NodeName, Setup>();
  for (const { name, role, setup } of incident.nodes) {
    const read = role === 'switch' ? readSetup([]) : readSetup(setup);
    if (typeof read === 'string') return untranslated(incident, `${name}: ${read}`);
    setups.set(name, read);
  }
  const changes = incident.traffic.change.map(({ node, lines }) => ({ node, read: readSetup(lines) }));
  const strange = changes.find(({ read }) => typeof read === 'string');
  if (strange !== undefined) return untranslated(incident, `${strange.node}: ${strange.read}`);
  const made = incident.nodes.flatMap((node) => {
    const setup = setups.get(node.name);
    return setup === undefined || node.role === 'switch' ? [] : nodesOf(incident, node, setup, { start, random });
  });
  return ok({
    fabric: new Fabric(made),
    firewalls: made.flatMap((one) => (one.kind === 'firewall' ? one.units : [])),
    hosts: new Map([...setups].filter(([name]) => made.some((one) => one.kind === 'host' && one.name === name))),
    change() {
      for (const { node, read } of changes) {
        const target = made.find(({ name }) => name === node);
        if (typeof read === 'string' || target === undefined || target.kind === 'host') continue;
        if (target.kind === 'router') target.settings = rerouted(target.settings, read);
        else target.active.settings = rerouted(target.active.settings, read);
      }
    },
  });
}

function untranslated({ id }: Incident, line: string): { readonly ok: false; readonly error: Problem } {
  return fail({ code: 'lab.panos', where: id, message: `this line has no meaning in the modelled network: ${line}` });
}

interface Making {
  readonly start: number;
  readonly random: Random;
}

function nodesOf(incident: Incident, { name, role }: NodePlan, setup: Setup, making: Making): readonly Node[] {
  if (role === 'client' || role === 'server') return hostsOf(name, setup);
  const fit = FITS[incident.network];
  const extra = fit?.fits === true ? fit.firewalls : [];
  if (role === 'router' && extra?.includes(name) !== true) return [routerOf(name, setup)];
  const settings = firewallSettings(setup, zonesOf(incident, name, setup));
  const unit = new Firewall(name, settings, making.start, making.random);
  const place: FirewallPlace = { kind: 'firewall', name, units: [unit], active: unit };
  return [place];
}

/** A host with two interfaces sends by its only default route, whatever the source. */
function hostsOf(name: NodeName, { addresses, routes }: Setup): readonly Host[] {
  const gateway = routes.find(({ prefix }) => prefix === '0.0.0.0/0')?.via ?? '';
  return addresses.map(({ address }) => ({ kind: 'host', name, address, gateway }));
}

function routerOf(name: NodeName, setup: Setup): Router {
  const settings = routedSettings(setup, () => null);
  const [prefix] = setup.spreads;
  const one = setup.routes.find((route) => route.prefix === prefix)?.via;
  const other = [...setup.tables.values()][0];
  if (prefix === undefined || one === undefined || other === undefined) return { kind: 'router', name, settings };
  return { kind: 'router', name, settings, turns: { prefix, nextHops: [one, other], taken: 0 } };
}

/** Each interface is in a zone of its own, save those that are to share one. */
function zonesOf({ network, links }: Incident, name: NodeName, { addresses }: Setup): (device: string) => string {
  const fit = FITS[network];
  const shared = fit?.fits === true ? (fit.oneZone ?? []) : [];
  const zones = new Map<string, string>();
  let next = 0;
  for (const { device } of addresses) {
    const cable = device.split('.')[0];
    const link = links.find(({ a, b }) => [a, b].some((end) => end.node === name && bare(end.interface) === cable));
    const isShared = link !== undefined && [link.a, link.b].some((end) => shared.includes(end.node));
    zones.set(device, isShared ? 'ways' : (ZONES[next] ?? 'zone'));
    next += 1;
  }
  return (device) => zones.get(device) ?? 'zone';
}

function bare(device: string): string {
  return device.split('.')[0] ?? device;
}
