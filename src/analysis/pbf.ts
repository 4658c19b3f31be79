import type { Citation } from '../model/evidence.ts';
import type { PbfMatch, PbfRule } from '../model/facts.ts';
import type { FindingReading, Observation } from '../model/finding.ts';
import type { Flow } from '../model/flow.ts';
import { covers } from './address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import { inTimeOrder } from './evidence-order.ts';
import { wayForward } from './fib-forward.ts';
import { type FlowSession, known, sideOf } from './flow-sessions.ts';
import { observe, present, readingOf } from './observation.ts';
import { subjectOf } from './session-condition.ts';
import { type SessionSteering, sessionSteering } from './session-steering.ts';
import { isOn } from './topology.ts';

/** The PBF rule that takes the flow, by the session's own word or by the firewall's test, with what is known of it. */
interface Steered {
  readonly view: ObserverView;
  readonly session: FlowSession | null;
  readonly name: string | null;
  readonly rule: PbfRule | null;
  readonly egress: string | null;
  readonly citations: readonly Citation[];
}

/** States whether PBF takes the flow's request, whether the FIB agrees, and whether the reply is kept on the same way. */
export function pbf({ firewalls, flow }: AnalysisContext): readonly Observation[] {
  if (flow === null) return [];
  return firewalls.flatMap((view) => {
    const session = subjectOf(view);
    const steering = session === null ? null : sessionSteering(session, 'c2s');
    const test = testOf(view, session, flow);
    const steered = steeredBy(view, session, steering, test);
    return present([
      forwardMatch(view, steering, test),
      ...(steered === null
        ? [loggedReturn(view, session)]
        : [differs(steered, flow), returnCovered(steered, flow), nextHopDown(steered)]),
    ]);
  });
}

/** The latest test that asked for this flow. A test from another zone than the client's asked for another one. */
export function testOf(view: ObserverView, session: FlowSession | null, flow: Flow): PbfMatch | null {
  const zone = session === null ? null : sideOf(session, 'client').zone;
  const tests = factsOf(view, 'pbf-match').filter(({ fact }) => {
    const ends = fact.source !== null && fact.destination !== null;
    if (!ends || !covers(fact.source, flow.client.address) || !covers(fact.destination, flow.server.address))
      return false;
    if (fact.protocol !== null && fact.protocol !== flow.protocol) return false;
    if (fact.port !== null && flow.server.port !== null && fact.port !== flow.server.port) return false;
    return fact.from === null || zone === null || fact.from === zone;
  });
  return inTimeOrder(tests).at(-1)?.fact ?? null;
}

function steeredBy(
  view: ObserverView,
  session: FlowSession | null,
  steering: SessionSteering | null,
  test: PbfMatch | null,
): Steered | null {
  const bySession = steering?.used === true;
  if (!bySession && (test === null || test.rule === null)) return null;
  const name = (bySession ? steering.rule : null) ?? test?.rule ?? null;
  const rule = name === null ? null : ruleNamed(view, name);
  const egress = (rule?.egress ?? null) || (bySession && session !== null ? sideOf(session, 'server').interface : null);
  const said = bySession ? (steering.look.quotes?.pbf ?? steering.look.at) : null;
  return { view, session, name, rule, egress, citations: present([said, test?.at ?? null, rule?.at ?? null]) };
}

/** What all outputs tell of a rule, the fuller ones first. `show pbf rule all` cuts names at ten characters. */
function ruleNamed(view: ObserverView, name: string): PbfRule | null {
  const rules = inTimeOrder(factsOf(view, 'pbf-rule').filter(({ fact }) => isNamed(fact, name)))
    .map(({ fact }) => fact)
    .reverse()
    .sort((one, other) => Number(one.nameCut) - Number(other.nameCut));
  const [first] = rules;
  if (first === undefined) return null;
  const told = <K extends keyof PbfRule>(key: K): PbfRule[K] =>
    rules.find((rule) => rule[key] !== null)?.[key] ?? first[key];
  return {
    ...first,
    egress: told('egress'),
    nextHop: told('nextHop'),
    nextHopUp: told('nextHopUp'),
    symmetricReturn: told('symmetricReturn'),
  };
}

function isNamed(rule: PbfRule, name: string): boolean {
  return rule.nameCut ? name.startsWith(rule.name) : rule.name === name;
}

/** Rules were shown and there is none of them: nothing can match. */
function hasNoRules({ evidence }: ObserverView): Citation | null {
  const listings = evidence.filter(
    ({ kind, parsed }) => (kind === 'pbf-rule-all' || kind === 'pbf-policy') && parsed === 'whole',
  );
  const [empty] = listings;
  if (empty === undefined || listings.some(({ facts }) => facts.length > 0)) return null;
  return { source: empty.source, lines: [empty.lines.from, empty.lines.to], quote: empty.command ?? empty.kind };
}

/** A session that a rule forwards was matched by it, whatever a test says since. */
function forwardMatch(view: ObserverView, steering: SessionSteering | null, test: PbfMatch | null): Observation | null {
  const about = { observers: [view.name], direction: 'c2s' } as const;
  if (test !== null) {
    const disputed = test.rule === null && steering?.used === true;
    return observe('pbf.forward-match', disputed ? 'could-not-tell' : readingOf(test.rule !== null), {
      ...about,
      values: { rule: test.rule },
      citations: [test.at],
    });
  }
  const none = hasNoRules(view);
  if (none !== null && steering?.used !== true) {
    return observe('pbf.forward-match', 'not-seen', { ...about, citations: [none] });
  }
  const [rule] = [...factsOf(view, 'pbf-match'), ...factsOf(view, 'pbf-rule')];
  return rule === undefined
    ? null
    : observe('pbf.forward-match', 'could-not-tell', { ...about, citations: [rule.fact.at] });
}

function differs({ view, session, name, egress, citations }: Steered, flow: Flow): Observation {
  const way = wayForward(view, session, flow.server.address);
  const told = egress !== null && way?.kind === 'leaves';
  return observe('pbf.egress-differs-from-fib', readingOf(told ? !way.interfaces.includes(egress) : null), {
    observers: [view.name],
    direction: 'c2s',
    values: { rule: name, pbfEgress: egress, fibEgress: way?.interfaces.join(', ') || null },
    citations: [...citations, ...(way?.citations ?? [])],
  });
}

/**
 * Symmetric return sends replies to where the request came from, except to addresses on the network of the interface
 * itself (vendor: "Egress Path and Symmetric Return"); for those only a log that says so counts.
 */
function returnCovered({ view, session, name, rule, citations }: Steered, flow: Flow): Observation {
  const logged = session === null ? null : known(session, (look) => look.symmetricReturn);
  const reading = (): FindingReading => {
    if (logged?.value === true) return 'seen';
    const back = session === null ? null : sessionSteering(session, 's2c');
    const ingress = session === null ? null : sideOf(session, 'client').interface;
    if (rule?.symmetricReturn === true) {
      return ingress !== null && isOn(view.topology, ingress, flow.client.address) ? 'could-not-tell' : 'seen';
    }
    if (back?.used === true) {
      const egress = back.rule === null ? null : (ruleNamed(view, back.rule)?.egress ?? null);
      return egress !== null && egress === ingress ? 'seen' : 'could-not-tell';
    }
    const off = rule?.symmetricReturn === false || logged?.value === false;
    return off && back?.used === false ? 'not-seen' : 'could-not-tell';
  };
  return observe('pbf.return-covered', reading(), {
    observers: [view.name],
    direction: 's2c',
    values: { rule: name },
    citations: [...citations, ...(logged === null ? [] : [logged.look.at])],
  });
}

/** Equal paths can enforce symmetric return as well (ECMP); without a PBF rule only the session's log tells of it. */
function loggedReturn(view: ObserverView, session: FlowSession | null): Observation | null {
  const logged = session === null ? null : known(session, (look) => look.symmetricReturn);
  if (logged?.value !== true) return null;
  return observe('pbf.return-covered', 'seen', {
    observers: [view.name],
    direction: 's2c',
    values: { rule: null },
    citations: [logged.look.at],
  });
}

function nextHopDown({ view, name, rule, citations }: Steered): Observation | null {
  if (rule === null) return null;
  return observe('pbf.next-hop-down', readingOf(rule.nextHopUp === null ? null : !rule.nextHopUp), {
    observers: [view.name],
    direction: 'c2s',
    values: { rule: name },
    citations,
  });
}
