import { type Evidence, LINUX_KINDS } from '../model/evidence.ts';
import type { Fact, FactKind, FactOf, RouterPlatform } from '../model/facts.ts';
import type { Flow } from '../model/flow.ts';

/** What commands are filled in from. Names that a device printed are kept only when they are safe to type again. */
export interface CaseFacts {
  readonly flow: Flow | null;
  /** Firewalls that were heard, in the order in which their evidence came. */
  readonly firewalls: readonly string[];
  /** Hosts that were heard. */
  readonly hosts: readonly string[];
  /** Cloud accounts that were heard. */
  readonly clouds: readonly string[];
  /** Routers that were heard, and the system of the first that told it. */
  readonly routers: readonly string[];
  readonly routerPlatform: RouterPlatform | null;
  /** Hosts that showed that they own the server's, or the client's, address; and the system of those ends, once heard. */
  readonly servers: readonly string[];
  readonly clients: readonly string[];
  readonly serverPlatform: 'linux' | 'windows' | null;
  readonly clientPlatform: 'linux' | 'windows' | null;
  /** Every firewall that was asked for its HA state has none. */
  readonly haOff: boolean;
  readonly sessionId: number | null;
  readonly clientZone: string | null;
  readonly serverZone: string | null;
  readonly ingress: string | null;
  /** Where the request leaves towards the server. */
  readonly egress: string | null;
  readonly router: string;
  readonly engine: 'legacy' | 'advanced';
  /** The client's address as the server sees it, and the server's address as the firewall routes to it. */
  readonly clientAfterNat: string | null;
  readonly serverAfterNat: string | null;
}

/** Zone, interface and router names as PAN-OS allows them: letters, digits, blank, dot, underscore, hyphen, slash. */
const SAFE_NAME = /^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,62}$/;

/** Gathers what the commands need. Without a flow most of it stays unknown. */
export function caseFacts(flow: Flow | null, evidence: readonly Evidence[]): CaseFacts {
  const facts = evidence.flatMap((item) => item.facts);
  const detail = newestDetail(flow, facts);
  const hosts = observers(evidence, (item) => isHostKind(item.kind));
  return {
    flow,
    firewalls: observers(
      evidence,
      (item) => !isHostKind(item.kind) && !isRouterKind(item.kind) && item.kind !== 'unknown',
    ),
    hosts,
    clouds: observers(evidence, (item) => item.kind.startsWith('aws-')),
    routers: observers(evidence, (item) => isRouterKind(item.kind)),
    routerPlatform: ofKind(facts, 'router-route').find(({ platform }) => platform !== null)?.platform ?? null,
    ...endsOf(flow, evidence),
    haOff: isHaOff(facts),
    sessionId: detail?.id ?? rowOf(flow, facts)?.id ?? null,
    clientZone: safe(detail?.c2s.zone ?? rowOf(flow, facts)?.from ?? null),
    serverZone: safe(detail?.s2c.zone ?? rowOf(flow, facts)?.to ?? null),
    ingress: safe(detail?.ingress ?? rowOf(flow, facts)?.ingress ?? null),
    egress: safe(detail?.egress ?? rowOf(flow, facts)?.egress ?? null),
    router: safe(routerName(facts)) ?? 'default',
    engine: isAdvanced(evidence, facts) ? 'advanced' : 'legacy',
    clientAfterNat: detail?.s2c.destination ?? rowOf(flow, facts)?.translatedSource.address ?? null,
    serverAfterNat: detail?.s2c.source ?? rowOf(flow, facts)?.translatedDestination.address ?? null,
  };
}

function newestDetail(flow: Flow | null, facts: readonly Fact[]): FactOf<'session-detail'> | null {
  if (flow === null) return null;
  const mine = ofKind(facts, 'session-detail').filter((fact) => fact.c2s.source === flow.client.address);
  return mine.at(-1) ?? null;
}

function rowOf(flow: Flow | null, facts: readonly Fact[]): FactOf<'session-row'> | null {
  if (flow === null) return null;
  return (
    ofKind(facts, 'session-row').find(
      (fact) => fact.source.address === flow.client.address && fact.destination.address === flow.server.address,
    ) ?? null
  );
}

/** A device has answered in the words of the advanced routing engine, or does not know those of the legacy one. */
function isAdvanced(evidence: readonly Evidence[], facts: readonly Fact[]): boolean {
  return (
    evidence.some((item) => item.kind.startsWith('advanced-routing')) ||
    ofKind(facts, 'system-info').some(({ advancedRouting }) => advancedRouting === true) ||
    ofKind(facts, 'api-error').some(({ message }) => message?.includes('routing is unexpected') === true)
  );
}

function isHaOff(facts: readonly Fact[]): boolean {
  const states = ofKind(facts, 'ha-state');
  return states.length > 0 && states.every(({ mode }) => mode === 'off');
}

type Ends = Pick<CaseFacts, 'servers' | 'clients' | 'serverPlatform' | 'clientPlatform'>;

/** Whoever lists an address of the flow as one of its own is that end of it, and what lists it so far is Linux. */
function endsOf(flow: Flow | null, evidence: readonly Evidence[]): Ends {
  const owners = (address: string | undefined): readonly string[] =>
    observers(evidence, (item) =>
      item.facts.some(
        (fact) => fact.kind === 'host-interface' && (fact.addresses ?? []).some((own) => own.address === address),
      ),
    );
  const [servers, clients] = [owners(flow?.server.address), owners(flow?.client.address)];
  const platform = (names: readonly string[]) => (names.length > 0 ? 'linux' : null);
  return { servers, clients, serverPlatform: platform(servers), clientPlatform: platform(clients) };
}

function routerName(facts: readonly Fact[]): string | null {
  const lookup = ofKind(facts, 'fib-lookup').find((fact) => fact.router !== null);
  const route = ofKind(facts, 'route').find((fact) => fact.router !== null);
  const port = ofKind(facts, 'interface').find((fact) => fact.router !== null);
  return lookup?.router ?? route?.router ?? port?.router ?? null;
}

function ofKind<K extends FactKind>(facts: readonly Fact[], kind: K): readonly FactOf<K>[] {
  return facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
}

function observers(evidence: readonly Evidence[], wanted: (item: Evidence) => boolean): readonly string[] {
  return [...new Set(evidence.filter(wanted).flatMap((item) => (item.observer === null ? [] : [item.observer])))];
}

function isHostKind(kind: Evidence['kind']): boolean {
  return kind === 'capture' || kind.startsWith('aws-') || LINUX_KINDS.has(kind);
}

/** A router's table belongs to no firewall that could be asked for a session. */
function isRouterKind(kind: Evidence['kind']): boolean {
  return kind.startsWith('router-');
}

function safe(name: string | null): string | null {
  return name !== null && SAFE_NAME.test(name) ? name : null;
}
