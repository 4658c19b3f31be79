import type { Evidence } from '../../model/evidence.ts';
import type { RouterRoute } from '../../model/facts.ts';
import { canonicalAddress, covers, isDefaultRoute, prefixLength, sameAddress, withoutLength } from '../address.ts';
import { factsOf, type ObserverView } from '../context.ts';
import type { Placed } from '../look.ts';
import { PrefixTrie } from './prefix-trie.ts';

/** Words of a command that narrow a table to a part: the longest match may then be missing from it. */
const NARROWED =
  /\||\b(?:bgp|ospf\S*|eigrp|isis|rip|static|connected|direct|local|kernel|protocol|(?:advertising|receive)-protocol|longer-prefixes|match)\b/;

type Row = Placed<RouterRoute>;

/** The routes of one router, ready to be asked many times. */
export interface RouterTables {
  readonly view: ObserverView;
  readonly vrfs: readonly (string | null)[];
  /** Tables that were shown without a filter, forwarding and routing apart, by VRF. */
  readonly whole: ReadonlyMap<string, PrefixTrie<Row>>;
  /** Routes that the router named when it was asked for one destination. */
  readonly answers: readonly Row[];
}

/** Gathers the routes in force. Rows of a narrowed listing are left out: a longer match may have been filtered away. */
export function routerTables(view: ObserverView): RouterTables {
  const known = factsOf(view, 'router-route').filter(({ fact }) => fact.active);
  const whole = new Map<string, PrefixTrie<Row>>();
  for (const row of known) {
    if (askedFor(row.evidence) !== null || row.evidence.parsed !== 'whole' || isNarrowed(row.evidence)) continue;
    const key = keyOf(row.fact.table, row.fact.vrf);
    const trie = whole.get(key) ?? new PrefixTrie<Row>();
    trie.add(row.fact.prefix, row);
    whole.set(key, trie);
  }
  const answers = known.filter(({ evidence }) => askedFor(evidence) !== null);
  return { view, vrfs: [...new Set(known.map(({ fact }) => fact.vrf))].sort(), whole, answers };
}

function keyOf(table: RouterRoute['table'], vrf: string | null): string {
  return `${table} ${vrf ?? ''}`;
}

function isNarrowed({ command }: Evidence): boolean {
  return NARROWED.test(command ?? '');
}

/** True for a table that was asked for by its command and shown without a filter: what it lacks is not there. */
export function isWholeTable(evidence: Evidence): boolean {
  return (
    evidence.parsed === 'whole' && evidence.command !== null && !isNarrowed(evidence) && askedFor(evidence) === null
  );
}

/** The destination that a command asks for. A hash is asked for a source first. */
function askedFor({ command, kind }: Evidence): string | null {
  const words = (command ?? '').split(' ').filter((word) => canonicalAddress(withoutLength(word)) !== null);
  return (kind === 'router-exact-route' ? words.at(-1) : words[0]) ?? null;
}

/** Whether an answer holds for an address: it was asked for that one, or for the route itself by its name. */
function holdsFor({ fact, evidence }: Row, address: string): boolean {
  const asked = askedFor(evidence);
  if (asked === null || !covers(fact.prefix, address)) return false;
  const byName = sameAddress(withoutLength(asked), withoutLength(fact.prefix)) && !isDefaultRoute(fact.prefix);
  return sameAddress(asked, address) || byName;
}

/**
 * The rows that decide for an address in a VRF. The router's own answer comes first; in whole tables it is the longest
 * match, the forwarding table's unless the routing table has a longer one.
 */
export function rowsFor({ whole, answers }: RouterTables, vrf: string | null, address: string): readonly Row[] {
  const told = answers.filter((row) => row.fact.vrf === vrf && holdsFor(row, address));
  const fib = whole.get(keyOf('fib', vrf))?.longest(address) ?? [];
  const rib = whole.get(keyOf('rib', vrf))?.longest(address) ?? [];
  const table = fib.length > 0 && lengthOf(fib) >= lengthOf(rib) ? fib : rib;
  if (told.length === 0 || lengthOf(table) > Math.max(...told.map((row) => lengthOf([row])))) return table;
  const longest = Math.max(...told.map((row) => lengthOf([row])));
  const best = told.filter((row) => lengthOf([row]) === longest);
  const forwarding = best.filter(({ fact }) => fact.table === 'fib');
  return forwarding.length > 0 ? forwarding : best;
}

function lengthOf(rows: readonly Row[]): number {
  const [row] = rows;
  return row === undefined ? -1 : (prefixLength(row.fact.prefix) ?? -1);
}
