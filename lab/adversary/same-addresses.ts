import type { Endpoint, Flow } from '../../src/model/flow.ts';

const ADDRESS = /(?<![\d.])(\d{1,3}\.\d{1,3}\.\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?(?![\d.])/g;
const SUBNET = 24;

/** How one network of 256 addresses becomes another: its first three numbers, and the bits of the last that change. */
interface Shift {
  readonly from: string;
  readonly to: string;
  readonly bits: number;
}

/**
 * A text of the incident about `from` as if it were about `to`: the networks of both ends become those of `to`, so that
 * routes, neighbours and packets still fit together. Null where one of the flows is not of IPv4.
 */
export function onesAddresses(from: Flow, to: Flow): ((text: string) => string) | null {
  const shifts = [shiftOf(from.client, to.client), shiftOf(from.server, to.server)];
  const known = shifts.flatMap((shift) => shift ?? []);
  if (known.length < shifts.length) return null;
  return (text) => withPort(withAddresses(text, known), from.server.port, to.server.port);
}

function shiftOf(from: Endpoint, to: Endpoint): Shift | null {
  const [mine, theirs] = [partsOf(from.address), partsOf(to.address)];
  return mine === null || theirs === null
    ? null
    : { from: mine.network, to: theirs.network, bits: mine.host ^ theirs.host };
}

function partsOf(address: string): { readonly network: string; readonly host: number } | null {
  const [, network, host] = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.(\d{1,3})$/.exec(address) ?? [];
  return network === undefined ? null : { network, host: Number(host) };
}

function withAddresses(text: string, shifts: readonly Shift[]): string {
  return text.replace(ADDRESS, (whole, network: string, host: string, length: string | undefined) => {
    const shift = shifts.find(({ from }) => from === network);
    if (shift === undefined) return whole;
    const behind = length === undefined ? '' : `/${length}`;
    return `${shift.to}.${movedHost(Number(host), shift.bits, length === undefined ? null : Number(length))}${behind}`;
  });
}

/** Within a prefix the bits behind it stay zero where they were. */
function movedHost(host: number, bits: number, length: number | null): number {
  if (length === null) return host ^ bits;
  const behind = length < SUBNET ? 0xff : 0xff >> (length - SUBNET);
  return (host & behind) === 0 ? (host ^ bits) & ~behind & 0xff : host ^ bits;
}

function withPort(text: string, from: number | null, to: number | null): string {
  if (from === null || to === null) return text;
  return text.replace(new RegExp(`(?<=[.:=]|port )${from}(?![\\d.])`, 'g'), `${to}`);
}
