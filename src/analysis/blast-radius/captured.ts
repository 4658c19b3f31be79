import type { CaptureFlow } from '../../model/facts.ts';
import type { Endpoint } from '../../model/flow.ts';
import { canonicalAddress } from '../address.ts';
import { isLossy, secondsAfter } from '../capture/limits.ts';
import { genuine, laterPackets } from '../capture/sight.ts';
import { isArrival, labelOf, type Vantage } from '../capture/vantage.ts';
import { type Ends, endsByPort, type FlowCondition, type FlowSight, NO_PLACES } from './flow-sight.ts';

/** How long after a first packet an answer is due, in seconds. */
const DUE_SECONDS = 1;

/** Every TCP conversation of the captures that show what arrives. What a firewall sends on or drops shows one half by design. */
export function capturedSights(vantages: readonly Vantage[]): readonly FlowSight[] {
  return vantages.filter(isArrival).flatMap((vantage) => {
    const trusted = seesBothWays(vantage) && !isLossy(vantage);
    return vantage.conversations.flatMap((fact) => sightOf(fact, vantage, trusted));
  });
}

/** A mirror port may carry one direction only: then a missing half says nothing of the flow. */
function seesBothWays({ conversations }: Vantage): boolean {
  return conversations.some(({ c2s, s2c }) => c2s.packets > 0 && s2c.packets > 0);
}

function sightOf(fact: CaptureFlow, vantage: Vantage, trusted: boolean): readonly FlowSight[] {
  const ends = endsOf(fact);
  if (fact.protocol !== 'tcp' || ends === null || genuine(fact.c2s) + genuine(fact.s2c) === 0) return [];
  const shown = conditionOf(fact, vantage);
  const condition = shown === 'half-open' && !trusted ? 'could-not-tell' : shown;
  return [{ ...NO_PLACES, observer: labelOf(vantage), ...ends, condition, at: fact.at }];
}

/** Who opened it is known by its first packets, else by the ports. */
function endsOf(fact: CaptureFlow): Ends | null {
  const [client, server] = [named(fact.client), named(fact.server)];
  if (client === null || server === null) return null;
  const known = fact.knownBy !== 'first-packet' && fact.knownBy !== 'quoted';
  return known ? { client, server } : endsByPort(client, server);
}

function named({ address, port }: Endpoint): Endpoint | null {
  const name = canonicalAddress(address);
  return name === null ? null : { address: name, port };
}

/**
 * One direction alone is half-open when the capture ran long enough for an answer or the request was sent again; so is
 * a SYN-ACK that is sent again and never acknowledged.
 */
function conditionOf(fact: CaptureFlow, vantage: Vantage): FlowCondition {
  const { c2s, s2c, first } = fact;
  if (c2s.packets > 0 && s2c.packets > 0) {
    const stuck = c2s.tcp !== null && (s2c.tcp?.synAck.repeated ?? 0) > 0 && laterPackets(c2s, c2s.tcp) === 0;
    return stuck ? 'half-open' : 'whole';
  }
  const repeated = (c2s.tcp?.syn.repeated ?? 0) + (s2c.tcp?.synAck.repeated ?? 0) > 0;
  return repeated || (secondsAfter(vantage, first) ?? 0) >= DUE_SECONDS ? 'half-open' : 'could-not-tell';
}
