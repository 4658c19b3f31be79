import type { Citation } from '../../model/evidence.ts';
import type { Martian } from '../../model/facts.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import { sameAddress } from '../address.ts';
import { factsOf } from '../context.ts';
import { inTimeOrder } from '../evidence-order.ts';
import { observe, type Values } from '../observation.ts';
import type { Choice } from './choice.ts';
import type { ServerHost } from './host-flow.ts';
import { incoming, type Reception } from './incoming.ts';
import type { FilterMode } from './reverse-path.ts';
import { ruleText } from './rule-text.ts';
import { inForce } from './settings.ts';

/** What the host's kernel does with the request. */
interface Judgement {
  readonly reading: FindingReading;
  readonly values: Values;
  readonly citations: readonly (Citation | null)[];
}

const MODES: Readonly<Record<FilterMode, string>> = { 0: 'off', 1: 'strict', 2: 'loose' };

/** States whether the reverse-path filter of the server takes the request, and what its kernel logged of it. */
export function request(host: ServerHost): readonly Observation[] {
  if (host.kernel.family === 6) return withoutFilter(host);
  const logged = martians(host);
  const { reading, values, citations } = judge(host, logged);
  return [
    observe('host.rp-filter-drops', reading, {
      observers: [host.view.name],
      direction: 'c2s',
      values: { ...values, martians: logged.length || null },
      citations: [...citations, ...logged.map(({ at }) => at).slice(0, 1)],
    }),
    ...martianLog(host, logged),
  ];
}

/** Linux has `rp_filter` for IPv4 only (Documentation/networking/ip-sysctl.rst has it below /proc/sys/net/ipv4 alone). */
function withoutFilter({ view, ingress }: ServerHost): readonly Observation[] {
  if (ingress === null) return [];
  return [
    observe('host.rp-filter-drops', 'not-seen', {
      observers: [view.name],
      direction: 'c2s',
      values: { device: ingress.device, mode: MODES[0], why: 'the kernel has none for IPv6' },
      citations: [ingress.at],
    }),
  ];
}

function martians({ view, client, server }: ServerHost): readonly Martian[] {
  return factsOf(view, 'martian')
    .map(({ fact }) => fact)
    .filter(({ what, source, destination }) => {
      return what === 'source' && sameAddress(source, client) && sameAddress(destination, server);
    });
}

function judge(host: ServerHost, logged: readonly Martian[]): Judgement {
  const { ingress } = host;
  const open = (why: string, more: Values = {}): Judgement => {
    const values = { device: ingress?.device ?? null, ...more, why: logged.length === 0 ? why : null };
    return { reading: logged.length === 0 ? 'could-not-tell' : 'seen', values, citations: [] };
  };
  if (ingress === null) return open('the interface that the request came in on is not shown');
  const { source, destination, ...rest } = host.reply;
  const receptions = incoming(host.kernel, {
    ...rest,
    source: destination,
    destination: source,
    iif: ingress.device,
    sourcePort: rest.destinationPort,
    destinationPort: rest.sourcePort,
  });
  const [first] = receptions;
  const setting = settingText(host, ingress.device);
  if (first === undefined) return open('the request cannot be followed', { setting });
  const kinds = new Set(receptions.map(kindOf));
  const decided = kinds.size === 1 && first.kind !== 'missing' && first.kind !== 'no-route';
  if (!decided) return open(whyOpen(host, receptions, ingress.device), { setting });
  const settledMode = inForce(host.kernel, 'rp_filter', ingress.device).length === 1;
  const values = { device: ingress.device, setting, ...backOf(first), ...(settledMode ? {} : { mode: null }) };
  const reading = kinds.has('filtered') ? 'seen' : 'not-seen';
  return {
    reading,
    values: { ...values, why: null },
    citations: [...settingPlaces(host, ingress.device), ...placesOf(first)],
  };
}

function kindOf(reception: Reception): string {
  // A martian is refused whatever the filter says: that is no matter of reverse-path filtering.
  return reception.kind === 'filtered' && reception.verdict.how === 'martian' ? 'martian' : reception.kind;
}

function whyOpen({ kernel }: ServerHost, receptions: readonly Reception[], device: string): string {
  if (inForce(kernel, 'rp_filter', device).length > 1) {
    return `rp_filter of "all" and of ${device} are not both shown`;
  }
  const missing = receptions.find((reception) => reception.kind === 'missing');
  if (missing !== undefined) return missing.what;
  return receptions.some(({ kind }) => kind === 'no-route')
    ? 'its rules and tables do not lead the request to the host itself'
    : 'a rule asks for a mark that the packet may or may not carry';
}

function backFrom(reception: Reception): Choice | null {
  if (reception.kind !== 'accepted' && reception.kind !== 'filtered') return null;
  return reception.verdict.kind === 'missing' ? null : reception.verdict.back;
}

function backOf(reception: Reception): Values {
  const back = backFrom(reception);
  const verdict = reception.kind === 'accepted' || reception.kind === 'filtered' ? reception.verdict : null;
  const mode = verdict === null || verdict.kind === 'missing' ? null : MODES[verdict.mode];
  if (back === null || back.kind === 'missing' || back.kind === 'none') {
    return { mode, back: null, rule: null, table: null };
  }
  const names = back.kind === 'route' ? [...new Set(back.nextHops.map(({ device }) => device))].join(', ') : null;
  return { mode, back: names, rule: back.rule === null ? null : ruleText(back.rule), table: back.table };
}

function placesOf(reception: Reception): readonly (Citation | null)[] {
  const back = backFrom(reception);
  return back === null || back.kind === 'missing' || back.kind === 'none'
    ? []
    : [back.rule?.at ?? null, back.route?.at ?? null];
}

function settingText({ kernel }: ServerHost, device: string): string | null {
  const own = kernel.setting('rp_filter', device);
  const all = kernel.setting('rp_filter', 'all');
  const parts = [all === null ? null : `all ${all}`, own === null ? null : `${device} ${own}`];
  return parts.filter((part) => part !== null).join(', ') || null;
}

function settingPlaces({ view }: ServerHost, device: string): readonly Citation[] {
  return inTimeOrder(factsOf(view, 'sysctl'))
    .filter(({ fact }) => fact.setting === 'rp_filter' && fact.origin === 'running' && fact.family === 'inet')
    .filter(({ fact }) => fact.interface === device || fact.interface === 'all')
    .map(({ fact }) => fact.at);
}

/** A log without such a line says that nothing was logged only where logging is known to be on. */
function martianLog({ view, kernel, ingress }: ServerHost, logged: readonly Martian[]): readonly Observation[] {
  const device = logged[0]?.device ?? ingress?.device ?? null;
  const on = device === null ? [] : inForce(kernel, 'log_martians', device);
  const shown = view.evidence.filter(({ kind }) => kind === 'kernel-log');
  if (logged.length === 0 && shown.length === 0) return [];
  const silent = on.length === 1 && on[0] === 1 && shown.every(({ parsed }) => parsed === 'whole');
  const reading: FindingReading = logged.length > 0 ? 'seen' : silent ? 'not-seen' : 'could-not-tell';
  return [
    observe('host.martian-logged', reading, {
      observers: [view.name],
      direction: 'c2s',
      values: { device, lines: logged.length, specific: logged.length > 0 },
      citations: logged.map(({ at }) => at),
    }),
  ];
}
