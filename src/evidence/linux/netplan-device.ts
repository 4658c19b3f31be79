import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { Fact } from '../../model/facts.ts';
import type { Line } from '../parser.ts';
import { configuredInterface, configuredRoute, configuredRule, type Place } from './configured.ts';

interface Device {
  readonly source: string;
  readonly path: string | null;
  readonly kind: string;
  readonly name: string;
  readonly device: YAMLMap;
  readonly linesOf: (node: Node | null | undefined) => readonly Line[];
}

/** netplan's words for a rule and a route, in those of `ip rule add` and `ip route add`. */
const RULE_WORDS: Readonly<Record<string, string>> = {
  from: 'from',
  to: 'to',
  table: 'lookup',
  priority: 'priority',
  mark: 'fwmark',
  'type-of-service': 'tos',
};
const ROUTE_WORDS: Readonly<Record<string, string>> = {
  via: 'via',
  table: 'table',
  metric: 'metric',
  from: 'src',
  scope: 'scope',
  mtu: 'mtu',
};

/** The facts of one device: itself, its routing policy and its routes. `unclear` are lines that are not understood. */
export function deviceFacts(given: Device): { readonly facts: readonly Fact[]; readonly unclear: readonly Line[] } {
  const { source, path, name, device, linesOf } = given;
  const place: Place = { source, owner: 'netplan', file: path, interface: textAt(device, 'set-name') ?? name };
  const overrides = device.get('dhcp4-overrides');
  const useRoutes = isMap(overrides) ? truthAt(overrides, 'use-routes') : null;
  const own = configuredInterface(place, linesOf(device), {
    name,
    atBoot: true,
    dhcp4: truthAt(device, 'dhcp4'),
    addresses: textsAt(device, 'addresses'),
    gateways: ['gateway4', 'gateway6'].flatMap((key) => textAt(device, key) ?? []),
    // Routes and rules of a VRF go to its own table.
    routeTable: given.kind === 'vrfs' ? textAt(device, 'table') : null,
    defaultRoute: useRoutes,
    canHoldRules: true,
  });
  const vrf = given.kind === 'vrfs' ? textAt(device, 'table') : null;
  const rules = mapsAt(device, 'routing-policy').map((rule) => {
    const words = ruleWords(rule, vrf);
    return { node: rule, fact: words === null ? null : configuredRule(place, words, linesOf(rule)) };
  });
  const routes = mapsAt(device, 'routes').map((route) => {
    const words = routeWords(route, vrf, place.interface);
    return { node: route, fact: words === null ? null : configuredRoute(place, words, linesOf(route)) };
  });
  const made = [...rules, ...routes];
  return {
    facts: [own, ...made.flatMap(({ fact }) => fact ?? [])],
    unclear: made.flatMap(({ node, fact }) => (fact === null ? linesOf(node) : [])),
  };
}

function ruleWords(rule: YAMLMap, vrf: string | null): string | null {
  const words = pairsOf(rule).map(([key, value]) =>
    RULE_WORDS[key] === undefined ? null : `${RULE_WORDS[key]} ${value}`,
  );
  const table = vrf !== null && textAt(rule, 'table') === null ? [`lookup ${vrf}`] : [];
  return words.includes(null) ? null : [...words, ...table].join(' ');
}

function routeWords(route: YAMLMap, vrf: string | null, device: string | null): string | null {
  const words: string[] = [];
  for (const [key, value] of pairsOf(route)) {
    const word = ROUTE_WORDS[key];
    if (word !== undefined) words.push(word, value);
    else if (key === 'on-link') words.push(...(value === 'true' ? ['onlink'] : []));
    else if (!/^(?:to|type|advertised-receive-window|congestion-window)$/.test(key)) return null;
  }
  const table = vrf !== null && textAt(route, 'table') === null ? ['table', vrf] : [];
  const to = textAt(route, 'to') ?? '';
  const target = to === '0/0' ? 'default' : to;
  const type = textAt(route, 'type') ?? 'unicast';
  return [type, target, ...(device === null ? [] : ['dev', device]), ...words, ...table].join(' ');
}

function pairsOf(map: YAMLMap): readonly (readonly [string, string])[] {
  return map.items.map(({ key, value }) => [
    isScalar(key) ? String(key.value) : '?',
    isScalar(value) ? scalarText(value.value) : '?',
  ]);
}

/** YAML reads numbers and truths as such; marks may be written in hexadecimal and are numbers too. */
function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function textAt(map: YAMLMap, key: string): string | null {
  const node = map.get(key, true);
  const text = isScalar(node) ? scalarText(node.value) : '';
  return text === '' ? null : text;
}

function truthAt(map: YAMLMap, key: string): boolean | null {
  const text = textAt(map, key);
  if (text === 'true' || text === 'yes') return true;
  return text === 'false' || text === 'no' ? false : null;
}

function mapsAt(map: YAMLMap, key: string): readonly YAMLMap[] {
  const node = map.get(key);
  return isSeq(node) ? node.items.filter((item) => isMap(item)) : [];
}

/** A list of texts; an address with options is a mapping with the address as its key. */
function textsAt(map: YAMLMap, key: string): readonly string[] {
  const node = map.get(key);
  if (!isSeq(node)) return [];
  return node.items.flatMap((item) => {
    if (isScalar(item)) return [scalarText(item.value)];
    const [first] = isMap(item) ? item.items : [];
    return isScalar(first?.key) ? [scalarText(first.key.value)] : [];
  });
}
