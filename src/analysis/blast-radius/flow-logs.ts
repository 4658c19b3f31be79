import type { AwsFlowRecord } from '../../model/facts.ts';
import { canonicalAddress } from '../address.ts';
import { type AnalysisContext, factsOf } from '../context.ts';
import type { Placed } from '../look.ts';
import { type Ends, endsByPort, type FlowSight, NO_PLACES } from './flow-sight.ts';

interface Draft {
  readonly ends: Ends;
  readonly record: AwsFlowRecord;
  readonly observer: string;
  readonly whole: boolean;
  request: boolean;
  reply: boolean;
  rejected: boolean;
}

/**
 * Flows in VPC flow logs, by network interface. A record has no opener: ends are told by their ports. A direction that
 * is missing counts only where the log was read whole and AWS skipped no window; what a rule rejected is left out.
 */
export function flowLogSights({ observers }: AnalysisContext): readonly FlowSight[] {
  const drafts = new Map<string, Draft>();
  for (const view of observers) {
    const records = factsOf(view, 'aws-flow-record');
    const whole = records.every(({ fact, evidence }) => fact.status !== 'skipdata' && evidence.parsed === 'whole');
    for (const placed of records) take(drafts, placed, view.name, whole);
  }
  return [...drafts.values()]
    .filter(({ rejected }) => !rejected)
    .map(({ ends, record, observer, whole, request, reply }) => ({
      ...NO_PLACES,
      observer: `${observer} ${record.interface}`,
      ...ends,
      condition: request && reply ? 'whole' : whole ? 'half-open' : 'could-not-tell',
      at: record.at,
    }));
}

const TCP = 6;

function take(drafts: Map<string, Draft>, { fact }: Placed<AwsFlowRecord>, observer: string, whole: boolean): void {
  const source = canonicalAddress(fact.source ?? '');
  const destination = canonicalAddress(fact.destination ?? '');
  if (fact.protocol !== TCP || source === null || destination === null || fact.status === 'skipdata') return;
  const ends = endsByPort(
    { address: source, port: fact.sourcePort },
    { address: destination, port: fact.destinationPort },
  );
  if (ends === null) return;
  const key = JSON.stringify([observer, fact.interface, ends]);
  const draft = drafts.get(key) ?? {
    ends,
    record: fact,
    observer,
    whole,
    request: false,
    reply: false,
    rejected: false,
  };
  if (fact.action === 'reject') draft.rejected = true;
  else if (ends.client.address === source && ends.client.port === fact.sourcePort) draft.request = true;
  else draft.reply = true;
  drafts.set(key, draft);
}
