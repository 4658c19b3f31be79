import type { Citation } from '../../model/evidence.ts';
import { protocolNumber } from '../../model/flow.ts';
import { canonicalAddress, covers, sameAddress } from '../address.ts';
import type { FlowEnds } from '../flow-ends.ts';
import { choose } from '../linux/choice.ts';
import { type Kernel, LOOPBACK, type Packet } from '../linux/kernel.ts';
import { type Fate, onward, outgoing } from '../linux/outgoing.ts';
import type { Marks, Received } from '../linux/packet-marks.ts';
import { type Decision, forward, unknown } from './decision.ts';

/** Stands for an interface that no rule names. */
const ANY_OTHER = '';

/** A packet of the flow at a Linux machine: whose it is tells whether it is made there. */
export interface Asked {
  readonly address: string;
  readonly source: string;
  /** The address that the packet was handed to, or its sender. */
  readonly enteredBy: string;
  readonly isOwn: (address: string) => boolean;
  /** The marks that a packet bears which is forwarded; null when that is not known. */
  readonly marksOf: (packet: Received) => Marks | null;
}

/**
 * Where the kernel's rules and tables send a packet, as src/analysis/linux models them. What is not known of the packet
 * (its mark, the interface it came by, under which of its translated names) counts only where it would change the way.
 */
export function decideByKernel(kernel: Kernel, ends: FlowEnds, asked: Asked): Decision {
  const packets = packetsOf(ends, asked);
  if (packets.some(({ source }) => asked.isOwn(source))) {
    return oneOf(packets.flatMap((packet) => outgoing(kernel, packet)));
  }
  const marked = packets.map((packet) => ({
    packet,
    told: asked.marksOf({ ...packet, family: kernel.family }),
  }));
  const [first] = marked;
  const marks = first?.told?.marks ?? [];
  const isSame = marked.every(({ told }) => JSON.stringify(told?.marks) === JSON.stringify(first?.told?.marks));
  if (first === undefined || first.told === null || !isSame) {
    return oneOf(packets.flatMap((packet) => received(kernel, packet, asked)));
  }
  const { said, at } = first.told;
  const each = marks.map((mark) => oneOf(packets.flatMap((packet) => received(kernel, { ...packet, mark }, asked))));
  return said === null ? (each[0] ?? unknown('its marks are not clear')) : spread(each, { said, at });
}

/** What becomes of packets that are marked one by one: as many ways as the marks lead to. */
function spread(each: readonly Decision[], byPacket: { readonly said: string; readonly at: readonly Citation[] }) {
  const ways = each.flatMap((one) => (one.kind === 'forward' ? [one] : []));
  const [first] = each;
  const odd = each.find(({ kind }) => kind !== 'forward') ?? null;
  if (first === undefined || odd !== null) {
    const agree = new Set(each.map(wayKey)).size === 1;
    return first !== undefined && agree
      ? first
      : odd?.kind === 'unknown'
        ? odd
        : unknown('it treats packets of one connection in several ways', byPacket.at);
  }
  const citations = distinct(ways.flatMap((one) => one.citations));
  const whole = forward(
    ways.flatMap(({ exits }) => exits),
    true,
    citations,
  );
  const isSpread = whole.kind === 'forward' && whole.exits.length > 1;
  return isSpread ? { ...whole, citations: [...byPacket.at, ...citations], byPacket } : first;
}

/** What all of several fates amount to; unknown when they differ. */
function oneOf(fates: readonly Fate[]): Decision {
  const decisions = fates.map(decisionOf);
  const [first] = decisions;
  const open = decisions.find(({ kind }) => kind === 'unknown');
  if (first === undefined || open !== undefined) return open ?? unknown('its rules cannot be followed');
  const citations = decisions.flatMap((decision) => decision.citations);
  const agree = new Set(decisions.map(wayKey)).size === 1;
  return agree
    ? { ...first, citations: distinct(citations) }
    : unknown('its policy rules ask for something that is not known of the packet', distinct(citations));
}

type Sent = Omit<Packet, 'iif' | 'source'> & { readonly source: string };

/** The packet under every name of its sender; a machine's own packets bear the name that it holds. */
function packetsOf({ clients, servers, protocol }: FlowEnds, { address, source, isOwn }: Asked): readonly Sent[] {
  const toServer = clients.some((end) => sameAddress(end.address, source));
  const [senders, receivers] = toServer ? [clients, servers] : [servers, clients];
  const own = senders.filter((end) => isOwn(end.address));
  const number = protocolNumber(protocol);
  const portless = number !== 6 && number !== 17;
  const ports = [...new Set(receivers.map(({ port }) => port))];
  return (own.length > 0 ? own : senders).flatMap((sender) =>
    ports.map((port) => ({
      source: sender.address,
      destination: address,
      oif: null,
      mark: null,
      tos: 0,
      protocol: number,
      sourcePort: portless ? 0 : sender.port,
      destinationPort: portless ? 0 : port,
      user: null,
    })),
  );
}

/** Forwarded packets are looked up for user 0 (sock_net_uid() without a socket, ip_route_input_slow()). */
function received(kernel: Kernel, sent: Sent, { enteredBy }: Pick<Asked, 'enteredBy'>): readonly Fate[] {
  return incomingBy(kernel, enteredBy).flatMap((iif) => {
    const packet = { ...sent, user: 0, iif };
    return choose(kernel, packet).map((choice) => onward(kernel, packet, choice));
  });
}

/** The interfaces that a packet may come in by: those that hold the address it was handed to or its network, else any. */
function incomingBy({ interfaces, rules }: Kernel, enteredBy: string): readonly string[] {
  const known = (interfaces ?? []).filter(({ name }) => name !== LOOPBACK);
  const holding = known.filter(({ addresses }) => addresses.some((own) => sameAddress(own.address, enteredBy)));
  const near = known.filter(({ addresses }) =>
    addresses.some(({ address, length }) => covers(`${address}/${length}`, enteredBy)),
  );
  const [narrow] = [holding, near].filter((some) => some.length > 0);
  if (narrow !== undefined) return narrow.map(({ name }) => name);
  const named = (rules ?? []).flatMap(({ iif }) => (iif === null || iif === LOOPBACK ? [] : [iif]));
  return [...new Set([...known.map(({ name }) => name), ...named, ANY_OTHER])];
}

function decisionOf(fate: Fate): Decision {
  if (fate.kind === 'missing') return unknown(fate.what);
  if (fate.kind === 'none') return { kind: 'drop', why: 'its rules lead to no route', citations: [] };
  const citations = [fate.rule?.at ?? null, fate.route?.at ?? null].filter((at) => at !== null);
  if (fate.kind === 'refused') {
    return { kind: 'drop', why: `its ${fate.route === null ? 'rule' : 'route'} says ${fate.how}`, citations };
  }
  if (fate.kind === 'local') return { kind: 'here', citations };
  const exits = fate.exits.map(({ gateway, device }) => ({ nextHop: gateway, interface: device }));
  return forward(exits, exits.length > 1, citations);
}

function wayKey(decision: Decision): string {
  return JSON.stringify([decision.kind, decision.kind === 'forward' ? decision.exits : null]);
}

function distinct(citations: readonly Citation[]): readonly Citation[] {
  return [...new Map(citations.map((at) => [JSON.stringify(at), at])).values()];
}

/** The family of an address, as the kernel keeps its rules and tables apart. */
export function familyOf(address: string): Kernel['family'] {
  return (canonicalAddress(address) ?? address).includes(':') ? 6 : 4;
}
