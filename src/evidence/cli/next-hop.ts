import type { NextHop, RouteProtocol } from '../../model/facts.ts';
import { isAddress } from './address-shape.ts';

const DISCARD = /^(?:discard|drop|blackhole|reject|unreachable)$/i;
const UNSPECIFIED: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
/** `vr NAME` is how PAN-OS prints a route into another virtual router; `NAME vr` occurs as well. */
const ROUTER = /^(?:vr|lr)\s+(\S.*)$/i;
const ROUTER_LAST = /\s(?:vr|lr)$/i;

/**
 * Reads the next-hop cell of a routing table, a FIB or a look-up, from CLI or XML.
 *
 * - an address: `address`
 * - `0.0.0.0`, `::` or an empty cell: `connected` when there is an interface to send it out of, otherwise `none`
 *   (the caller knows from the row's flags when such a row is the device's own address: see `nextHopOfRoute`)
 * - `discard` (routing table), `drop` (FIB) and FRR's `blackhole`, `reject`, `unreachable`: `discard`
 * - `vr NAME`, `lr NAME`: `router` with that name; words that end in `vr` are kept whole as the name
 * - `to host`, `host`: `host`
 * - anything else: `none`
 *
 * @param text the cell, untrimmed is fine
 * @param interfaceName the interface of the same row, null when the cell is empty
 */
export function nextHopFromText(text: string, interfaceName: string | null): NextHop {
  const cell = text.trim().replace(/\s+/g, ' ');
  if (cell === '' || UNSPECIFIED.has(cell)) return { kind: interfaceName === null ? 'none' : 'connected' };
  if (isAddress(cell)) return { kind: 'address', address: cell };
  if (DISCARD.test(cell)) return { kind: 'discard' };
  if (/^(?:to )?host$/i.test(cell)) return { kind: 'host' };
  const router = ROUTER.exec(cell)?.[1] ?? (ROUTER_LAST.test(cell) ? cell : null);
  return router === null ? { kind: 'none' } : { kind: 'router', name: router };
}

/**
 * The next hop of a routing-table row, with what its flags say. PAN-OS prints the interface's own address
 * as the next hop of a connected row (flag C) and 0.0.0.0 without an interface for its own addresses (flag H).
 */
export function nextHopOfRoute(text: string, interfaceName: string | null, protocol: RouteProtocol): NextHop {
  if (protocol === 'connected') return { kind: 'connected' };
  if (protocol === 'host') return { kind: 'host' };
  return nextHopFromText(text, interfaceName);
}

/** The next hop of a FIB row: flag `h` marks the device's own address, whatever the next-hop cell repeats. */
export function nextHopOfFib(text: string, interfaceName: string | null, flags: string): NextHop {
  return flags.includes('h') ? { kind: 'host' } : nextHopFromText(text, interfaceName);
}
