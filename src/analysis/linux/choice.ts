import { prefixLength } from '../address.ts';
import type { Kernel, KernelNextHop, KernelRoute, KernelRule, Packet } from './kernel.ts';
import { selects } from './rule-match.ts';
import { lookUpTable, refuses, type TableAnswer } from './table-lookup.ts';

/**
 * What the kernel chooses for a packet, with the rule and the route that decided. `refused`: a rule or a route answers
 * with an error. `none`: no rule leads to a route. `missing`: something that was not shown decides; the text names it.
 */
export type Choice =
  | {
      readonly kind: 'route';
      readonly rule: KernelRule | null;
      readonly table: string;
      readonly route: KernelRoute;
      /** Ways that the kernel may take: several for a multipath route, which it shares out by a hash. */
      readonly nextHops: readonly KernelNextHop[];
    }
  | {
      readonly kind: 'refused';
      readonly rule: KernelRule | null;
      readonly table: string | null;
      readonly route: KernelRoute | null;
      readonly how: 'unreachable' | 'blackhole' | 'prohibit';
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'missing'; readonly what: string };

export const LOCAL_TABLE = 'local';
export const MAIN_TABLE = 'main';
export const DEFAULT_TABLE = 'default';

const NONE: Choice = { kind: 'none' };

/** Options of a look-up: the loose reverse-path filter does not mind links that are down. */
export interface LookUp {
  readonly anyLink?: boolean;
}

/**
 * All that the kernel may choose for a packet, as far as it was shown: one choice when everything that decides is known,
 * several when a selector hangs on something unknown. Rules are tried by ascending priority; a table without a route, a
 * `throw` route, `nop`, and a suppressed route lead on to the next rule (ip-rule(8); net/core/fib_rules.c).
 */
export function choose(kernel: Kernel, packet: Packet, options: LookUp = {}): readonly Choice[] {
  const { rules } = kernel;
  if (rules === null) return [{ kind: 'missing', what: 'the policy rules (ip rule) are not shown' }];
  const touched = rulesTouched(kernel);
  const walked = touched === false ? [] : new Walk(kernel, rules, packet, options).from(0);
  return distinct([...(touched === true ? [] : [unruled(kernel, rules, packet, options)]), ...walked]);
}

/** The rows of a table; null when it was not shown. Tables that nobody filled do not exist, and are empty. */
function rowsOf(kernel: Kernel, table: string): readonly KernelRoute[] | null {
  return kernel.tables.get(table) ?? (kernel.allTables ? [] : null);
}

function missing(table: string): Choice {
  return { kind: 'missing', what: `the routing table ${table} is not shown` };
}

/** The choices of a walk through the rules, each rule entered once. */
class Walk {
  private readonly known = new Map<number, readonly Choice[]>();
  private readonly kernel: Kernel;
  private readonly rules: readonly KernelRule[];
  private readonly packet: Packet;
  private readonly options: LookUp;

  constructor(kernel: Kernel, rules: readonly KernelRule[], packet: Packet, options: LookUp) {
    this.kernel = kernel;
    this.rules = rules;
    this.packet = packet;
    this.options = options;
  }

  from(index: number): readonly Choice[] {
    const known = this.known.get(index);
    if (known !== undefined) return known;
    const choices = this.enter(index);
    this.known.set(index, choices);
    return choices;
  }

  private enter(index: number): readonly Choice[] {
    const rule = this.rules[index];
    if (rule === undefined) return [NONE];
    const selected = selects(rule, this.packet);
    if (selected === false) return this.from(index + 1);
    const acted = this.act(rule, index);
    return selected ? acted : [...acted, ...this.from(index + 1)];
  }

  private act(rule: KernelRule, index: number): readonly Choice[] {
    const { action } = rule;
    const next = (): readonly Choice[] => this.from(index + 1);
    if (action.kind === 'nop') return next();
    if (action.kind === 'goto') {
      const target = this.rules.findIndex(({ priority }) => priority === action.target);
      // A goto without its target does nothing; the kernel takes no goto that leads back.
      return target > index ? this.from(target) : next();
    }
    if (action.kind !== 'table' && action.kind !== 'l3mdev') {
      return [{ kind: 'refused', rule, table: null, route: null, how: action.kind }];
    }
    const table = action.kind === 'table' ? action.table : vrfTable(this.kernel, this.packet);
    if (table === null) return next();
    const rows = rowsOf(this.kernel, table);
    if (rows === null) return [missing(table)];
    const answer = lookUpTable(this.kernel, [rows], this.packet, this.options.anyLink);
    return answer.kind === 'miss' || suppressed(rule, answer.route) ? next() : [toChoice(answer, rule, table)];
  }
}

/** `suppress_prefixlength N` refuses routes that are no longer than N, so that a default route does not count. */
function suppressed({ suppressPrefixLength }: KernelRule, route: KernelRoute): boolean {
  return suppressPrefixLength !== null && !refuses(route) && (prefixLength(route.prefix) ?? 0) <= suppressPrefixLength;
}

/** The table of the VRF that the packet came in by or is bound to (Documentation/networking/vrf.rst). */
function vrfTable({ interfaces }: Kernel, packet: Packet): string | null {
  const find = (name: string | null) => interfaces?.find((one) => one.name === name) ?? null;
  for (const name of [packet.oif, packet.iif]) {
    const device = find(name);
    const vrf = device?.vrfTable ?? find(device?.master ?? null)?.vrfTable;
    if (vrf !== undefined && vrf !== null) return vrf;
  }
  return null;
}

function toChoice(answer: TableAnswer & { readonly kind: 'hit' }, rule: KernelRule | null, table: string): Choice {
  const { route, nextHops } = answer;
  const { type } = route;
  return type === 'unreachable' || type === 'blackhole' || type === 'prohibit'
    ? { kind: 'refused', rule, table, route, how: type }
    : { kind: 'route', rule, table, route, nextHops };
}

/** Whether the rules of an IPv4 host were ever touched; null when they are as at first and that is all that is known. */
export function rulesTouched({ family, rules, rulesTouched: known }: Kernel): boolean | null {
  return family === 6 || rules === null || !asAtFirst(rules) ? true : known;
}

/** The three rules that every network namespace starts with. */
function asAtFirst(rules: readonly KernelRule[]): boolean {
  const wanted = [
    [0, LOCAL_TABLE],
    [32766, MAIN_TABLE],
    [32767, DEFAULT_TABLE],
  ] as const;
  return (
    rules.length === wanted.length &&
    wanted.every(([priority, table], index) => {
      const rule = rules[index];
      return (
        rule?.priority === priority && rule.action.kind === 'table' && rule.action.table === table && isPlain(rule)
      );
    })
  );
}

function isPlain(rule: KernelRule): boolean {
  const { at: _at, priority: _priority, action: _action, inverted, beyond, ...selectors } = rule;
  return !inverted && !beyond && Object.values(selectors).every((selector) => selector === null);
}

/**
 * As long as nobody touched the rules, IPv4 keeps `local` and `main` as one: the longest prefix of both wins, `local`
 * where they are equal (fib_lookup() in include/net/ip_fib.h).
 */
function unruled(kernel: Kernel, rules: readonly KernelRule[], packet: Packet, options: LookUp): Choice {
  const local = rowsOf(kernel, LOCAL_TABLE) ?? [];
  const main = rowsOf(kernel, MAIN_TABLE);
  if (main === null) return missing(MAIN_TABLE);
  const first = lookUpTable(kernel, [local, main], packet, options.anyLink);
  if (first.kind === 'hit') {
    const isLocal = local.includes(first.route);
    return toChoice(first, rules[isLocal ? 0 : 1] ?? null, isLocal ? LOCAL_TABLE : MAIN_TABLE);
  }
  const rest = rowsOf(kernel, DEFAULT_TABLE);
  if (rest === null) return missing(DEFAULT_TABLE);
  const last = lookUpTable(kernel, [rest], packet, options.anyLink);
  return last.kind === 'hit' ? toChoice(last, rules[2] ?? null, DEFAULT_TABLE) : NONE;
}

function distinct(choices: readonly Choice[]): readonly Choice[] {
  const seen = new Map<string, Choice>();
  for (const choice of choices) seen.set(JSON.stringify(choice), choice);
  return [...seen.values()];
}
