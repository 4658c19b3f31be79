import type { CaptureStage } from '../../model/panos-command.ts';
import { frameBytes, isFirst, type Packet } from './packet.ts';
import { PacketDiag } from './packet-diag.ts';
import type { Random } from './random.ts';
import { interfaceNamed, lookUp, natFor, pbfFor, publishFor, ruleFor, zoneOf } from './routing.ts';
import {
  type EndedSession,
  type EndReason,
  endOf,
  isInWindow,
  nextPhase,
  type Session,
  type Socket,
} from './session.ts';
import { type Found, SessionTable } from './session-table.ts';
import type { FirewallSettings } from './settings.ts';
import { type CounterName, newPortTally, type PortTally, Tallies } from './tallies.ts';

export type Verdict =
  | {
      readonly kind: 'forwarded';
      readonly packet: Packet;
      readonly interface: string;
      /** Null: the destination is on the interface's own network. */
      readonly nextHop: string | null;
    }
  | { readonly kind: 'dropped' };

const DROPPED: Verdict = { kind: 'dropped' };
const MOST_LOGS = 400;
const NEIGHBOUR_MAC = '00:00:5e:00:53:fe';

/** A packet on its way through this firewall, with what is known of it so far. */
interface Passage {
  readonly packet: Packet;
  readonly ingress: string;
  readonly zone: string;
  readonly now: number;
  readonly filtered: boolean;
}

/** One firewall: keeps sessions by zone, forwards by PBF and FIB, counts what it drops. Knows nothing of the way beyond. */
export class Firewall {
  readonly hostname: string;
  readonly sessions: SessionTable;
  readonly counters: Tallies;
  /** The same counters, of packets that the packet filter takes. */
  readonly filtered: Tallies;
  readonly ports = new Map<string, PortTally>();
  readonly diag = new PacketDiag();
  logs: readonly EndedSession[] = [];
  settings: FirewallSettings;
  /** The HA peer that sessions are synchronized to, while they are. */
  twin: Firewall | null = null;
  private readonly random: Random;

  constructor(hostname: string, settings: FirewallSettings, start: number, random: Random) {
    this.hostname = hostname;
    this.settings = settings;
    this.random = random;
    this.sessions = new SessionTable(random);
    this.counters = new Tallies(start);
    this.filtered = new Tallies(start);
  }

  port(name: string): PortTally {
    const known = this.ports.get(name) ?? newPortTally();
    this.ports.set(name, known);
    return known;
  }

  /** What becomes of a packet that comes in by an interface. */
  receive(packet: Packet, ingress: string, now: number): Verdict {
    const zone = zoneOf(this.settings, ingress);
    if (zone === null || interfaceNamed(this.settings, ingress)?.up !== true) return DROPPED;
    const port = this.port(ingress);
    port.packetsIn += 1;
    port.bytesIn += frameBytes(packet);
    const found = this.findSession(packet, zone, now);
    const filtered = this.diag.takes(packet) || (this.diag.filterOn && found?.session.marked === true);
    const passage = { packet, ingress, zone, now, filtered };
    this.count(passage, 'pkt_recv');
    this.capture(passage, 'receive', packet, ingress);
    const session = found ?? this.setUp(passage);
    if (session === null) return this.dropped(passage);
    return this.forward(passage, session);
  }

  /** Ends what has been idle for its time. */
  expire(now: number): void {
    for (const session of this.sessions.overdue(now)) {
      this.end(session, now, endOf(session.life));
    }
  }

  /** Copies every session to the peer, as units do when they begin to synchronize. */
  synchronizeAll(): void {
    for (const session of this.sessions.all()) this.copyToTwin(session);
  }

  forgetCopies(): void {
    for (const session of this.sessions.all()) if (session.fromPeer) this.sessions.remove(session);
  }

  /** `clear session`: gone at once, here and at the peer. */
  clear(session: Session): void {
    if (this.sessions.remove(session)) this.counters.count('session_freed');
    this.twin?.forgetLike(session);
  }

  private forgetLike(session: Session): void {
    const copy = this.sessions.all().find((one) => one.life === session.life);
    if (copy !== undefined) this.sessions.remove(copy);
  }

  /** A new SYN on a session that is past its handshake begins another one in its place. */
  private findSession(packet: Packet, zone: string, now: number): Found | null {
    const found = this.sessions.find(packet, zone);
    if (found === null || packet.transport === 'udp' || !isFirst(packet)) return found;
    if (found.session.life.phase === 'opening' || found.session.life.phase === 'answered') return found;
    this.end(found.session, now, 'tcp-reuse');
    return null;
  }

  private end(session: Session, now: number, reason: EndReason): void {
    const ended = this.sessions.end(session, now, reason);
    if (ended === null) return;
    this.counters.count('session_freed');
    if (!session.fromPeer) this.logs = [ended, ...this.logs].slice(0, MOST_LOGS);
    this.twin?.forgetLike(session);
  }

  private setUp(passage: Passage): Found | null {
    const { packet, ingress, zone, now, filtered } = passage;
    const { settings } = this;
    if (!isFirst(packet)) {
      this.count(passage, 'flow_tcp_non_syn');
      if (settings.rejectNonSyn) {
        this.count(passage, 'flow_tcp_non_syn_drop');
        this.port(ingress).flowState += 1;
        return null;
      }
    }
    const pbf = pbfFor(settings, zone, packet);
    const publish = publishFor(settings, zone, packet);
    const destination = publish?.to ?? packet.destination;
    const exit = pbf === null ? lookUp(settings, destination) : { interface: pbf.egress, nextHop: pbf.nextHop };
    const to = exit === null ? null : zoneOf(settings, exit.interface);
    if (exit === null || to === null) {
      this.count(passage, 'flow_policy_nofwd');
      this.port(ingress).noRoute += 1;
      return null;
    }
    const rule = ruleFor(settings, { from: zone, to }, packet.destinationPort);
    const nat = natFor(settings, { from: zone, to }, packet.source);
    const client = { address: packet.source, port: packet.sourcePort };
    const translated = nat === null ? client : { address: nat.address, port: this.random.between(10_000, 60_000) };
    const session: Session = {
      id: rule === null || rule.denies === true ? 0 : this.sessions.takeId(),
      transport: packet.transport,
      client,
      server: { address: packet.destination, port: packet.destinationPort },
      real: { address: destination, port: packet.destinationPort },
      translated,
      from: zone,
      to,
      ingress,
      egress: exit.interface,
      rule: rule?.name ?? 'interzone-default',
      natRule: nat?.name ?? publish?.name ?? null,
      pbf,
      cameFrom: pbf?.symmetricReturn === true ? this.neighbourOn(ingress) : null,
      fromPeer: false,
      marked: filtered,
      startedAt: now,
      life: { phase: packet.transport === 'udp' ? 'established' : 'opening', lastAt: now, spoke: false },
      c2s: { bytes: 0, packets: 0 },
      s2c: { bytes: 0, packets: 0 },
    };
    if (session.id === 0) return this.deny(passage, session, rule !== null);
    this.sessions.add(session);
    for (const name of ['session_allocated', 'session_installed'] as const) this.count(passage, name);
    this.copyToTwin(session);
    return { session, direction: 'c2s' };
  }

  private deny(passage: Passage, session: Session, isLogged: boolean): null {
    this.count(passage, 'flow_policy_deny');
    if (!isLogged) return null;
    const sent = { bytes: frameBytes(passage.packet), packets: 1 };
    const ended = { session: { ...session, c2s: sent }, endedAt: passage.now, reason: 'policy-deny' } as const;
    this.logs = [ended, ...this.logs].slice(0, MOST_LOGS);
    return null;
  }

  /** The router that packets come from on an interface: what symmetric return learns from the first packet's MAC. */
  private neighbourOn(ingress: string): string | null {
    return this.settings.routes.find((route) => route.interface === ingress)?.nextHop ?? null;
  }

  private copyToTwin(session: Session): void {
    const { twin } = this;
    if (twin === null || session.fromPeer) return;
    const empty = () => ({ bytes: 0, packets: 0 });
    twin.sessions.add({ ...session, id: twin.sessions.takeId(), fromPeer: true, c2s: empty(), s2c: empty() });
  }

  private forward(passage: Passage, { session, direction }: Found): Verdict {
    const { packet, ingress, now } = passage;
    const sent =
      direction === 'c2s'
        ? { ...packet, ...ends(session.translated, session.real) }
        : { ...packet, ...ends(session.server, session.client) };
    this.capture(passage, 'firewall', packet, ingress);
    if (this.settings.asymmetricPath === 'drop' && !isInWindow(session, packet)) {
      this.count(passage, 'tcp_drop_out_of_wnd');
      return this.dropped(passage);
    }
    session.life.lastAt = now;
    const exit = this.exitOf(session, direction, sent.destination);
    if (exit === null) {
      this.count(passage, 'flow_fwd_l3_noroute');
      this.port(ingress).noRoute += 1;
      return this.dropped(passage);
    }
    if (zoneOf(this.settings, exit.interface) !== (direction === 'c2s' ? session.to : session.from)) {
      this.count(passage, 'flow_fwd_zonechange');
      this.port(ingress).zoneChange += 1;
      return this.dropped(passage);
    }
    return this.transmit(passage, { session, direction }, { ...sent, ttl: packet.ttl - 1 }, exit);
  }

  /** The session keeps what PBF decided for its first packet; everything else is looked up anew for every packet. */
  private exitOf(
    { pbf, cameFrom, ingress }: Session,
    direction: Found['direction'],
    destination: string,
  ): { readonly interface: string; readonly nextHop: string | null } | null {
    if (direction === 'c2s' && pbf !== null) return { interface: pbf.egress, nextHop: pbf.nextHop };
    if (direction === 's2c' && cameFrom !== null) return { interface: ingress, nextHop: cameFrom };
    return lookUp(this.settings, destination);
  }

  private transmit(
    passage: Passage,
    { session, direction }: Found,
    packet: Packet,
    exit: { readonly interface: string; readonly nextHop: string | null },
  ): Verdict {
    const volume = session[direction];
    volume.bytes += frameBytes(packet);
    volume.packets += 1;
    session.life.phase = nextPhase(session.life.phase, packet, direction);
    if (packet.payload > 0) session.life.spoke = true;
    if (packet.flags.rst === true) session.life.resetBy ??= direction === 'c2s' ? 'client' : 'server';
    const port = this.port(exit.interface);
    port.packetsOut += 1;
    port.bytesOut += frameBytes(packet);
    this.count(passage, 'pkt_sent');
    this.capture(passage, 'transmit', packet, exit.interface);
    return { kind: 'forwarded', packet, ...exit };
  }

  private dropped(passage: Passage): Verdict {
    this.capture(passage, 'drop', passage.packet, passage.ingress);
    return DROPPED;
  }

  private count({ filtered }: Passage, name: CounterName): void {
    this.counters.count(name);
    if (filtered) this.filtered.count(name);
  }

  private capture({ filtered, now }: Passage, stage: CaptureStage, packet: Packet, port: string): void {
    if (!filtered) return;
    const own = interfaceNamed(this.settings, port)?.mac ?? NEIGHBOUR_MAC;
    const macs =
      stage === 'transmit'
        ? { sourceMac: own, destinationMac: NEIGHBOUR_MAC }
        : { sourceMac: NEIGHBOUR_MAC, destinationMac: own };
    this.diag.record(stage, { packet, at: now, ...macs });
  }
}

function ends(source: Socket, destination: Socket) {
  return {
    source: source.address,
    sourcePort: source.port,
    destination: destination.address,
    destinationPort: destination.port,
  };
}
