import type { FindingReading, Observation } from '../../model/finding.ts';
import type { AnalysisContext } from '../context.ts';
import { observe } from '../observation.ts';
import { shortestTimeout } from '../timeouts.ts';
import { alternatingPlaces } from './alternating-places.ts';
import { between } from './between.ts';
import { completeness, offloads } from './completeness.ts';
import { joinedLater, worksAcross, worksAt } from './elsewhere.ts';
import { errors } from './errors.ts';
import { halves } from './halves.ts';
import { handshake } from './handshake.ts';
import { idleGap, type Timeouts } from './idle.ts';
import { clockOffset, knowsAnEnd, wasCapturing } from './join.ts';
import { limits } from './limits.ts';
import { losses } from './loss.ts';
import { newerConnectionAt } from './newer-connection.ts';
import { otherAddress } from './other-address.ts';
import { placeOf } from './place.ts';
import { repeats } from './repeats.ts';
import { resets } from './resets.ts';
import { stages } from './stages.ts';
import type { Look } from './statement.ts';
import { arrivals, onlySentOn, subjectAt } from './subject.ts';
import { withTwins } from './twin-sights.ts';
import { type Vantage, vantagesOf } from './vantage.ts';
import { ways } from './ways.ts';

type Ends = NonNullable<AnalysisContext['ends']>;

const OF_ONE_LOOK: readonly ((look: Look) => readonly Observation[])[] = [
  halves,
  handshake,
  resets,
  ways,
  errors,
  repeats,
  losses,
  limits,
];

/**
 * What captures show of the flow: at each place by itself, through the stages of one firewall, and between places.
 * Of several connections of the flow at a place the newest one that lacks a half is looked at, else the newest.
 */
export function captures(context: AnalysisContext): readonly Observation[] {
  const { ends } = context;
  if (ends === null) return [];
  const vantages = withTwins(vantagesOf(context));
  const arriving = arrivals(vantages);
  const timeouts = {
    established: shortestTimeout(context, 'established'),
    closing: shortestTimeout(context, 'closing'),
  };
  return [
    ...arriving.flatMap((vantage) => atPlace(vantage, vantages, ends, timeouts)),
    ...arriving.flatMap((vantage) => newerConnectionAt(vantage, context)),
    ...stages(vantages),
    ...onlySentOn(vantages).flatMap((vantage) => repeatsSentOn(vantage, ends)),
    ...between(arriving, ends),
    ...alternatingPlaces(vantages, ends),
    ...otherAddress(arriving, context),
    ...completeness(arriving, context),
    ...offloads(vantages),
  ];
}

function atPlace(vantage: Vantage, all: readonly Vantage[], ends: Ends, timeouts: Timeouts): readonly Observation[] {
  const subject = subjectAt(vantage, ends);
  if (subject === null) return [nothing(vantage, all, ends)];
  const across = worksAcross(subject, all);
  const look = {
    ...subject,
    worksElsewhere: across || worksAt(subject, all, ends) !== null,
    worksAcross: across,
    joinedLater: joinedLater(subject, all),
  };
  return [...OF_ONE_LOOK.flatMap((analyse) => analyse(look)), ...idleGap(look, timeouts)];
}

/** Of a firewall that shows only what it sends on, what of that is sent again tells of losses all the same. */
function repeatsSentOn(vantage: Vantage, ends: Ends): readonly Observation[] {
  const subject = subjectAt(vantage, ends);
  return subject === null ? [] : losses(subject);
}

/** A capture without the flow shows its absence only when it ran while another place captured it. */
function nothing(vantage: Vantage, all: readonly Vantage[], ends: Ends): Observation {
  const ran = all.some(
    (other) =>
      other !== vantage &&
      other.sights.some(
        (sight) => knowsAnEnd(vantage, sight) && wasCapturing(vantage, sight, clockOffset(other, vantage)) === true,
      ),
  );
  const reading: FindingReading = ran ? 'not-seen' : 'could-not-tell';
  return observe('capture.flow-found', reading, {
    observers: [vantage.name],
    values: {
      where: vantage.where,
      place: placeOf(vantage, ends),
      why: reading === 'could-not-tell' ? 'nothing shows that it ran while the flow was tried' : null,
    },
    citations: vantage.summaries.map(({ at }) => at),
  });
}
