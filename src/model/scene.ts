import type { FindingReading } from './finding.ts';
import type { Protocol } from './flow.ts';

/**
 * One station on a way. `end` is client or server; `device` is named by its evidence; `address` answered a trace or is a
 * next hop that nobody showed; `gap` stands for any number of devices that nobody showed.
 */
export interface Station {
  readonly kind: 'end' | 'device' | 'address' | 'gap';
  /** Empty for a gap. */
  readonly name: string;
  /** What is known of it beside its name (`leaves by ethernet1/6, zone wan`); null when there is nothing. */
  readonly note: string | null;
}

/** One direction of the flow, from its sender to its receiver. The stations of a way that ends early end there. */
export interface Course {
  readonly stations: readonly Station[];
  /** What shows it: routing tables, a trace, or packets of the flow in sessions and captures. */
  readonly by: 'tables' | 'trace' | 'packets';
  /** `lost`: it ends at the last station; `circles`: it comes to the last station again; `open`: not shown to its end. */
  readonly end: 'arrives' | 'lost' | 'circles' | 'open';
  /** Why it is not known to arrive, in a clause. */
  readonly why: string | null;
  /** Further ways that are equal to this one and are not listed. */
  readonly others: number;
}

/** Both ways of the flow, as far as anything shows them. */
export interface PathScene {
  readonly kind: 'paths';
  readonly forward: Course;
  readonly back: Course;
  /** Whether request and reply pass different devices. */
  readonly part: FindingReading;
  /** The last station that both pass, from the server on; null when it is not known. */
  readonly partAt: string | null;
  /** Devices that requests pass and where no reply was seen although it would have been. */
  readonly unanswered: readonly string[];
  readonly sources: readonly string[];
}

export type MessageKind = 'SYN' | 'SYN-ACK' | 'ACK' | 'data' | 'FIN' | 'RST' | 'packets';

/** Packets of one kind at one vantage. `first` and `last` are microseconds since the first packet there. */
export interface Sighting {
  readonly vantage: number;
  readonly reading: FindingReading;
  readonly count: number;
  readonly first: number | null;
  readonly last: number | null;
}

/** One rung of the ladder, with one sighting for each vantage in their order. */
export interface Rung {
  readonly message: MessageKind;
  readonly direction: 'c2s' | 's2c';
  readonly sightings: readonly Sighting[];
}

/** The packets of one connection as every vantage saw them, in the order in which a connection has them. */
export interface LadderScene {
  readonly kind: 'handshake';
  readonly protocol: Protocol;
  readonly client: string;
  readonly server: string;
  /** From the client's side to the server's where that is known. */
  readonly vantages: readonly { readonly name: string; readonly place: 'client' | 'firewall' | 'server' | null }[];
  readonly rungs: readonly Rung[];
  readonly sources: readonly string[];
}

/** Bytes of one session at one reading, since it began. Oldest reading first. */
export interface VolumeReading {
  /** ISO 8601; null when nothing tells it. */
  readonly at: string | null;
  readonly c2s: number;
  readonly s2c: number;
}

/** How one session's bytes grew at one device, from at least two readings. */
export interface GrowthScene {
  readonly kind: 'growth';
  readonly observer: string;
  readonly session: number | null;
  readonly readings: readonly VolumeReading[];
  readonly sources: readonly string[];
}

/** What can be drawn of a case: only what evidence shows, with nothing decided anew. */
export type Scene = PathScene | LadderScene | GrowthScene;
