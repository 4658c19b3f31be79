import type { Packet } from './packet.ts';
import type { Random } from './random.ts';
import { type Direction, type EndedSession, type EndReason, type Session, type Socket, timeoutOf } from './session.ts';

export interface Found {
  readonly session: Session;
  readonly direction: Direction;
}

/** How long the slot of a session that ended still shows it. */
const REMEMBERED_MS = 90_000;

/** The sessions of one firewall. A session is keyed by its ends and, in each direction, the zone that packets come from. */
export class SessionTable {
  private readonly byId = new Map<number, Session>();
  private readonly byKey = new Map<string, Found>();
  private remembered: EndedSession[] = [];
  private nextId: number;

  constructor(random: Random) {
    this.nextId = random.between(20_000, 60_000);
  }

  takeId(): number {
    this.nextId += 1;
    return this.nextId;
  }

  add(session: Session): void {
    this.byId.set(session.id, session);
    this.byKey.set(keyOf(session, 'c2s'), { session, direction: 'c2s' });
    this.byKey.set(keyOf(session, 's2c'), { session, direction: 's2c' });
  }

  find(packet: Packet, zone: string): Found | null {
    const source = { address: packet.source, port: packet.sourcePort };
    const destination = { address: packet.destination, port: packet.destinationPort };
    return this.byKey.get(key(packet.transport, source, destination, zone)) ?? null;
  }

  all(): readonly Session[] {
    return [...this.byId.values()];
  }

  byNumber(id: number): Session | null {
    return this.byId.get(id) ?? null;
  }

  /** The last tenant of a slot that is free again. */
  ended(id: number): EndedSession | null {
    return this.remembered.findLast(({ session }) => session.id === id) ?? null;
  }

  /** Ends a session; its slot still shows it for a while. Null when it is not there (any more). */
  end(session: Session, endedAt: number, reason: EndReason): EndedSession | null {
    if (!this.remove(session)) return null;
    const ended = { session, endedAt, reason };
    this.remembered = [...this.remembered.filter((one) => endedAt - one.endedAt < REMEMBERED_MS), ended];
    return ended;
  }

  /** Takes a session out without a trace, as `clear session` does. */
  remove(session: Session): boolean {
    for (const direction of ['c2s', 's2c'] as const) {
      const found = this.byKey.get(keyOf(session, direction));
      if (found?.session === session) this.byKey.delete(keyOf(session, direction));
    }
    return this.byId.delete(session.id);
  }

  overdue(now: number): readonly Session[] {
    return this.all().filter((session) => now - session.life.lastAt >= timeoutOf(session) * 1000);
  }
}

function keyOf(session: Session, direction: Direction): string {
  const { transport, client, server, real, translated, from, to } = session;
  return direction === 'c2s' ? key(transport, client, server, from) : key(transport, real, translated, to);
}

function key(transport: string, source: Socket, destination: Socket, zone: string): string {
  return `${transport} ${source.address} ${source.port} ${destination.address} ${destination.port} ${zone}`;
}
