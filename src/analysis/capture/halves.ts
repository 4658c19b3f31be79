import type { CaptureTcp } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import { sameAddress } from '../address.ts';
import { factsOf } from '../context.ts';
import { present, readingOf } from '../observation.ts';
import { isLossy, sidednessOf, startsLate } from './limits.ts';
import { acknowledgedUnseen, directionMissing } from './missing.ts';
import { LARGE_PAYLOAD } from './repeats.ts';
import { halfOf, laterPackets, opposite, senderOf } from './sight.ts';
import { type Look, state, stateOf } from './statement.ts';

/** States which halves of the flow pass a place, and whether they work together. */
export function halves(look: Look): readonly Observation[] {
  const { sight } = look;
  return present([
    state(look, 'capture.flow-found', 'seen', {
      requests: sight.requests.packets,
      replies: sight.replies.packets,
      why: null,
    }),
    missing(look, 's2c'),
    missing(look, 'c2s'),
    bothDirections(look),
    ...(['c2s', 's2c'] as const).map((direction) => ackedUnseen(look, direction)),
  ]);
}

/** Linux's `any` device shows every interface of a host: nothing can leave by another one. */
const EVERY_INTERFACE = /^linux-sll2?$/;

function missing(look: Look, direction: Direction): Observation | null {
  const { vantage, sight, place } = look;
  const told = directionMissing(look, direction);
  // Requests alone do not state that requests are not missing: the reply's finding says what is to be said.
  if (told === null || (direction === 'c2s' && sight.replies.packets === 0)) return null;
  const code = direction === 's2c' ? 'capture.reply-missing' : 'capture.request-missing';
  return stateOf(look, code, direction, told.reading, {
    requests: sight.requests.packets,
    replies: sight.replies.packets,
    syns: direction === 's2c' ? (sight.requests.tcp?.syn.packets ?? null) : null,
    together: sight.requests.packets > 0 && sight.replies.packets > 0,
    worksElsewhere: look.worksElsewhere === true,
    compared: sidednessOf(vantage) === 'both' && vantage.stage !== 'firewall',
    wayOut: place === 'server' ? holdsWayOut(look) : null,
    routedBack: place === 'server' ? isRoutedBack(look) : null,
    why: told.why,
  });
}

/** Whether a reply of this host would be in its capture: of every interface, or of the one its route to the client uses. */
function holdsWayOut(look: Look): boolean {
  const interfaces = look.vantage.summaries.flatMap((summary) => summary.interfaces);
  if (interfaces.length > 0 && interfaces.every(({ linkType }) => EVERY_INTERFACE.test(linkType))) return true;
  const [back, captured] = [devicesBack(look), capturedOn(look)];
  return back.length > 0 && back.every((device) => captured.includes(device));
}

/** Whether this host's route to the client leaves by the interface that the requests came in on; null when not shown. */
function isRoutedBack(look: Look): boolean | null {
  const named = look.sight.requests.interfaces.values.map(({ value }) => value);
  const came = named.length > 0 ? named : capturedOn(look);
  const back = devicesBack(look);
  return came.length !== 1 || back.length === 0 ? null : back.every((device) => device === came[0]);
}

/** A classic pcap file names no interface: there it is the point of which whoever gave it says that it was captured at. */
function capturedOn({ vantage }: Look): readonly (string | null)[] {
  return vantage.summaries.flatMap(({ interfaces }) => interfaces.map(({ name }) => name ?? vantage.where));
}

function devicesBack({ vantage, sight }: Look): readonly (string | null)[] {
  return factsOf(vantage.view, 'host-route')
    .filter(({ fact }) => sameAddress(fact.destination, sight.client.address))
    .map(({ fact }) => fact.device);
}

function bothDirections(look: Look): Observation {
  const { requests, replies } = look.sight;
  const values = { requests: requests.packets, replies: replies.packets };
  const works = look.worksAcross === true || worksBothWays(look);
  // A place that one direction does not pass shows nothing against a connection that works.
  const told = works === false && look.worksElsewhere === true ? null : works;
  return state(look, 'capture.both-directions', readingOf(told), values);
}

/**
 * Whether each end acknowledges data (or the handshake) of the other, and nothing stands unanswered at the end. Null when
 * that cannot be told.
 */
export function worksBothWays(look: Look): boolean | null {
  const { vantage, sight } = look;
  const { requests, replies } = sight;
  const known = sidednessOf(vantage) !== 'one' && !isLossy(vantage);
  if (requests.packets === 0 || replies.packets === 0) {
    const told = directionMissing(look, requests.packets === 0 ? 'c2s' : 's2c');
    return known && told?.reading === 'seen' ? false : null;
  }
  // Nothing acknowledges a reply without TCP: beside its sender nobody knows whether it arrives, and this may be that place.
  if (requests.tcp === null || replies.tcp === null) {
    return look.place === 'server' || look.place === null ? null : true;
  }
  const answered = [requests.tcp, replies.tcp].every((tcp) => nothingWaits(tcp));
  // Number 1 acknowledges the SYN-ACK, and none of the data behind it.
  const acknowledged =
    (requests.tcp.highestAck ?? 0) > (startsLate(sight) ? 0 : 1) && (replies.tcp.highestAck ?? 0) > 1;
  const carries = replies.tcp.dataSegments > 0 && laterPackets(requests, requests.tcp) > 0;
  // What is acknowledged and never passed here may pass anywhere: then this place does not show that all is well.
  const whole = (['c2s', 's2c'] as const).every((one) => acknowledgedUnseen(look, one)?.reading !== 'seen');
  if (acknowledged && carries) return answered && whole ? true : null;
  if (startsLate(sight) || carries) return null;
  return requests.tcp.syn.repeated + replies.tcp.synAck.repeated > 0 ? false : null;
}

/** A capture may end with data on its way; with larger data than was ever acknowledged it may end before that is lost. */
function nothingWaits({ unacknowledged, retransmissions, largestAcknowledged }: CaptureTcp): boolean {
  if (unacknowledged.segments === 0) return true;
  return (
    retransmissions === 0 && (unacknowledged.largest < LARGE_PAYLOAD || unacknowledged.largest <= largestAcknowledged)
  );
}

function ackedUnseen(look: Look, direction: Direction): Observation | null {
  if (look.sight.fact.protocol !== 'tcp') return null;
  const told = acknowledgedUnseen(look, direction);
  if (told === null) return null;
  return stateOf(look, 'capture.acked-unseen', direction, told.reading, {
    receiver: senderOf(opposite(direction)),
    // One byte is the SYN's: no data.
    bytes: told.bytes > 1 ? told.bytes : null,
    whole: halfOf(look.sight, direction).packets === 0,
    why: told.why,
  });
}
