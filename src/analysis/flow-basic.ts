import type { FlowBasic } from '../model/facts.ts';
import type { FindingReading, Observation } from '../model/finding.ts';
import type { Direction, Endpoint } from '../model/flow.ts';
import { sameAddress } from './address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import type { FlowEnds } from './flow-ends.ts';
import { observe, present } from './observation.ts';

/** A flow's packets all meet the same end; the first few show it. */
const MOST_CITED = 4;

/**
 * What a firewall's own log of packets (`flow basic`) says became of the flow's packets: dropped, or transmitted. It
 * speaks where there are no stage captures of that firewall, which show the same.
 */
export function flowBasicLog({ firewalls, ends }: AnalysisContext): readonly Observation[] {
  if (ends === null) return [];
  return firewalls
    .filter((view) => !factsOf(view, 'capture-summary').some(({ evidence }) => evidence.point !== null))
    .flatMap((view) => {
      const facts = factsOf(view, 'flow-basic').map(({ fact }) => fact);
      const [requests, replies] = [
        facts.filter((fact) => isOf(fact, ends)),
        facts.filter((fact) => isAnswer(fact, ends)),
      ];
      return present([inside(view, 'c2s', requests, replies), inside(view, 's2c', replies, requests)]);
    });
}

function inside(
  view: ObserverView,
  direction: Direction,
  own: readonly FlowBasic[],
  others: readonly FlowBasic[],
): Observation | null {
  const [dropped, sent] = [
    own.filter((fact) => fact.dropped !== null),
    own.filter((fact) => fact.transmitted !== null),
  ];
  if (dropped.length + sent.length === 0) return null;
  const isMixed = dropped.length > 0 && sent.length > 0;
  const reading: FindingReading = isMixed ? 'could-not-tell' : dropped.length > 0 ? 'seen' : 'not-seen';
  return observe('capture.dropped-inside', reading, {
    observers: [view.name],
    direction,
    values: {
      where: null,
      place: 'firewall',
      sender: direction === 'c2s' ? 'client' : 'server',
      received: packetsIn(own),
      sent: sent.length,
      dropped: dropped.length,
      together: others.length > 0,
      why: isMixed ? 'the log shows some of them dropped and some sent on' : null,
    },
    citations: [...dropped, ...sent].slice(0, MOST_CITED).map((fact) => fact.quotes.dropped ?? fact.at),
  });
}

/** A packet stands in the log once for each stage, so the stage with the most records has them all. */
function packetsIn(facts: readonly FlowBasic[]): number {
  const counts = new Map<string | null, number>();
  for (const { stage } of facts) counts.set(stage, (counts.get(stage) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

function isOf({ protocol, source, destination }: FlowBasic, ends: FlowEnds): boolean {
  return protocol === ends.protocol && isEnd(source, ends.clients) && isEnd(destination, ends.servers);
}

function isAnswer({ protocol, source, destination }: FlowBasic, ends: FlowEnds): boolean {
  return protocol === ends.protocol && isEnd(source, ends.servers) && isEnd(destination, ends.clients);
}

function isEnd(end: Endpoint | null, wanted: readonly Endpoint[]): boolean {
  return wanted.some(
    ({ address, port }) => sameAddress(end?.address ?? null, address) && (port === null || end?.port === port),
  );
}
