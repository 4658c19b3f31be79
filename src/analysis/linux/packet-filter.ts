import type { Observation } from '../../model/finding.ts';
import { matching } from '../capture/sight.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import type { FlowEnds } from '../flow-ends.ts';
import { observe } from '../observation.ts';
import { waysOf } from '../walk/ways.ts';
import { type Fate, fateAt, isOfFamily } from './filter/fate.ts';
import { type FirstPacket, firstPacketOf } from './filter/packet.ts';
import { type RuleSet, ruleSetsOf, takenBy, withoutCounters } from './filter/rule-set.ts';
import { isNoEnd, serverHosts } from './host-flow.ts';
import { hasEntry } from './tracked.ts';

/** What passes a machine meets its `forward` chains, what is for itself its `input` chains (nft(8), “Address families”). */
type Hook = 'forward' | 'input';

type Refusal = Extract<Fate, { readonly kind: 'refused' }>;

const LONGEST_RULE = 120;

/**
 * States what the packet filter of a Linux machine does with the first packet of the flow, by its rules in their order, and
 * whether the rule that refuses it takes packets meanwhile.
 */
export function packetFilters(context: AnalysisContext): readonly Observation[] {
  const { ends, observers } = context;
  const packet = ends === null ? null : firstPacketOf(ends);
  if (ends === null || packet === null) return [];
  const servers = serverHosts(context).map(({ view }) => view);
  return observers.flatMap((view) => {
    const sets = ruleSetsOf(view);
    const hook = servers.includes(view) ? 'input' : isNoEnd(view, ends) || isGateway(view) ? 'forward' : null;
    return sets.length === 0 || hook === null ? [] : filterOf(view, hook, sets, packet, context, ends);
  });
}

/** A machine without a shown address is one on the way when its filter counts what it forwards. */
function isGateway(view: ObserverView): boolean {
  return factsOf(view, 'packet-filter-rule').some(({ fact }) => fact.chain.toLowerCase() === 'forward');
}

function filterOf(
  view: ObserverView,
  hook: Hook,
  sets: readonly RuleSet[],
  packet: FirstPacket,
  context: AnalysisContext,
  ends: FlowEnds,
): readonly Observation[] {
  const programs = [...new Set(sets.map(({ program }) => program))];
  const fates = programs.flatMap((program) => {
    const own = sets.filter((set) => set.program === program && set.chains.some((chain) => isOfFamily(chain, packet)));
    const last = own.at(-1);
    const fate = last === undefined ? null : fateAt(hook, last, own, packet);
    return fate === null || last === undefined ? [] : [{ fate, own, last }];
  });
  const [told] = [
    ...fates.filter(({ fate }) => fate.kind === 'refused'),
    ...fates.filter(({ fate }) => fate.kind !== 'taken'),
  ];
  const [first] = fates;
  if (first === undefined) return [];
  const about = { observers: [view.name], direction: 'c2s' } as const;
  if (told === undefined || told.fate.kind === 'taken') {
    const citations = first.last.chains.filter((chain) => chain.hook === hook).map(({ at }) => at);
    return [observe('filter.refuses-flow', 'not-seen', { ...about, values: { ...BLANK, hook }, citations })];
  }
  if (told.fate.kind === 'open') {
    const { rule } = told.fate;
    const why = `whether a rule takes it cannot be told${rule === null ? '' : ` (${shortened(rule.text)})`}`;
    return [
      observe('filter.refuses-flow', 'could-not-tell', {
        ...about,
        values: { ...BLANK, hook, why },
        citations: [rule?.at ?? null],
      }),
    ];
  }
  return refused(view, hook, told.fate, told.own, context, ends);
}

const BLANK = { hook: null, verdict: null, rule: null, why: null };

function refused(
  view: ObserverView,
  hook: Hook,
  { rule, chain, verdict }: Refusal,
  sets: readonly RuleSet[],
  context: AnalysisContext,
  ends: FlowEnds,
): readonly Observation[] {
  const counted = rule === null ? null : takenBy(rule, sets);
  const why = hasEntry(view, ends)
    ? 'connection tracking has an entry of it, so that its first packet passed'
    : hook === 'input' || (comesTo(view, context, ends) ?? (counted ?? 0) > 0)
      ? null
      : 'nothing shows that its packets come here';
  const text = rule === null ? `policy ${chain.policy ?? verdict} of the chain ${chain.chain}` : shortened(rule.text);
  const about = { observers: [view.name], direction: 'c2s' } as const;
  const values = { hook, verdict, rule: text };
  return [
    observe('filter.refuses-flow', why === null ? 'seen' : 'could-not-tell', {
      ...about,
      values: { ...values, why },
      citations: [(rule ?? chain).at],
    }),
    ...(rule === null || counted === null
      ? []
      : [
          observe('filter.refusal-counted', counted > 0 ? 'seen' : 'not-seen', {
            ...about,
            values: { ...values, delta: counted, specific: isSpecific(rule.text, ends) },
            citations: [rule.at],
          }),
        ]),
  ];
}

/** The rule names the service or an end of the flow: what it counts is not just anybody's. */
function isSpecific(text: string, { clients, servers }: FlowEnds): boolean {
  const words = withoutCounters(text).split(/[^\w.:]+/);
  const names = [...clients, ...servers].flatMap(({ address }) => [address]);
  return [...names, ...servers.flatMap(({ port }) => (port === null ? [] : [`${port}`]))].some((name) =>
    words.includes(name),
  );
}

/**
 * Whether the request comes to the machine: it was captured there, or the tables lead it there; not where they deliver it
 * without. Null when neither is shown: then a rule that takes packets meanwhile may well take these.
 */
function comesTo(view: ObserverView, context: AnalysisContext, ends: FlowEnds): boolean | null {
  const captured = factsOf(view, 'capture-flow').some(({ fact }) => (matching(fact, ends)?.requests.packets ?? 0) > 0);
  const paths = waysOf(context)?.forward.paths ?? [];
  if (captured || paths.some(({ views }) => views.includes(view))) return true;
  return paths.length > 0 && paths.every(({ end }) => end === 'delivered') ? false : null;
}

function shortened(text: string): string {
  const bare = withoutCounters(text);
  return bare.length > LONGEST_RULE ? `${bare.slice(0, LONGEST_RULE)}…` : bare;
}
