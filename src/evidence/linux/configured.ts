import type { ConfigurationOwner, ConfiguredInterface, ConfiguredRoute, ConfiguredRule } from '../../model/facts.ts';
import { cite, type Line } from '../parser.ts';
import { readRouteWords } from './route-words.ts';
import { readRuleWords } from './rule-words.ts';
import { wordsOf } from './word-reader.ts';

/** Where a piece of configuration stands and whose it is. */
export interface Place {
  readonly source: string;
  readonly owner: ConfigurationOwner;
  readonly file: string | null;
  readonly interface: string | null;
}

function placed({ source, ...place }: Place, lines: readonly Line[]) {
  return { at: cite(source, lines), ...place };
}

/** A rule in the words of `ip rule add`; null when it is not understood, or cut before it says what to do. */
export function configuredRule(place: Place, text: string, lines: readonly Line[]): ConfiguredRule | null {
  const words = wordsOf(text);
  const rule = readRuleWords(words);
  if (rule === null || words.length === 0) return null;
  const { selector, action, priority, family } = rule;
  return { kind: 'configured-rule', ...placed(place, lines), family, priority, ...selector, action };
}

/** A route in the words of `ip route add`; null when it is not understood. */
export function configuredRoute(place: Place, text: string, lines: readonly Line[]): ConfiguredRoute | null {
  const route = readRouteWords(wordsOf(text));
  return route === null
    ? null
    : { kind: 'configured-route', ...placed(place, lines), ...route.fields, table: route.table };
}

type Shown = Partial<Omit<ConfiguredInterface, 'kind' | 'at' | 'owner' | 'file' | 'interface'>>;

/** An interface or connection; what its file does not say is null or empty. */
export function configuredInterface(place: Place, lines: readonly Line[], shown: Shown): ConfiguredInterface {
  return {
    kind: 'configured-interface',
    ...placed(place, lines),
    name: null,
    atBoot: null,
    dhcp4: null,
    addresses: [],
    gateways: [],
    routeTable: null,
    defaultRoute: null,
    canHoldRules: false,
    ...shown,
  };
}

/** `yes`, `no` and their like in configuration files; null for anything else. */
export function yesOrNo(text: string | undefined): boolean | null {
  if (/^["']?(?:yes|true|on|1)["']?$/i.test(text ?? '')) return true;
  return /^["']?(?:no|false|off|0)["']?$/i.test(text ?? '') ? false : null;
}
