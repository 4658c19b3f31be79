import type { CaptureHalf } from '../../model/facts.ts';
import type { Endpoint } from '../../model/flow.ts';
import { canonicalAddress, sameAddress, withoutLength } from '../address.ts';
import type { FlowEnds } from '../flow-ends.ts';
import { tracksFlow } from '../linux/tracked.ts';
import { genuine } from './sight.ts';
import type { Vantage } from './vantage.ts';

/** Beside whom packets were captured; null when it does not show. */
export type Place = 'firewall' | 'client' | 'server' | null;

/** What hosts put into new packets (IANA's default is 64; Windows 128; network devices 255): the sender is no hop away. */
const INITIAL_TTLS: ReadonlySet<number> = new Set([32, 64, 128, 255]);

/**
 * Where a capture was taken: on a firewall that other evidence (or the stage) shows to be one, as is
 * a Linux machine that tracks the flow; on the host that has the
 * address; else beside the end whose packets still have the TTL that a sender gives them.
 */
export function placeOf(vantage: Vantage, ends: FlowEnds): Place {
  if (vantage.stage !== null || vantage.view.role === 'firewall' || tracksFlow(vantage.view, ends)) return 'firewall';
  const owned = ownedEnd(vantage, ends) ?? sendingEnd(vantage);
  if (owned !== null) return owned;
  const [client, server] = [ends.clients, ends.servers].map((end) =>
    isFresh(ttlsOfEnd(vantage, [...end, ...namesOf(vantage, end === ends.clients)])),
  );
  if (server === true && client !== true) return 'server';
  return client === true && server !== true ? 'client' : null;
}

/** The names that an end bears at the place itself, behind a translation. */
function namesOf({ sights }: Vantage, isClient: boolean): readonly Endpoint[] {
  return sights.map((sight) => (isClient ? sight.client : sight.server));
}

/** The host's own addresses: as its interfaces show them, or as the source that it would use. */
export function ownedEnd({ view }: Vantage, ends: FlowEnds): 'client' | 'server' | null {
  const own = view.facts.flatMap(({ fact }) => {
    if (fact.kind === 'host-interface') return (fact.addresses ?? []).map(({ address }) => withoutLength(address));
    return fact.kind === 'host-route' && fact.source !== null ? [fact.source] : [];
  });
  const has = (wanted: FlowEnds['clients']) =>
    wanted.some(({ address }) => own.some((mine) => sameAddress(mine, address)));
  if (has(ends.servers)) return 'server';
  return has(ends.clients) ? 'client' : null;
}

/** Whether packets bear the TTLs that senders give them; null without any. */
export function isFresh(ttls: readonly number[]): boolean | null {
  return ttls.length === 0 ? null : ttls.every((ttl) => INITIAL_TTLS.has(ttl));
}

/** The end whose packets the capture marks as sent by the capturing host itself; a router sends those of both. */
function sendingEnd({ sights }: Vantage): 'client' | 'server' | null {
  const sends = (side: 'requests' | 'replies') =>
    sights.some((sight) => sight[side].marked.sent > 0 && sight[side].marked.received === 0);
  const [client, server] = [sends('requests'), sends('replies')];
  if (client === server) return null;
  return client ? 'client' : 'server';
}

/** TTLs of a direction's packets but its resets: those may come from a device between. */
export function usualTtls(half: CaptureHalf): readonly number[] {
  if (genuine(half) <= 0) return [];
  const resets = half.tcp?.resets ?? [];
  return half.ttls.values
    .filter(({ value, packets }) => packets > resets.filter(({ ttl }) => ttl === value).length)
    .map(({ value }) => value);
}

/** TTLs of all packets but resets that the place shows of one end, in any conversation. */
export function ttlsOfEnd({ conversations }: Vantage, names: readonly Pick<Endpoint, 'address'>[]): readonly number[] {
  const addresses = new Set(names.map(({ address }) => canonicalAddress(address) ?? address));
  const isNamed = ({ address }: Endpoint) => addresses.has(canonicalAddress(address) ?? address);
  return [
    ...new Set(
      conversations.flatMap(({ client, server, c2s, s2c }) => [
        ...(isNamed(client) ? usualTtls(c2s) : []),
        ...(isNamed(server) ? usualTtls(s2c) : []),
      ]),
    ),
  ];
}
