import type { PbfRule } from '../../model/facts.ts';
import type { Direction, Flow } from '../../model/flow.ts';
import { canonicalAddress } from '../address.ts';
import { factsOf, type ObserverView } from '../context.ts';
import { type FlowSession, known } from '../flow-sessions.ts';
import { testOf } from '../pbf.ts';
import { subjectOf } from '../session-condition.ts';
import { sessionSteering } from '../session-steering.ts';
import { isOn } from '../topology.ts';
import { type Decision, forward, unknown } from './decision.ts';

/** What policy-based forwarding does with a packet: a way of its own, or `tables` when it leaves it to them. */
export type Steered = Decision | 'tables';

const OPEN = 'policy-based forwarding may choose another way than its tables';

/** True when rules of policy-based forwarding were shown, which go before every table. */
function isSteered(view: ObserverView): boolean {
  return (
    factsOf(view, 'pbf-rule').length > 0 ||
    view.sessions.some(({ looks }) =>
      looks.some(({ pbfSent, pbfReceived }) => pbfSent.used === true || pbfReceived.used === true),
    )
  );
}

/**
 * What policy-based forwarding of a firewall does with one direction of the flow. Rules are looked up for the first
 * packet of a session only: the session's own word goes before a test, and its other direction is left to the tables
 * unless the rule keeps it (symmetric return) or the session says that it is forwarded too.
 *
 * @param address where the packet goes, as the firewall must route it
 */
export function steeredAt(view: ObserverView, flow: Flow, direction: Direction, address: string): Steered {
  if (!isSteered(view)) return 'tables';
  const session = subjectOf(view);
  const first: Direction = session === null ? direction : session.orientation === 'forward' ? 'c2s' : 's2c';
  const word = wordOn(view, session, flow, direction === first ? direction : null, direction);
  if (direction === first || word?.used === true) {
    if (word === null) return unknown(OPEN);
    return word.used ? byRule(view, word, address) : 'tables';
  }
  return session === null ? unknown(OPEN) : answerSide(view, session, flow, first);
}

/** Whether a rule forwards a direction, and which. `bySession`: it does so now, whatever the state of the rule. */
interface Word {
  readonly used: boolean;
  readonly rule: string | null;
  readonly bySession: boolean;
}

function wordOn(
  view: ObserverView,
  session: FlowSession | null,
  flow: Flow,
  tested: Direction | null,
  direction: Direction,
): Word | null {
  const told = session === null ? null : sessionSteering(session, direction);
  const test =
    tested === null
      ? null
      : tested === 'c2s'
        ? testOf(view, session, flow)
        : testOf(view, null, { ...flow, client: flow.server, server: flow.client });
  if (told !== null) return { used: told.used, rule: told.rule ?? test?.rule ?? null, bySession: true };
  return test === null ? null : { used: test.rule !== null, rule: test.rule, bySession: false };
}

/** Answers go by the tables when no rule took the first packet, or one without symmetric return. */
function answerSide(view: ObserverView, session: FlowSession, flow: Flow, first: Direction): Steered {
  const word = wordOn(view, session, flow, first, first);
  if (word?.used === false) return 'tables';
  const kept = known(session, (look) => look.symmetricReturn)?.value ?? null;
  const rules = word === null || word.rule === null ? [] : rulesNamed(view, word.rule);
  const told = new Set(rules.flatMap(({ symmetricReturn }) => symmetricReturn ?? []));
  if (kept === false || (kept === null && told.size === 1 && told.has(false))) return 'tables';
  return unknown(`${OPEN}, by a symmetric return`);
}

/** `show pbf rule all` cuts names at ten characters: several rules may then go by one name. */
function rulesNamed(view: ObserverView, name: string): readonly PbfRule[] {
  return factsOf(view, 'pbf-rule')
    .map(({ fact }) => fact)
    .filter((rule) => (rule.nameCut ? name.startsWith(rule.name) : rule.name === name));
}

function byRule(view: ObserverView, { rule: name, bySession }: Word, address: string): Decision | 'tables' {
  const rules = name === null ? [] : rulesNamed(view, name);
  const citations = rules.map(({ at }) => at);
  const label = `its rule of policy-based forwarding${name === null ? '' : ` ${name}`}`;
  const action = only(rules, ({ action: text }) => text?.toLowerCase() ?? null);
  const nextHop = only(rules, ({ nextHop: text }) => text);
  const egress = only(rules, ({ egress: text }) => text);
  if (rules.length === 0) return unknown(`${label} is not shown`);
  if (action === 'several' || nextHop === 'several' || egress === 'several' || /vsys/.test(action ?? '')) {
    return unknown(`where ${label} sends it is not clear`, citations);
  }
  if (action?.startsWith('discard') === true) return { kind: 'drop', why: `${label} discards it`, citations };
  if (/^no[ -]?pbf/.test(action ?? '')) return 'tables';
  const isDoubtful = rules.some(({ active, nextHopUp }) => active === false || nextHopUp === false);
  if (isDoubtful && !bySession) return unknown(`${label} is not in force, or its next hop is down`, citations);
  if (nextHop !== null && canonicalAddress(nextHop) !== null) {
    return forward([{ nextHop, interface: egress }], false, citations);
  }
  const isNear = nextHop === null && egress !== null && isOn(view.topology, egress, address);
  return isNear
    ? forward([{ nextHop: null, interface: egress }], false, citations)
    : unknown(`the next hop of ${label} is not shown`, citations);
}

/** The one value that the outputs tell of a rule; null when none tells it. */
function only(rules: readonly PbfRule[], pick: (rule: PbfRule) => string | null): string | null {
  const told = [...new Set(rules.flatMap((rule) => pick(rule) ?? []))];
  return told.length > 1 ? 'several' : (told[0] ?? null);
}
