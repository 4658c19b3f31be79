import { choose } from './choice.ts';
import { type Kernel, LOOPBACK, type Packet } from './kernel.ts';
import { type Fate, onward } from './outgoing.ts';
import { type Verdict, validateSource } from './reverse-path.ts';
import { inForce } from './settings.ts';

type Received = Packet & { readonly source: string };

/** What becomes of a received packet: where it goes when it is accepted, or who refuses it. */
export type Reception =
  | { readonly kind: 'accepted'; readonly fate: Fate; readonly verdict: Verdict }
  | { readonly kind: 'filtered'; readonly fate: Fate; readonly verdict: Verdict & { readonly kind: 'refused' } }
  | { readonly kind: 'no-route'; readonly fate: Fate }
  | { readonly kind: 'missing'; readonly what: string };

/**
 * What the kernel does with a packet that comes in by `packet.iif`, as `ip route get … from … iif …` answers
 * (ip_route_input_slow() in net/ipv4/route.c): its own and broadcast packets are delivered, others are forwarded if
 * `forwarding` is on for the interface. Linux takes a packet for any of its addresses on any interface (the weak host
 * model of RFC 1122). Several answers when what decides was not all shown.
 */
export function incoming(kernel: Kernel, packet: Received): readonly Reception[] {
  return choose(kernel, packet).flatMap((choice): readonly Reception[] => {
    const fate = arrival(onward(kernel, packet, choice));
    if (fate.kind === 'missing') return [fate];
    if (fate.kind === 'local')
      return validateSource(kernel, addressed(packet, fate), null).map((verdict) => deliver(fate, verdict));
    if (fate.kind !== 'leaves') return [{ kind: 'no-route', fate }];
    return inForce(kernel, 'forwarding', packet.iif).flatMap((on) => forward(kernel, packet, fate, on === 1));
  });
}

/** What is sent to everybody on a network is delivered, where a packet of the host's own would leave. */
function arrival(fate: Fate): Fate {
  const toAll = fate.kind === 'leaves' && fate.route?.type === 'broadcast';
  return toAll ? { ...fate, kind: 'local', exits: [{ device: LOOPBACK, gateway: null, source: null }] } : fate;
}

/** The way back of what is sent to everybody is looked up without a source. */
function addressed(packet: Received, fate: Fate): Received {
  const toAll = fate.kind === 'local' && fate.route?.type === 'broadcast';
  return toAll ? { ...packet, destination: '0.0.0.0' } : packet;
}

function forward(kernel: Kernel, packet: Received, fate: Fate, on: boolean): readonly Reception[] {
  if (!on || fate.kind !== 'leaves') return [{ kind: 'no-route', fate }];
  const exits = [...new Set(fate.exits.map(({ device }) => device))];
  return exits.flatMap((exit) => validateSource(kernel, packet, exit).map((verdict) => deliver(fate, verdict)));
}

function deliver(fate: Fate, verdict: Verdict): Reception {
  if (verdict.kind === 'missing') return verdict;
  return verdict.kind === 'accepted' ? { kind: 'accepted', fate, verdict } : { kind: 'filtered', fate, verdict };
}
