import type { Citation } from '../model/evidence.ts';
import type { FindingReading, Observation } from '../model/finding.ts';
import type { AnalysisContext, ObserverView } from './context.ts';
import { COUNTER_GROUPS } from './counter-catalogue.ts';
import { windowsOf } from './counter-windows.ts';
import { latestCount } from './counters.ts';
import type { FlowEnds } from './flow-ends.ts';
import type { FlowSession } from './flow-sessions.ts';
import { haPair } from './ha-state.ts';
import { observe } from './observation.ts';
import { attempts, conditionOf, lacksReply, subjectOf } from './session-condition.ts';
import { absencePlaces, presenceOf } from './session-presence.ts';

interface Pair {
  readonly one: ObserverView;
  readonly other: ObserverView;
  readonly ends: FlowEnds;
}

/** States, for every two firewalls that were heard, whether each has one half of the flow, and whether one lacks the session. */
export function betweenObservers({ firewalls, ends }: AnalysisContext): readonly Observation[] {
  if (ends === null) return [];
  // Evidence without a name may come from a device that other evidence names: it makes no second witness.
  const named = firewalls.filter((view) => view.named && view.facts.length > 0);
  const pairs = named.flatMap((one, index) => named.slice(index + 1).map((other) => ({ one, other, ends })));
  return pairs.flatMap((pair) => [halves(pair), sessionOnOne(pair)]);
}

/** What a firewall shows of the flow's replies. `specific`: surely of this flow, not of the whole device. */
interface Arrival {
  readonly reading: FindingReading;
  readonly specific: boolean | null;
  readonly citations: readonly Citation[];
}

function halves(pair: Pair): Observation {
  const { one, other, ends } = pair;
  const directions = [
    { from: one, to: other },
    { from: other, to: one },
  ].map(({ from, to }) => ({ from, to, arrival: arrivalAt(from, to, ends) }));
  const best =
    directions.find(({ arrival }) => arrival.reading === 'seen') ??
    directions.find(({ arrival }) => arrival.reading === 'not-seen') ??
    directions[0];
  const { from, to, arrival } = best ?? { from: one, to: other, arrival: NOTHING };
  return observe('between.halves-on-two-firewalls', arrival.reading, {
    observers: [from.name, to.name],
    values: { forward: from.name, return: to.name, haPair: haPair(one, other), specific: arrival.specific },
    citations: arrival.citations,
  });
}

const NOTHING: Arrival = { reading: 'could-not-tell', specific: null, citations: [] };

/** Whether the replies that `from` lacks arrive at `to`. A session of their own there, or drops for want of one, show them. */
function arrivalAt(from: ObserverView, to: ObserverView, ends: FlowEnds): Arrival {
  const sent = attempts(from).find(lacksReply);
  const subject = subjectOf(from);
  if (sent === undefined) {
    const whole = subject !== null && conditionOf(subject) === 'both';
    return whole ? { reading: 'not-seen', specific: null, citations: [subject.latest.at] } : NOTHING;
  }
  const cited = [sent.latest.at];
  const replies = attempts(to).find(isReplyOnly);
  if (replies !== undefined) return { reading: 'seen', specific: true, citations: [...cited, replies.latest.at] };
  return byDrops(to, ends, cited);
}

/** A listing shows no directions, but which end came first: a session that the server began is made of replies. */
function isReplyOnly(session: FlowSession): boolean {
  const condition = conditionOf(session);
  return condition === 'reply-only' || (session.orientation === 'reversed' && condition === 'unknown');
}

const NON_SYN = COUNTER_GROUPS.filter(({ code }) => code === 'counter.non-syn-drops');

function byDrops(to: ObserverView, ends: FlowEnds, cited: readonly Citation[]): Arrival {
  const count = NON_SYN.map((group) => latestCount(windowsOf(to), group))[0] ?? null;
  const presence = presenceOf(to, ends);
  if (ends.protocol !== 'tcp') return { ...NOTHING, citations: cited };
  if (count === null || presence === 'seen') return { ...NOTHING, citations: cited };
  const { delta, at, window } = count;
  const citations = [...cited, at, ...absencePlaces(to)];
  // Where only other conversations were shown, the packet filter is of those.
  const ofFlow = presence === null && window.packetFilter && delta > 0;
  if (presence !== 'not-seen' && !ofFlow) return { ...NOTHING, citations };
  return delta > 0
    ? { reading: 'seen', specific: window.packetFilter, citations }
    : { reading: 'not-seen', specific: null, citations };
}

function sessionOnOne({ one, other, ends }: Pair): Observation {
  const [here, there] = [presenceOf(one, ends), presenceOf(other, ends)];
  const [present, absent] = here === 'seen' ? [one, other] : [other, one];
  const reading = (): FindingReading => {
    if (here === 'seen' && there === 'seen') return 'not-seen';
    const parted = (here === 'seen' && there === 'not-seen') || (here === 'not-seen' && there === 'seen');
    return parted ? 'seen' : 'could-not-tell';
  };
  const session = subjectOf(present);
  return observe('between.session-on-one', reading(), {
    observers: [present.name, absent.name],
    values: { present: present.name, absent: absent.name },
    citations: [session?.latest.at ?? null, ...absencePlaces(absent)],
  });
}
