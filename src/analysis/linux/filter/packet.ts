import { protocolNumber } from '../../../model/flow.ts';
import { numberOfProtocol } from '../../../model/ip-protocol.ts';
import { canonicalAddress, covers } from '../../address.ts';
import type { FlowEnds } from '../../flow-ends.ts';

/** The first packet of a flow, under every name that a translation gives its ends. */
export interface FirstPacket {
  /** As IP numbers it: 6 for TCP, 17 for UDP. */
  readonly protocol: number;
  readonly family: 4 | 6;
  readonly sources: FlowEnds['clients'];
  readonly destinations: FlowEnds['servers'];
}

export function firstPacketOf({ protocol, clients, servers }: FlowEnds): FirstPacket | null {
  const [server] = servers;
  if (server === undefined) return null;
  const family = (canonicalAddress(server.address) ?? server.address).includes(':') ? 6 : 4;
  return { protocol: protocolNumber(protocol), family, sources: clients, destinations: servers };
}

/** Whether a condition holds; null when it asks for something that is not known of the packet. */
export type Holds = boolean | null;

export function negated(holds: Holds, isNegated: boolean): Holds {
  return holds === null || !isNegated ? holds : !holds;
}

/** All of them, as a rule asks: one that does not hold decides, one that is not known leaves it open. */
export function allHold(conditions: readonly Holds[]): Holds {
  if (conditions.includes(false)) return false;
  return conditions.includes(null) ? null : true;
}

/** One of them, as a set asks. */
export function anyHolds(conditions: readonly Holds[]): Holds {
  if (conditions.includes(true)) return true;
  return conditions.includes(null) ? null : false;
}

/** What holds for every name of an end, and so under whichever name the packet is filtered. */
function underEachName<T>(names: readonly T[], holds: (name: T) => Holds): Holds {
  const [first, ...rest] = names.map(holds);
  return first !== undefined && rest.every((one) => one === first) ? first : null;
}

/** `10.0.0.0/8`, `10.0.0.5`, `10.0.0.5-10.0.0.9` (a range is not taken apart). */
export function addressHolds(names: readonly { readonly address: string }[], wanted: string): Holds {
  if (!/^[\da-f.:]+(?:\/\d{1,3})?$/i.test(wanted)) return null;
  return underEachName(names, ({ address }) => covers(wanted, address));
}

/** `443`, `9000-9900`, `9000:9900`. */
export function portHolds(names: readonly { readonly port: number | null }[], wanted: string): Holds {
  const range = /^(\d{1,5})(?:[-:](\d{1,5}))?$/.exec(wanted);
  if (range === null) return null;
  const [from, to] = [Number(range[1]), Number(range[2] ?? range[1])];
  return underEachName(names, ({ port }) => (port === null ? null : port >= from && port <= to));
}

export function protocolHolds({ protocol }: FirstPacket, wanted: string): Holds {
  const number = /^\d{1,3}$/.test(wanted) ? Number(wanted) : numberOfProtocol(wanted);
  return number === null ? null : number === protocol;
}
