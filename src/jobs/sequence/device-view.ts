import { caseFacts } from '../../diagnosis/case-facts.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Fact, FactKind, FactOf } from '../../model/facts.ts';
import type { Device } from '../../model/fleet.ts';
import type { Flow } from '../../model/flow.ts';
import type { PanosCommand, RoutingEngine } from '../../model/panos-command.ts';
import { type EndNames, namesOf, type SeenSession, sessionsOf } from './flow-sessions.ts';

export interface Port {
  readonly name: string;
  readonly zone: string | null;
  readonly router: string | null;
}

/** Everything that decides what one firewall is asked next. */
export interface DeviceView {
  readonly device: string;
  readonly flow: Flow | null;
  readonly engine: RoutingEngine;
  /** True once it has shown routes of its engine; until then the engine is a guess. */
  readonly routesShown: boolean;
  /** Its virtual or logical routers; `default` while nobody knows any, none when its interfaces forward in none. */
  readonly routers: readonly string[];
  readonly ports: readonly Port[];
  /** Its sessions of the flow, the most telling first. */
  readonly sessions: readonly SeenSession[];
  /** What the ends of the flow are called at any of the firewalls; null without a flow. */
  readonly names: EndNames | null;
  /** Where its FIB sends an address that it was asked for, by interface. */
  readonly leavesBy: ReadonlyMap<string, string>;
  /** What it was asked in this run already, answered or not, repetitions too. */
  readonly asked: readonly PanosCommand[];
}

export interface ViewInput {
  readonly device: Pick<Device, 'name' | 'routers'>;
  readonly flow: Flow | null;
  /** What all firewalls of the run replied in it, read. Older evidence names session slots that may be another's by now. */
  readonly evidence: readonly Evidence[];
  readonly asked: readonly PanosCommand[];
}

/** Gathers what is known of one firewall from its own replies, and the flow's translated names from everybody's. */
export function deviceView({ device, flow, evidence, asked }: ViewInput): DeviceView {
  const own = evidence.filter(({ observer }) => observer === device.name);
  const facts = own.flatMap((item) => item.facts);
  const names = flow === null ? null : namesOf(flow, evidence);
  const ports = portsOf(facts);
  return {
    device: device.name,
    flow,
    engine: caseFacts(flow, own).engine,
    routesShown: ofKind(facts, 'route').length > 0,
    routers: routersOf(device.routers, ports, facts),
    ports,
    sessions: names === null ? [] : sessionsOf(names, own),
    names,
    leavesBy: new Map(
      ofKind(facts, 'fib-lookup').flatMap(({ destination, interface: port }) =>
        destination === null || port === null ? [] : [[destination, port] as const],
      ),
    ),
    asked,
  };
}

/** The router that forwards what comes in by an interface; null when that is not known. */
export function routerOf({ ports }: DeviceView, name: string | null): string | null {
  return ports.find((port) => port.name === name)?.router ?? null;
}

export function zoneOf({ ports }: DeviceView, name: string | null): string | null {
  return ports.find((port) => port.name === name)?.zone ?? null;
}

function portsOf(facts: readonly Fact[]): readonly Port[] {
  const byName = new Map<string, Port>();
  for (const { name, zone, router } of ofKind(facts, 'interface')) {
    const before = byName.get(name);
    byName.set(name, { name, zone: zone ?? before?.zone ?? null, router: router ?? before?.router ?? null });
  }
  return [...byName.values()];
}

function routersOf(configured: readonly string[], ports: readonly Port[], facts: readonly Fact[]): readonly string[] {
  const found = [...ports, ...ofKind(facts, 'route')].flatMap(({ router }) => (router === null ? [] : [router]));
  const all = [...new Set([...configured, ...found])];
  return all.length > 0 || ports.length > 0 ? all : ['default'];
}

function ofKind<K extends FactKind>(facts: readonly Fact[], kind: K): readonly FactOf<K>[] {
  return facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
}
