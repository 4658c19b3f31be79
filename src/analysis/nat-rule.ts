import type { NatRule } from '../model/facts.ts';
import type { Observation } from '../model/finding.ts';
import { covers, prefixLength, sameAddress } from './address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import type { FlowSession } from './flow-sessions.ts';
import type { End, Look } from './look.ts';
import { observe } from './observation.ts';
import { subjectOf } from './session-condition.ts';

type Side = 'source' | 'destination';

/**
 * States whether a NAT rule was meant for the flow and does not take it. PAN-OS matches a rule by the zones before
 * translation: its `to` is the zone where the address that the client asks for is routed, not the server's own zone.
 */
export function natRule({ firewalls }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => {
    const session = subjectOf(view);
    const rules = factsOf(view, 'nat-rule').map(({ fact }) => fact);
    if (session === null || session.orientation === 'reversed' || rules.length === 0) return [];
    return (['destination', 'source'] as const).flatMap((side) => judge(view, session, rules, side));
  });
}

function judge(
  view: ObserverView,
  session: FlowSession,
  rules: readonly NatRule[],
  side: Side,
): readonly Observation[] {
  const look = session.looks.find(({ source, destination }) => source.address !== null && destination.address !== null);
  if (look === undefined || look.to === null) return [];
  const about = { observers: [view.name], direction: 'c2s' } as const;
  if (isTranslated(look, side))
    return [observe('nat.rule-misses-flow', 'not-seen', { ...about, values: { side }, citations: [look.at] })];
  const missed = rules.find((rule) => isPassedOver(view, rule, look, side));
  if (missed === undefined || rules.some((rule) => isMeant(rule, look, side) && zonesHold(rule.to, look.to))) return [];
  return [
    observe('nat.rule-misses-flow', 'seen', {
      ...about,
      values: { side, rule: missed.name, ruleZones: missed.to.join(', '), zone: look.to },
      citations: [missed.at, look.at],
    }),
  ];
}

function isTranslated(look: Look, side: Side): boolean {
  const [before, after] =
    side === 'source' ? [look.source, look.translatedSource] : [look.destination, look.translatedDestination];
  return !sameAddress(before.address, after.address);
}

/** Whether the addresses of a rule and the zone that it is for name the flow, whatever zone the flow goes to. */
function isMeant(rule: NatRule, look: Look, side: Side): boolean {
  if (!zonesHold(rule.from, look.from) || !holds(rule.source, look.source)) return false;
  const translation = rule.translation ?? '';
  return side === 'destination'
    ? /\bdst:/.test(translation) && isNamed(rule.destination, look.destination)
    : /\bsrc:/.test(translation) && holds(rule.destination, look.destination);
}

/**
 * A rule that publishes an address names it, and is passed over for its zone alone. Much leaves without source
 * translation on purpose (tunnels, other sites): such a rule is out of date only when none of its zones has an interface.
 */
function isPassedOver(view: ObserverView, rule: NatRule, look: Look, side: Side): boolean {
  if (!isMeant(rule, look, side) || zonesHold(rule.to, look.to)) return false;
  const zones = factsOf(view, 'interface').map(({ fact }) => fact.zone);
  return side === 'destination' || (view.topology.listedWhole && !rule.to.some((zone) => zones.includes(zone)));
}

function zonesHold(zones: readonly string[], zone: string | null): boolean {
  return zones.includes('any') || (zone !== null && zones.includes(zone));
}

function holds(addresses: readonly string[], end: End): boolean {
  return addresses.includes('any') || isNamed(addresses, end);
}

function isNamed(addresses: readonly string[], { address }: End): boolean {
  return addresses.some((one) => prefixLength(one) !== null && covers(one, address ?? ''));
}
