import { holds, hostOf } from '../../src/simulator/network/address.ts';
import type { Packet } from '../../src/simulator/network/packet.ts';
import type { CapturedFrame } from '../../src/simulator/network/pcap.ts';
import type { CapturePlan, Exchange, HeldExchange, Incident, NodeName } from '../model.ts';
import type { Behaviour } from './conversation.ts';
import type { ModelledSite } from './site.ts';

const OWN_MAC = '02:00:5e:00:53:01';
const OTHER_MAC = '02:00:5e:00:53:02';

/** Where an exchange begins and ends; null when one of its ends is no host of the model. */
export function endsOf(exchange: Exchange | HeldExchange, incident: Incident, { hosts, firewalls }: ModelledSite) {
  if (exchange.kind === 'ping') return null;
  const { from, source, to, port } = exchange;
  const own = hosts.get(from)?.addresses[0];
  const address = source ?? (own === undefined ? null : hostOf(own.address));
  const published = firewalls.flatMap(({ settings }) => settings.publish ?? []);
  const real = published.find((rule) => rule.destination === to && rule.port === port)?.to ?? to;
  const node = nodeOf(real, hosts);
  if (address === null || node === null) return null;
  return { client: address, server: { address: to, port }, behaviour: behaviourOf(node, port, incident, hosts) };
}

function behaviourOf(node: NodeName, port: number, { traffic }: Incident, hosts: ModelledSite['hosts']): Behaviour {
  const denied = hosts.get(node)?.denies.find((one) => one.port === port);
  if (denied !== undefined) return denied.refuses ? 'refuses' : 'silent';
  return traffic.servers.find((one) => one.node === node && one.port === port)?.behaviour ?? 'refuses';
}

function nodeOf(address: string, hosts: ModelledSite['hosts']): NodeName | null {
  const found = [...hosts].find(([, { addresses }]) => addresses.some((one) => hostOf(one.address) === address));
  return found?.[0] ?? null;
}

/** The captures at the ends of the conversation: the same vantages as on Linux, as far as they are hosts of the model. */
export class HostCaptures {
  private readonly taken: readonly { readonly plan: CapturePlan; readonly frames: CapturedFrame[] }[];
  private readonly site: ModelledSite;
  private isOn = false;

  constructor({ captures }: Incident, site: ModelledSite) {
    this.site = site;
    this.taken = captures.filter(({ node }) => site.hosts.has(node)).map((plan) => ({ plan, frames: [] }));
  }

  begin(): void {
    this.isOn = true;
  }

  sent(packet: Packet, at: number): void {
    const node = nodeOf(packet.source, this.site.hosts);
    const setup = node === null ? undefined : this.site.hosts.get(node);
    // What is sent leaves by the interface of the default route, whatever its source.
    const gateway = setup?.routes.find(({ prefix }) => prefix === '0.0.0.0/0')?.via ?? '';
    const leaving = setup?.addresses.find(({ address }) => holds(address, gateway));
    this.note(node, leaving?.device, { packet, at, sourceMac: OWN_MAC, destinationMac: OTHER_MAC });
  }

  arrived(packet: Packet, at: number): void {
    const node = nodeOf(packet.destination, this.site.hosts);
    const setup = node === null ? undefined : this.site.hosts.get(node);
    const own = setup?.addresses.find(({ address }) => hostOf(address) === packet.destination);
    this.note(node, own?.device, { packet, at, sourceMac: OTHER_MAC, destinationMac: OWN_MAC });
  }

  /** Each with what it holds, in the order of time. */
  all(): readonly { readonly plan: CapturePlan; readonly frames: readonly CapturedFrame[] }[] {
    return this.taken.map(({ plan, frames }) => ({ plan, frames: frames.toSorted((a, b) => a.at - b.at) }));
  }

  private note(node: NodeName | null, device: string | undefined, frame: CapturedFrame): void {
    if (!this.isOn) return;
    for (const { plan, frames } of this.taken) {
      if (plan.node === node && plan.interface === device) frames.push(frame);
    }
  }
}
