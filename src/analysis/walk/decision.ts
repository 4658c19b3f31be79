import type { Citation } from '../../model/evidence.ts';

/** One way out of a device. Without a next hop the packet goes to its destination on the interface's own network. */
export interface Exit {
  readonly nextHop: string | null;
  readonly interface: string | null;
}

/**
 * What one device does with a packet for an address, as its tables tell. `forward` has an exit for each equal path;
 * `here`: the address is one of its own; `drop`: it has no route, or one to nowhere; `unknown`: it has not shown enough.
 */
export type Decision =
  | {
      readonly kind: 'forward';
      readonly exits: readonly [Exit, ...Exit[]];
      /** Null when only a single answer was shown, which names one path of all. */
      readonly balanced: boolean | null;
      /** The setting by which packets take the exits one by one, as printed; missing when none is known. */
      readonly byPacket?: { readonly said: string; readonly at: readonly Citation[] };
      readonly citations: readonly Citation[];
    }
  | { readonly kind: 'here'; readonly citations: readonly Citation[] }
  | { readonly kind: 'drop'; readonly why: string; readonly citations: readonly Citation[] }
  | { readonly kind: 'unknown'; readonly why: string; readonly citations: readonly Citation[] };

export function unknown(why: string, citations: readonly Citation[] = []): Decision {
  return { kind: 'unknown', why, citations };
}

/** A decision to forward by these exits, each once; unknown when there is none. */
export function forward(exits: readonly Exit[], balanced: boolean | null, citations: readonly Citation[]): Decision {
  const unique = new Map(exits.map((exit) => [JSON.stringify([exit.nextHop, exit.interface]), exit]));
  const [first, ...rest] = [...unique.values()].sort(compareExits);
  if (first === undefined) return unknown('its route names no way out', citations);
  return { kind: 'forward', exits: [first, ...rest], balanced, citations };
}

function compareExits(one: Exit, other: Exit): number {
  const [a, b] = [`${one.nextHop} ${one.interface}`, `${other.nextHop} ${other.interface}`];
  return a < b ? -1 : a > b ? 1 : 0;
}
