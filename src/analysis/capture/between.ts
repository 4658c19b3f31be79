import type { FindingReading, Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import { type AnalysisContext, factsOf } from '../context.ts';
import { haPair } from '../ha-state.ts';
import { isNoEnd } from '../linux/host-flow.ts';
import { tracksFlow, waitsForReply } from '../linux/tracked.ts';
import { observe, present } from '../observation.ts';
import { worksAcross, worksAt } from './elsewhere.ts';
import { worksBothWays } from './halves.ts';
import { clockOffset, counterpart, knowsAnEnd, wasCapturing } from './join.ts';
import { sidednessOf } from './limits.ts';
import { directionMissing } from './missing.ts';
import { isFresh, type Place, placeOf, usualTtls } from './place.ts';
import { halfOf, type Sight } from './sight.ts';
import type { Look } from './statement.ts';
import { lookAt, subjectAt } from './subject.ts';
import { alignment, translation } from './twins.ts';
import { labelOf, type Vantage } from './vantage.ts';

type Ends = NonNullable<AnalysisContext['ends']>;

/** One connection at a place: whether each of its directions passes there; null when that cannot be told. */
interface Side {
  readonly vantage: Vantage;
  readonly look: Look | null;
  readonly place: Place;
  readonly requests: boolean | null;
  readonly replies: boolean | null;
}

/** States for every two places where each direction was seen last, and so between which of them it parts or is lost. */
export function between(vantages: readonly Vantage[], ends: Ends): readonly Observation[] {
  const spots = vantages.map((vantage) => {
    const subject = subjectAt(vantage, ends);
    const works =
      subject !== null &&
      (worksBothWays(subject) === true || worksAt(subject, vantages, ends) !== null || worksAcross(subject, vantages));
    return { vantage, subject, works };
  });
  return spots.flatMap((one, index) => spots.slice(index + 1).flatMap((other) => ofPair(one, other, ends)));
}

interface Spot {
  readonly vantage: Vantage;
  readonly subject: Look | null;
  /** Some capture shows the subject to work in both directions. */
  readonly works: boolean;
}

function ofPair(
  { vantage: one, subject: first, works: firstWorks }: Spot,
  { vantage: other, subject: second, works: secondWorks }: Spot,
  ends: Ends,
) {
  const offset = clockOffset(one, other);
  const subject = first ?? second;
  if (subject === null) return [];
  const [here, there] = first === null ? [other, one] : [one, other];
  const shift = offset === null ? null : first === null ? -offset : offset;
  const twin = counterpart(subject.sight, there);
  const sides: readonly [Side, Side] = [sideOf(subject, ends), twinSide(there, twin, subject.sight, shift, ends)];
  return present([
    elsewhere(sides, ends, first === null ? secondWorks : firstWorks),
    lost(sides, 's2c'),
    lost(sides, 'c2s'),
    twin === null ? null : translation(here, subject.sight, there, twin),
    alignment(one, other, offset),
  ]);
}

function sideOf(look: Look, ends: Ends): Side {
  const passes = (direction: Direction): boolean | null => {
    const told = directionMissing(look, direction);
    if (halfOf(look.sight, direction).packets > 0) return told?.reading === 'could-not-tell' ? null : true;
    const isWaiting = direction === 's2c' && told !== null && waitsForReply(look.vantage.view, ends);
    return told?.reading === 'seen' || isWaiting ? false : null;
  };
  return { vantage: look.vantage, look, place: look.place, requests: passes('c2s'), replies: passes('s2c') };
}

/** A place that shows nothing of the connection lacks it only when it was capturing packets of one of the ends then. */
function twinSide(vantage: Vantage, twin: Sight | null, sight: Sight, offset: number | null, ends: Ends): Side {
  if (twin !== null) return sideOf(lookAt(vantage, twin, ends), ends);
  const running = wasCapturing(vantage, sight, offset) === true && sidednessOf(vantage) !== 'one';
  const none = running && knowsAnEnd(vantage, sight) ? false : null;
  return { vantage, look: null, place: placeOf(vantage, ends), requests: none, replies: none };
}

/** Requests pass one place and the replies another: one that the requests do not pass, or one on the client's side. */
function elsewhere([a, b]: readonly [Side, Side], ends: Ends, works: boolean): Observation | null {
  const [forward, back] = [
    [a, b],
    [b, a],
  ].find(([one, other]) => one?.requests === true && one.replies === false && other?.replies === true) ?? [a, b];
  if (forward === undefined || back === undefined || forward.look === null || back.look === null) return null;
  const apart = forward.requests === true && forward.replies === false && back.replies === true;
  if (apart && back.requests === true && !isBeforeIt(back, forward)) return null;
  const whole = a.requests === true && a.replies === true && b.requests === true && b.replies === true;
  const reading: FindingReading = apart && back.requests !== null ? 'seen' : whole ? 'not-seen' : 'could-not-tell';
  return observe('between.reply-elsewhere', reading, {
    observers: names(forward, back),
    direction: 's2c',
    values: {
      forward: labelOf(forward.vantage),
      return: labelOf(back.vantage),
      haPair: pairOf(forward, back, ends),
      sameDevice: isSameDevice(forward, back),
      compared: [forward, back].every((side) => seesBoth(side) || waitsForReply(side.vantage.view, ends)),
      works,
      atServer: isAtServer(forward, back, ends),
      why: reading === 'could-not-tell' ? 'not each of them shows both directions for sure' : null,
    },
    citations: [forward.look.sight.fact.at, back.look.sight.fact.at],
  });
}

/**
 * Whether the replies were captured beside the server, where no request comes in. Past a client no reply can come: where
 * requests were captured only there, the other place may be the server's second interface. Null while that is open.
 */
function isAtServer(forward: Side, back: Side, ends: Ends): boolean | null {
  if (back.place === 'server') return back.requests === false;
  if (forward.place !== 'client' || back.place !== null || isNoEnd(back.vantage.view, ends)) return false;
  const ttls = back.look === null ? [] : usualTtls(back.look.sight.replies);
  return ttls.length > 0 && !isFresh(ttls) ? false : null;
}

/** Both directions, of this connection or of another: a filter of one direction would leave half out of every place. */
function seesBoth({ vantage, requests, replies }: Side): boolean {
  return (requests === true && replies === true) || sidednessOf(vantage) === 'both';
}

/** True when requests pass a place before another: it is beside the client, or their TTL is still higher there. */
function isBeforeIt(side: Side, other: Side): boolean {
  if (side.place === 'client') return true;
  const ttl = (one: Side) => one.look?.sight.requests.ttls.values[0]?.value ?? null;
  const [here, there] = [ttl(side), ttl(other)];
  return here !== null && there !== null && here > there;
}

function names(one: Side, other: Side): readonly string[] {
  return [...new Set([one.vantage.name, other.vantage.name])];
}

/** Files that name nobody may be of one device or of two. */
function isSameDevice(one: Side, other: Side): boolean | null {
  if (one.vantage.view !== other.vantage.view) return false;
  return one.vantage.view.named ? true : null;
}

/** A host, or two places of one device, are no HA pair; of devices that show nothing of their HA, nothing is known. */
function pairOf(one: Side, other: Side, ends: Ends): boolean | null {
  if (one.vantage.view === other.vantage.view) return one.vantage.view.named ? false : null;
  const isHost = ({ place }: Side) => place === 'client' || place === 'server';
  if (isHost(one) || isHost(other)) return false;
  // Linux machines that share their state both show the flow among the connections that they track.
  const tracks = ({ vantage }: Side) => tracksFlow(vantage.view, ends);
  const isLinux = ({ vantage }: Side) => factsOf(vantage.view, 'host-interface').length > 0;
  if ((isLinux(one) || isLinux(other)) && !(tracks(one) && tracks(other))) return false;
  return haPair(one.vantage.view, other.vantage.view);
}

/** The last place of a direction: it passes there and not at the other place, which sees the other direction or nothing. */
function lost([a, b]: readonly [Side, Side], direction: Direction): Observation | null {
  const passes = (side: Side) => (direction === 'c2s' ? side.requests : side.replies);
  const [last, next] = passes(a) === true || passes(b) !== true ? [a, b] : [b, a];
  if (passes(last) !== true) return null;
  const [lastOther, nextOther] = [last, next].map((side) => (direction === 'c2s' ? side.replies : side.requests));
  const gone = passes(next) === false;
  // A place that shows nothing at all while the other shows both halves is just not on the way.
  if (gone && nextOther === false && lastOther === true) return null;
  // Parted halves, and replies that come past a place, are told as such; a request that is answered was not lost.
  // Past the client no reply can come.
  const parted = last.requests !== true && next.place !== 'client';
  if (gone && direction === 's2c' && (parted || isBeforeIt(last, next))) return null;
  if (gone && direction === 'c2s' && nextOther === true) return null;
  const isOnWay = nextOther === true || next.place === 'server';
  const reading: FindingReading = passes(next) === true ? 'not-seen' : gone && isOnWay ? 'seen' : 'could-not-tell';
  return observe(direction === 'c2s' ? 'between.request-lost' : 'between.reply-lost', reading, {
    observers: names(last, next),
    direction,
    values: {
      last: labelOf(last.vantage),
      next: labelOf(next.vantage),
      nextPlace: next.place,
      why:
        reading === 'could-not-tell' ? 'it does not show that the connection would have passed there just then' : null,
    },
    citations: [last.look?.sight.fact.at ?? null, next.look?.sight.fact.at ?? next.vantage.summaries[0]?.at ?? null],
  });
}
