import { sameAddress } from '../address.ts';
import { type Choice, choose, rulesTouched } from './choice.ts';
import { type Kernel, LOOPBACK, type Packet } from './kernel.ts';
import { inForce, settled } from './settings.ts';

/** Strict asks for the way back by the same interface, loose for any way back (RFC 3704; ip-sysctl, rp_filter). */
export type FilterMode = 0 | 1 | 2;

/**
 * What the kernel's source validation says of a packet that came in by `packet.iif`. `back` is the choice for its way
 * back. `martian`: the source is an address that no other host can have here, whatever the filter.
 */
export type Verdict =
  | { readonly kind: 'accepted'; readonly mode: FilterMode; readonly back: Choice | null }
  | {
      readonly kind: 'refused';
      readonly how: 'reverse-path' | 'martian';
      readonly mode: FilterMode;
      readonly back: Choice | null;
    }
  | { readonly kind: 'missing'; readonly what: string };

type Received = Packet & { readonly source: string };

/**
 * Source validation of a received IPv4 packet (fib_validate_source() in net/ipv4/fib_frontend.c): the way back is looked
 * up with the addresses swapped, as if the packet's destination sent it, and without the mark unless `src_valid_mark` is
 * on. The kernel has no such filter for IPv6. Several verdicts when settings or rules were not all shown.
 *
 * @param exit the interface that a forwarded packet leaves by, null for a packet to the host itself
 */
export function validateSource(kernel: Kernel, packet: Received, exit: string | null): readonly Verdict[] {
  if (kernel.family === 6) return [{ kind: 'accepted', mode: 0, back: null }];
  const verdicts = inForce(kernel, 'rp_filter', packet.iif).flatMap((value) => {
    const mode: FilterMode = value === 0 ? 0 : value === 1 ? 1 : 2;
    const quick = mode === 0 ? unfiltered(kernel, packet, exit) : { verdicts: [], looksUp: true };
    return [...quick.verdicts, ...(quick.looksUp ? checks(kernel, packet, exit, mode) : [])];
  });
  return [...new Map(verdicts.map((verdict) => [JSON.stringify(verdict), verdict])).values()];
}

/**
 * Without the filter only the host's own addresses are refused, unless `accept_local`. The source is looked up all the
 * same with rules or local routes of the host's own, and where the packet would leave as it came (for a redirect).
 */
function unfiltered(
  kernel: Kernel,
  packet: Received,
  exit: string | null,
): { readonly verdicts: readonly Verdict[]; readonly looksUp: boolean } {
  const { iif, source } = packet;
  const full = { verdicts: [], looksUp: true };
  if (exit === iif && inForce(kernel, 'send_redirects', iif).includes(1)) return full;
  const accepted: Verdict = { kind: 'accepted', mode: 0, back: null };
  if (settled(kernel, 'accept_local', iif) === 1) return { verdicts: [accepted], looksUp: false };
  const touched = rulesTouched(kernel);
  if (touched === true || hasLocalRoutes(kernel)) return full;
  const own = kernel.interfaces?.some(({ addresses }) => addresses.some((one) => sameAddress(one.address, source)));
  const verdict: Verdict = own === true ? { kind: 'refused', how: 'martian', mode: 0, back: null } : accepted;
  return { verdicts: [verdict], looksUp: touched === null };
}

function hasLocalRoutes({ tables }: Kernel): boolean {
  return [...tables.values()].some((rows) => rows.some(({ type, automatic }) => type === 'local' && !automatic));
}

function checks(kernel: Kernel, packet: Received, exit: string | null, mode: FilterMode): readonly Verdict[] {
  const marks = inForce(kernel, 'src_valid_mark', packet.iif).map((on) => (on === 1 ? packet.mark : 0));
  return [...new Set(marks)].flatMap((mark) => {
    const reverse: Packet = {
      ...packet,
      source: packet.destination,
      destination: packet.source,
      iif: exit ?? LOOPBACK,
      oif: null,
      mark,
      sourcePort: packet.destinationPort,
      destinationPort: packet.sourcePort,
    };
    return choose(kernel, reverse).map((back) => judge(kernel, packet, mode, back));
  });
}

function judge(kernel: Kernel, { iif }: Received, mode: FilterMode, back: Choice): Verdict {
  const accepted: Verdict = { kind: 'accepted', mode, back };
  const filtered: Verdict = { kind: 'refused', how: 'reverse-path', mode, back };
  if (back.kind === 'missing') return mode === 0 ? accepted : back;
  if (back.kind !== 'route') return mode === 0 ? accepted : filtered;
  const { type } = back.route;
  const ownAllowed = type === 'local' && inForce(kernel, 'accept_local', iif).includes(1);
  if (type !== 'unicast' && !ownAllowed) return { kind: 'refused', how: 'martian', mode, back };
  // Any next hop of a multipath route will do, also one that is down.
  if (back.route.nextHops.some(({ device }) => device === iif)) return accepted;
  const bare = kernel.interfaces?.every(({ name, addresses }) => name !== iif || addresses.length === 0);
  // An interface without an address cannot be looser than strict: the kernel has nothing to answer from there.
  return mode === 1 || (mode === 2 && bare === true) ? filtered : accepted;
}
