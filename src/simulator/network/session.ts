import type { Packet, Transport } from './packet.ts';
import type { PbfSettings } from './settings.ts';

export interface Socket {
  readonly address: string;
  readonly port: number;
}

export interface Volume {
  bytes: number;
  packets: number;
}

/** How far a session has come. UDP is `established` from its first packet on. */
export type Phase = 'opening' | 'answered' | 'established' | 'half-closed' | 'closed';

/** Idle times of PAN-OS as shipped, in seconds (docs.paloaltonetworks.com, Session Timeouts). */
export const TIMEOUTS = {
  opening: 5,
  answered: 10,
  established: 3600,
  'half-closed': 120,
  closed: 15,
} as const satisfies Readonly<Record<Phase, number>>;
const UDP_TIMEOUT = 30;

/** What an HA pair shares of a session that both units have. */
export interface Life {
  phase: Phase;
  lastAt: number;
  /** Payload has passed, so that the application can be told. */
  spoke: boolean;
  /** Who reset the connection. */
  resetBy?: 'client' | 'server';
}

export type EndReason =
  | 'aged-out'
  | 'tcp-fin'
  | 'tcp-reuse'
  | 'tcp-rst-from-client'
  | 'tcp-rst-from-server'
  | 'policy-deny'
  | 'unknown';

/** One session. Client-to-server (c2s) is the direction of the first packet; what was decided for it then, it keeps. */
export interface Session {
  readonly id: number;
  readonly transport: Transport;
  readonly client: Socket;
  readonly server: Socket;
  /** The client as the server sees it; the same as `client` without translation. */
  readonly translated: Socket;
  readonly from: string;
  readonly to: string;
  readonly ingress: string;
  readonly egress: string;
  readonly rule: string;
  /** The server as it is itself; the same as `server` without destination translation. */
  readonly real: Socket;
  readonly natRule: string | null;
  readonly pbf: PbfSettings | null;
  /** Where symmetric return sends replies. */
  readonly cameFrom: string | null;
  /** Made by the HA peer. */
  readonly fromPeer: boolean;
  /** A packet filter was on and took its first packet. */
  readonly marked: boolean;
  readonly startedAt: number;
  readonly life: Life;
  readonly c2s: Volume;
  readonly s2c: Volume;
}

export function translatesSource({ client, translated }: Session): boolean {
  return client.address !== translated.address;
}

export function translatesDestination({ server, real }: Session): boolean {
  return server.address !== real.address;
}

export interface EndedSession {
  readonly session: Session;
  readonly endedAt: number;
  readonly reason: EndReason;
}

export type Direction = 'c2s' | 's2c';

export function timeoutOf({ transport, life }: Session): number {
  return transport === 'udp' ? UDP_TIMEOUT : TIMEOUTS[life.phase];
}

/** Where a session goes on from a packet that passed. */
export function nextPhase(phase: Phase, { flags, transport }: Packet, direction: Direction): Phase {
  if (transport === 'udp') return 'established';
  if (flags.rst === true) return 'closed';
  if (flags.fin === true) return phase === 'half-closed' ? 'closed' : 'half-closed';
  if (flags.syn === true) return direction === 's2c' && phase === 'opening' ? 'answered' : phase;
  return phase === 'answered' && direction === 'c2s' ? 'established' : phase;
}

/** Why a session ends that has been idle for its time. */
export function endOf({ phase, resetBy }: Life): EndReason {
  if (resetBy !== undefined) return `tcp-rst-from-${resetBy}`;
  return phase === 'closed' ? 'tcp-fin' : 'aged-out';
}

/**
 * Whether a packet lies in the window that the firewall knows: until it has seen the SYN-ACK it knows none, and drops
 * what acknowledges it (`tcp_drop_out_of_wnd`, Palo Alto Networks KB kA14u0000008VuoCAE).
 */
export function isInWindow({ transport, life, c2s }: Session, { flags }: Packet): boolean {
  const isFirst = c2s.packets === 0;
  return isFirst || transport === 'udp' || life.phase !== 'opening' || flags.syn === true || flags.rst === true;
}

const APPLICATIONS: Readonly<Record<number, string>> = {
  443: 'ssl',
  53: 'dns',
  5432: 'postgres',
  9100: 'hp-jetdirect',
};

/** PAN-OS says `incomplete` until the three packets of the handshake have passed, then needs data to tell what it is. */
export function applicationOf({ transport, server, life }: Session): string {
  if (transport === 'tcp' && (life.phase === 'opening' || life.phase === 'answered')) return 'incomplete';
  if (transport === 'tcp' && !life.spoke) return 'insufficient-data';
  return APPLICATIONS[server.port] ?? `unknown-${transport}`;
}
