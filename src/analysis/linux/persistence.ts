import type { ConfiguredRule, HostRule, RuleSelector } from '../../model/facts.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import { covers } from '../address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import { inTimeOrder } from '../evidence-order.ts';
import { observe } from '../observation.ts';
import { isNoEnd, type ServerHost } from './host-flow.ts';
import { tableNames } from './host-view.ts';
import { ruleRow } from './rows.ts';
import { ruleText } from './rule-text.ts';

/** Rules that every host starts with, whatever its configuration. */
const BUILT_IN: ReadonlySet<string> = new Set(['0 local', '32766 main', '32767 default', '1000 [l3mdev-table]']);
/** Services that make rules at boot by themselves (amazon-ec2-net-utils 1 and 2). */
const RULE_MAKERS = /^(?:policy-routes@|refresh-policy-routes@|amazon-ec2-net-utils|ec2-net-utils)/;

/**
 * States whether the rules that run now stand in the configuration that was shown. A rule that stands in none of it is
 * `seen` only when the very file that would hold it was shown.
 */
export function persistence({ observers, ends }: AnalysisContext): readonly Observation[] {
  return observers
    .filter(({ role }) => role === 'host')
    .flatMap((view) => ofHost(view, ends !== null && isNoEnd(view, ends)));
}

function ofHost(view: ObserverView, isStranger: boolean): readonly Observation[] {
  const running = runningRules(view);
  if (running.length === 0) return [];
  const configured = factsOf(view, 'configured-rule').map(({ fact }) => fact);
  const files = factsOf(view, 'configured-interface').map(({ fact }) => fact);
  const maker = factsOf(view, 'host-service').find(
    ({ fact }) =>
      RULE_MAKERS.test(fact.name) && (fact.enabled === true || fact.active === true || fact.version !== null),
  )?.fact;
  const name = tableNames(view);
  const lost = running.filter((rule) => !configured.some((one) => isSame(rule, one, name)));
  // A file that holds rules of an interface would hold this one too.
  const holders = [...files.filter(({ canHoldRules }) => canHoldRules), ...configured];
  const holding = (rule: HostRule): boolean => holders.some((file) => holds(view, file.interface, rule));
  const [first] = lost;
  const reading = (): FindingReading => {
    if (first === undefined) return 'not-seen';
    if (isStranger || maker !== undefined || (files.length === 0 && configured.length === 0)) return 'could-not-tell';
    return lost.some(holding) ? 'seen' : 'could-not-tell';
  };
  const shown = lost.find(holding) ?? first;
  const state = reading();
  const why =
    state === 'could-not-tell' ? whyOpen(isStranger, maker?.name ?? null, files.length + configured.length) : null;
  return [
    observe('host.rule-not-persistent', state, {
      observers: [view.name],
      values: {
        rule: shown === undefined ? null : ruleText(ruleRow(shown, name)),
        rules: lost.length,
        why,
      },
      citations: [
        ...(shown === undefined ? running.slice(0, 1) : [shown]),
        ...files,
        ...(maker === undefined ? [] : [maker]),
      ].map(({ at }) => at),
    }),
  ];
}

/**
 * States whether the flow's server runs rules beside the three that the kernel makes (ip-rule(8): local, main, default).
 * `not-seen` only where no listing of this host ever held another one: what ran once may be what is missing now.
 */
export function ownRules({ view, kernel }: ServerHost): readonly Observation[] {
  const family = kernel.family === 6 ? 'inet6' : 'inet';
  const listings = factsOf(view, 'host-listing').filter(
    ({ fact }) => fact.what === 'rules' && fact.count > 0 && (fact.family ?? 'inet') === family,
  );
  const own = factsOf(view, 'host-rule')
    .map(({ fact }) => fact)
    .filter((rule) => !isOfKernel(rule) && (rule.family ?? 'inet') === family);
  if (listings.length === 0 && own.length === 0) return [];
  return [
    observe('host.own-rules', own.length > 0 ? 'seen' : 'not-seen', {
      observers: [view.name],
      values: { rules: own.length },
      citations: (own.length > 0 ? own.slice(0, 1) : listings.map(({ fact }) => fact)).map(({ at }) => at),
    }),
  ];
}

function isOfKernel({ priority, action, protocol }: HostRule): boolean {
  const table = action.kind === 'lookup' ? action.table : action.kind === 'l3mdev' ? '[l3mdev-table]' : action.kind;
  return BUILT_IN.has(`${priority} ${table}`) || protocol === 'kernel';
}

function whyOpen(isStranger: boolean, maker: string | null, files: number): string {
  if (isStranger) return 'this host is no end of the conversation';
  if (maker !== null) return `${maker} may make it at boot`;
  return files === 0 ? 'no configuration file was shown' : 'the file that would hold the rule was not shown';
}

function runningRules(view: ObserverView): readonly HostRule[] {
  const listing = inTimeOrder(factsOf(view, 'host-listing')).filter(
    ({ fact }) => fact.what === 'rules' && fact.count > 0,
  );
  // `ip rule` lists one family: the latest listing of each counts.
  const latest = new Map(listing.map(({ fact, evidence }) => [fact.family ?? 'inet', evidence]));
  return factsOf(view, 'host-rule')
    .filter(({ evidence }) => [...latest.values()].includes(evidence))
    .map(({ fact }) => fact)
    .filter((rule) => !isOfKernel(rule));
}

function isSame(rule: HostRule, one: ConfiguredRule, name: (table: string) => string): boolean {
  if (rule.family !== null && one.family !== null && rule.family !== one.family) return false;
  return selector(rule, name) === selector(one, name);
}

/** What selects and what is done, without the priority: a configuration may leave that to the kernel. */
function selector(rule: RuleSelector & Pick<HostRule, 'action'>, name: (table: string) => string): string {
  const { inverted, from, to, iif, oif, fwmark, tos, ipProtocol, sourcePort, destinationPort, uidRange } = rule;
  const { action } = rule;
  const done = action.kind === 'lookup' ? name(action.table) : action.kind;
  const ports = [sourcePort, destinationPort, uidRange].map((range) => range && [range.from, range.to]);
  const mark = fwmark && [fwmark.value, fwmark.mask];
  return JSON.stringify([inverted, from, to, iif, oif, mark, tos || null, ipProtocol, ports, done]);
}

/** True when the rule would stand with this interface: its source is an address there, or its table leads out of it. */
function holds(view: ObserverView, device: string | null, { from, iif, oif, action }: HostRule): boolean {
  if (device === null || iif === device || oif === device) return true;
  const name = tableNames(view);
  const table = action.kind === 'lookup' ? name(action.table) : null;
  const ofTable = factsOf(view, 'host-table-route').filter(
    ({ fact }) => fact.table !== null && name(fact.table) === table,
  );
  if (ofTable.some(({ fact }) => fact.nextHops.some((hop) => hop.device === device))) return true;
  const addresses = factsOf(view, 'host-interface').flatMap(({ fact }) =>
    fact.name === device ? (fact.addresses ?? []) : [],
  );
  return from !== null && addresses.some(({ address }) => covers(from, address));
}
