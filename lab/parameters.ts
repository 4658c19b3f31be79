import type { Incident, NetworkKind } from './model.ts';
import { plannedOne } from './plan.ts';

/** Something that is drawn: `of` is its value in an incident, `fixed` says in words that a kind always has this one. */
interface Parameter {
  readonly name: string;
  readonly of: (incident: Incident) => string | number | boolean;
  readonly fixed: (value: string | number | boolean) => string;
}

const ADDRESS = / addr add \S+\/(\d+) /;
const TRANSLATION = /\b(?:masquerade|[sd]nat to)\b/;
const FORWARDING = ['router', 'firewall', 'balancer'];

const PARAMETERS: readonly Parameter[] = [
  { name: 'addresses', of: ({ flow }) => `${flow.client} ${flow.server}`, fixed: () => 'the same addresses' },
  { name: 'prefix lengths', of: lengthsOf, fixed: (value) => `prefix lengths ${value}` },
  {
    name: 'IPv4 or IPv6',
    of: ({ flow }) => (flow.client.includes(':') ? 6 : 4),
    fixed: (value) => `IPv${value} only`,
  },
  {
    name: 'NAT',
    of: ({ nodes }) => nodes.some(({ setup }) => setup.some((line) => TRANSLATION.test(line))),
    fixed: (value) => (value === true ? 'always NAT' : 'never NAT'),
  },
  {
    name: 'VLANs',
    of: ({ links }) => links.some(({ vlan }) => vlan !== undefined),
    fixed: () => 'no VLANs: every cable leads to a switch',
  },
  {
    name: 'hops',
    of: ({ nodes }) => nodes.filter(({ role }) => FORWARDING.includes(role)).length,
    fixed: (value) => `${value} ${value === 1 ? 'hop' : 'hops'}`,
  },
  { name: 'noise', of: noiseOf, fixed: (value) => (value === 0 ? 'no noise' : `${value} other conversations`) },
  { name: 'withheld outputs', of: filesOf, fixed: (value) => `${value} outputs` },
  { name: 'withheld vantages', of: vantagesOf, fixed: (value) => `${value} vantages` },
];

/** Enough that what a kind draws now and then is among them. */
const LOOKED_AT = 60;

/** What a kind of network draws from the seed, and what it always has, by name. Looks at what it draws. */
export function parametersOf(kind: NetworkKind): {
  readonly varies: readonly string[];
  readonly fixed: readonly string[];
} {
  const incidents = Array.from({ length: LOOKED_AT }, (_, nth) => plannedOne(kind, 1, nth + 1));
  const all = PARAMETERS.map((parameter) => ({ parameter, values: [...new Set(incidents.map(parameter.of))] }));
  return {
    varies: all.filter(isVaried).map(({ parameter }) => parameter.name),
    fixed: all
      .filter((one) => !isVaried(one))
      .flatMap(({ parameter, values }) => values.map((value) => parameter.fixed(value))),
  };
}

/** The list that `--list` shows: each kind with its title, what is drawn, and what it cannot vary. */
export function listText(kinds: readonly NetworkKind[]): string {
  return kinds
    .map((kind) => {
      const { varies, fixed } = parametersOf(kind);
      const always = fixed.length === 0 ? '' : `\n    always: ${fixed.join(', ')}`;
      return `${kind.id}: ${kind.title}\n    drawn: ${varies.join(', ')}${always}\n`;
    })
    .join('');
}

/** Evidence is withheld from every incident; that needs more than one file, and more than one who looked. */
function isVaried({
  parameter,
  values,
}: {
  readonly parameter: Parameter;
  readonly values: readonly unknown[];
}): boolean {
  return parameter.of === filesOf || parameter.of === vantagesOf
    ? values.every((value) => value !== 1)
    : values.length > 1;
}

function lengthsOf({ nodes }: Incident): string {
  const found = nodes.flatMap(({ setup }) => setup.flatMap((line) => ADDRESS.exec(line)?.[1] ?? []));
  return [...new Set(found)].sort().join(', ');
}

/** Connections that nobody complains of. */
function noiseOf({ traffic, flow }: Incident): number {
  return [...traffic.before, ...traffic.after]
    .filter((one) => one.kind === 'tcp' && (one.to !== flow.server || one.port !== flow.port))
    .reduce((sum, one) => sum + (one.kind === 'tcp' ? one.times : 0), 0);
}

function filesOf({ asks, captures }: Incident): number {
  return new Set([...asks.flatMap(({ node, when }) => when.map((one) => `${node} ${one}`)), ...captures]).size;
}

function vantagesOf({ asks, captures }: Incident): number {
  return new Set([...asks, ...captures].map(({ node }) => node)).size;
}
