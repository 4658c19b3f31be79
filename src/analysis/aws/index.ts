import type { Observation } from '../../model/finding.ts';
import type { AnalysisContext } from '../context.ts';
import { vpcFlow } from './ends.ts';
import { filterFindings } from './filters.ts';
import { flowLogFindings } from './flow-log.ts';
import { interfaceFindings } from './interfaces.ts';
import { reachabilityFindings } from './reachability.ts';
import { replyChecks } from './reply-check.ts';
import { routeFindings } from './return-route.ts';
import { vpcOf } from './vpc.ts';

/** States what the configuration of a VPC and its flow logs say of the flow. */
export function aws(context: AnalysisContext): readonly Observation[] {
  const { observers, ends } = context;
  return observers
    .filter(({ evidence }) => evidence.some(({ kind }) => kind.startsWith('aws-')))
    .flatMap((view) => {
      const vpc = vpcOf(view);
      const flow = vpcFlow(vpc, ends);
      return [
        ...interfaceFindings(vpc, flow),
        ...routeFindings(vpc, flow),
        ...filterFindings(vpc, flow),
        ...flowLogFindings(vpc, flow),
        ...reachabilityFindings(vpc, flow),
        ...replyChecks(context, vpc),
      ];
    });
}
