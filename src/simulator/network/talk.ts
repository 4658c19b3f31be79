import type { Fabric } from './fabric.ts';
import type { Packet, TcpFlags, Transport } from './packet.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

/** Two ends that talk, again and again. Times are in seconds. */
export interface TalkSettings {
  readonly name: string;
  readonly transport: Transport;
  readonly client: string;
  readonly server: string;
  readonly port: number;
  /** A program that always uses the same port of its own; null takes a new one for every connection. */
  readonly fixedPort: number | null;
  /** How long a connection lasts when all is well. */
  readonly lifetime: number;
  /** Between two connections. */
  readonly pause: number;
  /** Between two requests of a connection. */
  readonly every: number;
  /** Full segments that a request is answered with. */
  readonly segments: number;
}

export interface TalkState {
  readonly phase: 'paused' | 'connecting' | 'connected';
  readonly clientPort: number;
  readonly attempts: number;
  readonly connections: number;
  /** When the server was last heard, milliseconds since 1970; null when never. */
  readonly heardAt: number | null;
}

export interface Surroundings {
  readonly fabric: Fabric;
  readonly timeline: Timeline;
  readonly random: Random;
}

/** When a SYN is sent again, in seconds after the one before (RFC 6298: doubling from one second). */
const SYN_WAITS = [1, 2];
const GIVES_UP_CONNECTING = 4;
/** How long a connected program waits for an answer. */
const PATIENCE = 7;
const FIXED_PORT_RETRY = 3;
const REQUEST_BYTES = 240;
const SEGMENT_BYTES = 1360;

/** The two programs: connects, asks and is answered, gives up, tries again. Every packet walks through the network. */
export class Talk {
  readonly settings: TalkSettings;
  private readonly around: Surroundings;
  private phase: TalkState['phase'] = 'paused';
  private clientPort: number;
  private attempts = 0;
  private connections = 0;
  private heardAt: number | null = null;
  /** Events of a connection that is given up come to nothing. */
  private turn = 0;
  private packetId: number;
  private clientSeq = 0;
  private serverSeq = 0;
  private endsAt = Number.POSITIVE_INFINITY;
  private silentSince = 0;
  private wait = 1;

  constructor(settings: TalkSettings, around: Surroundings, start: number) {
    this.settings = settings;
    this.around = around;
    this.clientPort = settings.fixedPort ?? around.random.between(49_152, 60_000);
    this.packetId = around.random.between(1, 30_000);
    this.later(start, (at) => this.open(at));
  }

  state(): TalkState {
    const { phase, clientPort, attempts, connections, heardAt } = this;
    return { phase, clientPort, attempts, connections, heardAt };
  }

  private later(at: number, run: (at: number) => void): void {
    const turn = this.turn;
    this.around.timeline.at(at, (time) => {
      if (turn === this.turn) run(time);
    });
  }

  private open(at: number): void {
    const { fixedPort } = this.settings;
    if (fixedPort === null) this.clientPort = this.clientPort >= 65_000 ? 49_152 : this.clientPort + 1;
    if (this.settings.transport === 'udp') {
      this.askOnce(at);
      return;
    }
    this.phase = 'connecting';
    this.attempts += 1;
    this.clientSeq = this.around.random.between(1, 4_000_000_000);
    this.serverSeq = this.around.random.between(1, 4_000_000_000);
    this.connect(at, 0);
  }

  private connect(at: number, tries: number): void {
    const asked = this.fromClient({ syn: true }, { seq: this.clientSeq, ack: 0 }, 0, at);
    const answer = { seq: this.serverSeq, ack: this.clientSeq + 1 };
    if (asked && this.fromServer({ syn: true, ack: true }, answer, 0, at + 2)) {
      this.clientSeq += 1;
      this.serverSeq += 1;
      this.fromClient({ ack: true }, { seq: this.clientSeq, ack: this.serverSeq }, 0, at + 4);
      this.connected(at + 5);
      return;
    }
    const wait = this.settings.fixedPort === null ? SYN_WAITS[tries] : FIXED_PORT_RETRY;
    if (wait === undefined) this.later(at + GIVES_UP_CONNECTING * 1000, (time) => this.rest(time));
    else this.later(at + wait * 1000, (time) => this.connect(time, tries + 1));
  }

  private connected(at: number): void {
    const { lifetime } = this.settings;
    this.phase = 'connected';
    this.connections += 1;
    this.heardAt = at;
    this.silentSince = at;
    this.wait = 1;
    this.endsAt = at + lifetime * 1000;
    this.later(at + 200, (time) => this.ask(time));
  }

  private ask(at: number): void {
    if (at >= this.endsAt) {
      this.close(at);
      return;
    }
    const place = { seq: this.clientSeq, ack: this.serverSeq };
    const asked = this.fromClient({ ack: true, psh: true }, place, REQUEST_BYTES, at);
    if (asked && this.answer(at + 3)) this.answered(at);
    else this.unanswered(at);
  }

  private answered(at: number): void {
    this.heardAt = at;
    this.silentSince = at;
    this.wait = 1;
    this.clientSeq += REQUEST_BYTES;
    this.serverSeq += this.settings.segments * SEGMENT_BYTES;
    this.fromClient({ ack: true }, { seq: this.clientSeq, ack: this.serverSeq }, 0, at + 8);
    this.later(at + this.settings.every * 1000, (time) => this.ask(time));
  }

  /** Sends the same again, waiting twice as long each time, until patience ends. */
  private unanswered(at: number): void {
    if (at - this.silentSince >= PATIENCE * 1000) {
      this.rest(at);
      return;
    }
    this.later(at + this.wait * 1000, (time) => this.ask(time));
    this.wait *= 2;
  }

  /** True when every segment of the answer arrives. */
  private answer(at: number): boolean {
    const ack = this.clientSeq + REQUEST_BYTES;
    const sent = Array.from({ length: this.settings.segments }, (_, index) =>
      this.fromServer({ ack: true }, { seq: this.serverSeq + index * SEGMENT_BYTES, ack }, SEGMENT_BYTES, at + index),
    );
    return sent.every((arrived) => arrived);
  }

  private askOnce(at: number): void {
    this.attempts += 1;
    const asked = this.fromClient({}, { seq: 0, ack: 0 }, 48, at);
    const answered = asked && this.fromServer({}, { seq: 0, ack: 0 }, 112, at + 3);
    if (answered) this.heardAt = at;
    if (answered) this.connections += 1;
    this.rest(at);
  }

  private close(at: number): void {
    const place = { seq: this.clientSeq, ack: this.serverSeq };
    const told = this.fromClient({ fin: true, ack: true }, place, 0, at);
    const answer = { seq: this.serverSeq, ack: this.clientSeq + 1 };
    if (told && this.fromServer({ fin: true, ack: true }, answer, 0, at + 2)) {
      this.fromClient({ ack: true }, { seq: this.clientSeq + 1, ack: this.serverSeq + 1 }, 0, at + 4);
    }
    this.rest(at);
  }

  /** Ends this connection, heard or not, and comes again after a pause. */
  private rest(at: number): void {
    this.turn += 1;
    this.phase = 'paused';
    this.later(at + this.settings.pause * 1000, (time) => this.open(time));
  }

  private fromClient(flags: TcpFlags, place: Pick<Packet, 'seq' | 'ack'>, payload: number, at: number): boolean {
    const { client, server, port } = this.settings;
    const ends = { source: client, sourcePort: this.clientPort, destination: server, destinationPort: port };
    return this.send({ ...ends, ...place, flags, payload }, at);
  }

  /** The server answers whom it sees: behind source NAT that is not the client's own address. */
  private fromServer(flags: TcpFlags, place: Pick<Packet, 'seq' | 'ack'>, payload: number, at: number): boolean {
    const { client, server, port } = this.settings;
    const seen = this.around.fabric.lastSender(server) ?? { address: client, port: this.clientPort };
    const ends = { source: server, sourcePort: port, destination: seen.address, destinationPort: seen.port };
    return this.send({ ...ends, ...place, flags, payload }, at);
  }

  private send(packet: Omit<Packet, 'id' | 'transport' | 'ttl'>, at: number): boolean {
    this.packetId = (this.packetId + 1) % 65_536;
    const whole = { ...packet, id: this.packetId, transport: this.settings.transport, ttl: 64 };
    return this.around.fabric.deliver(whole, at);
  }
}
