import type { BlastDimension } from '../../model/blast-radius.ts';
import type { Citation } from '../../model/evidence.ts';
import type { FindingCode, FindingReading, Observation } from '../../model/finding.ts';
import type { Endpoint } from '../../model/flow.ts';
import { sameAddress } from '../address.ts';
import type { AnalysisContext } from '../context.ts';
import type { FlowEnds } from '../flow-ends.ts';
import { observe } from '../observation.ts';
import type { SeenFlow } from './flows.ts';
import type { Grouped } from './groupings.ts';
import { namesText } from './sentence.ts';
import { serverAnswersOthers } from './server-answers.ts';
import type { Member } from './split.ts';
import type { Survey } from './survey.ts';

const CODES: ReadonlyMap<BlastDimension, FindingCode> = new Map([
  ['egress', 'blast.by-egress'],
  ['zone-pair', 'blast.by-zone-pair'],
  ['client-subnet', 'blast.by-client-subnet'],
  ['server', 'blast.by-server'],
  ['hash', 'blast.by-hash'],
]);

const READINGS: Readonly<Record<Grouped['grouping']['fit'], FindingReading>> = {
  separates: 'seen',
  leans: 'could-not-tell',
  mixed: 'not-seen',
  'not-told': 'could-not-tell',
};

/** Examples that a finding cites: half-open ones first. */
const CITED = { halfOpen: 2, whole: 1 } as const;

/**
 * States what the half-open ones of many flows have in common. `hasFlow` tells whether the flow in question is among
 * them: what holds for others says nothing of it.
 */
export function blastFindings({ ends }: AnalysisContext, survey: Survey | null): readonly Observation[] {
  if (survey === null) return [];
  const own = ends === null ? [] : survey.flows.filter((flow) => isOf(flow, ends));
  return [
    ...survey.groupings.flatMap((grouped) => stated(grouped, own)),
    ...(ends === null ? [] : serverAnswersOthers(survey.flows, own)),
  ];
}

function stated({ grouping, split }: Grouped, own: readonly SeenFlow[]): readonly Observation[] {
  const { dimension, affected, fit, hash } = grouping;
  const code = CODES.get(dimension);
  if (code === undefined) return [];
  const members = [...split.groups.values()].flat();
  const inside = affected.flatMap((name) => split.groups.get(name) ?? []).filter(isHalfOpen);
  const observers = grouping.observer === null ? observersOf(members) : [grouping.observer];
  const hasFlow = fit !== 'separates' || own.length === 0 ? null : inside.some(({ flow }) => own.includes(flow));
  return [
    observe(code, READINGS[fit], {
      observers,
      values: {
        groups: affected.length === 0 ? null : namesText(affected),
        halfOpen: members.filter(isHalfOpen).length,
        whole: members.filter(({ condition }) => condition === 'whole').length,
        hash,
        hasFlow,
      },
      citations: examples(members, inside, grouping.observer),
    }),
  ];
}

function isHalfOpen({ condition }: Member): boolean {
  return condition === 'half-open';
}

function observersOf(members: readonly Member[]): readonly string[] {
  return [...new Set(members.flatMap(({ flow }) => flow.sights.map(({ observer }) => observer)))].sort();
}

function examples(members: readonly Member[], inside: readonly Member[], observer: string | null): readonly Citation[] {
  const half = (inside.length > 0 ? inside : members.filter(isHalfOpen)).slice(0, CITED.halfOpen);
  const whole = members.filter(({ condition }) => condition === 'whole').slice(0, CITED.whole);
  return [...half, ...whole].flatMap(({ flow, condition }) => {
    const at = flow.sights.filter((sight) => observer === null || sight.observer === observer);
    const telling = at.find((sight) => sight.condition === condition) ?? at[0];
    return telling === undefined ? [] : [telling.at];
  });
}

function isOf({ client, server }: SeenFlow, { protocol, clients, servers }: FlowEnds): boolean {
  const among = (end: Endpoint, wanted: readonly Endpoint[]): boolean =>
    wanted.some(({ address, port }) => sameAddress(end.address, address) && (port === null || port === end.port));
  return protocol === 'tcp' && among(client, clients) && among(server, servers);
}
