import type { Observation } from '../../model/finding.ts';
import type { AnalysisContext } from '../context.ts';
import { arpAnswers } from './arp-answers.ts';
import { arrival } from './arrival.ts';
import { balancers } from './balancer.ts';
import { connectionSockets } from './connection.ts';
import { hostCounters } from './host-counters.ts';
import { serverHosts } from './host-flow.ts';
import { hostModel } from './host-model.ts';
import { olderThanChange } from './older-than-change.ts';
import { packetFilters } from './packet-filter.ts';
import { ownRules, persistence } from './persistence.ts';
import { reply } from './reply.ts';
import { request } from './request.ts';
import { retransmissions } from './retransmissions.ts';
import { trackedFlow } from './tracked.ts';
import { translatedSource } from './translated-source.ts';

/** States what Linux hosts show of the flow: where the reply leaves, whether the request is taken, and what is counted. */
export function linuxHosts(context: AnalysisContext): readonly Observation[] {
  return [
    ...serverHosts(context).flatMap((host) => [
      ...reply(host),
      ...request(host),
      ...hostModel(host),
      ...arpAnswers(context, host),
      ...arrival(host, host.captured),
      ...ownRules(host),
    ]),
    ...persistence(context),
    ...hostCounters(context),
    ...trackedFlow(context),
    ...balancers(context),
    ...connectionSockets(context),
    ...retransmissions(context),
    ...translatedSource(context),
    ...packetFilters(context),
    ...olderThanChange(context),
  ];
}
