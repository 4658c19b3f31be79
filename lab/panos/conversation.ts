import type { Packet, TcpFlags } from '../../src/simulator/network/packet.ts';
import type { Random } from '../../src/simulator/network/random.ts';
import type { Timeline } from '../../src/simulator/network/timeline.ts';
import type { HeldExchange, TcpExchange } from '../model.ts';

/** What the server's port does with a SYN. */
export type Behaviour = 'answers' | 'mute' | 'silent' | 'refuses';

export interface Around {
  readonly timeline: Timeline;
  readonly random: Random;
  /** Sends a packet from the host that has its source address; null when it does not arrive. */
  send(packet: Packet, at: number): Packet | null;
}

interface Socket {
  readonly address: string;
  readonly port: number;
}

/** One direction's bytes: how many there are, how many have arrived in order, and how many the sender knows of. */
interface Stream {
  total: number;
  arrived: number;
  known: number;
  wait: number;
}

const SEGMENT = 1400;
const WINDOW = 10;
/** When a SYN or SYN-ACK is sent again (RFC 6298: doubling from one second), and a segment (Linux: from 200 ms). */
const FIRST_WAIT = 1000;
const SEGMENT_WAIT = 200;
const SYN_TRIES = 3;
const LONGEST_WAIT = 3000;

const newStream = (): Stream => ({ total: 0, arrived: 0, known: 0, wait: SEGMENT_WAIT });

/** One TCP connection: a client that asks once or twice, and a server's port. Every packet walks through the network. */
export class Conversation {
  /** Whether the client has all of its reply, and what it was told otherwise. */
  succeeded = false;
  error: string | null = null;
  private readonly exchange: TcpExchange | HeldExchange;
  private readonly client: Socket;
  private readonly server: Socket;
  private readonly behaviour: Behaviour;
  private readonly around: Around;
  private clientState: 'asking' | 'open' | 'over' = 'asking';
  private serverState: 'listens' | 'half' | 'open' = 'listens';
  /** Both ends of the connection as the server sees them: behind translation others than the client's. */
  private seen: { readonly client: Socket; readonly server: Socket } | null = null;
  private readonly requests = newStream();
  private readonly replies = newStream();
  private readonly clientIsn: number;
  private readonly serverIsn: number;
  private packetId: number;

  constructor(
    exchange: TcpExchange | HeldExchange,
    ends: { readonly client: Socket; readonly server: Socket; readonly behaviour: Behaviour },
    around: Around,
  ) {
    this.exchange = exchange;
    this.client = ends.client;
    this.server = ends.server;
    this.behaviour = ends.behaviour;
    this.around = around;
    this.clientIsn = around.random.between(1, 2_000_000_000);
    this.serverIsn = around.random.between(1, 2_000_000_000);
    this.packetId = around.random.between(1, 60_000);
  }

  start(at: number): void {
    this.connect(at, 0);
    this.giveUpAt(at + this.exchange.deadline);
  }

  /** Asks on the open connection, for the first time or again. */
  ask(at: number): void {
    this.succeeded = false;
    this.requests.total += this.exchange.request;
    this.requests.wait = SEGMENT_WAIT;
    this.flight('requests', at);
  }

  askAgain(at: number): void {
    this.giveUpAt(at + this.exchange.deadline);
    this.ask(at);
  }

  close(at: number): void {
    if (this.clientState !== 'open') return;
    this.clientState = 'over';
    if (this.fromClient({ fin: true, ack: true }, 0, at) === null) return;
    if (this.fromServer({ fin: true, ack: true }, 0, at + 1) !== null) this.fromClient({ ack: true }, 0, at + 2);
  }

  private giveUpAt(at: number): void {
    this.around.timeline.at(at, (time) => {
      if (this.succeeded || this.clientState === 'over') return;
      this.error ??= this.clientState === 'asking' ? 'ETIMEDOUT' : 'deadline';
      this.close(time);
      this.clientState = 'over';
    });
  }

  private connect(at: number, tries: number): void {
    if (this.clientState !== 'asking') return;
    const heard = this.fromClient({ syn: true }, 0, at);
    this.around.timeline.at(at + FIRST_WAIT * 2 ** tries, (time) => this.connect(time, tries + 1));
    if (heard !== null) this.serverHearsSyn(heard, at + 1);
  }

  private serverHearsSyn(packet: Packet, at: number): void {
    this.seen = {
      client: { address: packet.source, port: packet.sourcePort },
      server: { address: packet.destination, port: packet.destinationPort },
    };
    if (this.behaviour === 'silent') return;
    if (this.behaviour === 'refuses') {
      const reset = this.fromServer({ rst: true, ack: true }, 0, at);
      if (reset !== null && this.isFromServer(reset)) this.end('ECONNREFUSED');
      return;
    }
    if (this.serverState === 'listens') {
      this.serverState = 'half';
      this.synAckLater(at, 0);
    }
    this.synAck(at);
  }

  private synAckLater(at: number, tries: number): void {
    if (tries >= SYN_TRIES) return;
    this.around.timeline.at(at + FIRST_WAIT * 2 ** tries, (time) => {
      if (this.serverState !== 'half') return;
      this.synAck(time);
      this.synAckLater(time, tries + 1);
    });
  }

  private synAck(at: number): void {
    const heard = this.fromServer({ syn: true, ack: true }, 0, at);
    if (heard === null) return;
    if (!this.isFromServer(heard)) {
      // RFC 9293, 3.10.7: what belongs to no connection is reset.
      const stranger = { address: heard.source, port: heard.sourcePort };
      const reset = this.sendFrom(this.client, stranger, { flags: { rst: true }, seq: heard.ack, ack: 0 }, 0, at + 1);
      if (reset !== null) this.serverState = 'open';
      return;
    }
    const isNew = this.clientState === 'asking';
    if (isNew) this.clientState = 'open';
    if (this.clientState !== 'open') return;
    if (this.fromClient({ ack: true }, 0, at + 1) !== null) this.serverState = 'open';
    if (isNew) this.around.timeline.at(at + 2, (time) => this.ask(time));
  }

  /** Sends what the other end has not acknowledged, up to a window, and again after a while when that leads nowhere. */
  private flight(which: 'requests' | 'replies', at: number): void {
    const stream = this[which];
    if (this.clientState !== 'open' || stream.known >= stream.total) return;
    const [send, acknowledge] =
      which === 'requests'
        ? ([this.fromClient, this.fromServer] as const)
        : ([this.fromServer, this.fromClient] as const);
    let [from, time] = [stream.known, at];
    for (let sent = 0; sent < WINDOW && from < stream.total; sent += 1) {
      const bytes = Math.min(SEGMENT, stream.total - from);
      const heard = send.call(this, { ack: true, psh: true }, bytes, time, from);
      if (heard !== null && stream.arrived === from) stream.arrived = from + bytes;
      from += bytes;
      time += 0.05;
    }
    const before = stream.known;
    if (stream.arrived > before) this.serverState = 'open';
    if (stream.arrived > before && acknowledge.call(this, { ack: true }, 0, time + 1) !== null) {
      stream.known = stream.arrived;
    }
    const moved = stream.known > before;
    stream.wait = moved ? SEGMENT_WAIT : Math.min(stream.wait * 2, LONGEST_WAIT);
    this.around.timeline.at(time + (moved ? 2 : stream.wait), (later) => this.flight(which, later));
    this.heard(which, time + 2);
  }

  private heard(which: 'requests' | 'replies', at: number): void {
    const { requests, replies } = this;
    if (which === 'replies') {
      if (replies.arrived === replies.total) this.served(at);
      return;
    }
    const due = (requests.arrived / this.exchange.request) * this.exchange.reply;
    if (this.behaviour === 'mute' || requests.arrived < requests.total || replies.total >= due) return;
    replies.total = due;
    this.around.timeline.at(at + 3, (time) => this.flight('replies', time));
  }

  private served(at: number): void {
    if (this.succeeded) return;
    this.succeeded = true;
    const staysOpen = this.exchange.kind === 'held' || this.exchange.staysOpen === true;
    if (!staysOpen) this.around.timeline.at(at + 5, (time) => this.close(time));
  }

  private end(error: string): void {
    this.error = error;
    this.clientState = 'over';
  }

  private isFromServer({ source, sourcePort }: Packet): boolean {
    return source === this.server.address && sourcePort === this.server.port;
  }

  private fromClient(flags: TcpFlags, payload: number, at: number, from = this.requests.known): Packet | null {
    const seq = this.clientIsn + (flags.syn === true ? 0 : 1 + from);
    const ack = flags.ack === true ? this.serverIsn + 1 + this.replies.arrived : 0;
    return this.sendFrom(this.client, this.server, { flags, seq, ack }, payload, at);
  }

  private fromServer(flags: TcpFlags, payload: number, at: number, from = this.replies.known): Packet | null {
    if (this.seen === null) return null;
    const seq = flags.rst === true ? 0 : this.serverIsn + (flags.syn === true ? 0 : 1 + from);
    const ack = this.clientIsn + 1 + this.requests.arrived;
    return this.sendFrom(this.seen.server, this.seen.client, { flags, seq, ack }, payload, at);
  }

  private sendFrom(
    from: Socket,
    to: Socket,
    place: Pick<Packet, 'flags' | 'seq' | 'ack'>,
    payload: number,
    at: number,
  ): Packet | null {
    this.packetId = (this.packetId + 1) % 65_536;
    const ends = { source: from.address, sourcePort: from.port, destination: to.address, destinationPort: to.port };
    return this.around.send({ id: this.packetId, transport: 'tcp', ttl: 64, payload, ...ends, ...place }, at);
  }
}
