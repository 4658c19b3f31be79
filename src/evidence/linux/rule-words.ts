import type { IpFamily, RuleAction, RuleSelector } from '../../model/facts.ts';
import { familyOf, number32, prefixOf, tableName } from './prefix.ts';
import { ipProtocolOf, markOf, rangeOf, tosOf } from './rule-values.ts';
import { type WordReader, wordReader } from './word-reader.ts';

/** A rule as `ip rule` prints it or takes it. `family` is that of an address in it; null when it names none. */
export interface RuleWords {
  readonly selector: RuleSelector;
  readonly action: RuleAction;
  readonly priority: number | null;
  readonly protocol: string | null;
  readonly family: IpFamily | null;
}

type Draft = { -readonly [K in keyof RuleSelector]: RuleSelector[K] } & {
  action: RuleAction | null;
  priority: number | null;
  protocol: string | null;
  family: IpFamily | null;
};

const NO_SELECTOR: RuleSelector = {
  inverted: false,
  from: null,
  to: null,
  iif: null,
  oif: null,
  fwmark: null,
  tos: null,
  ipProtocol: null,
  sourcePort: null,
  destinationPort: null,
  uidRange: null,
  l3mdev: false,
  tunnelId: null,
  suppressPrefixLength: null,
  suppressIfGroup: null,
};

/**
 * Reads the words of a rule (without `0:`), printed by iproute2 or written for `ip rule add`. Null when a word is
 * not known: a rule half understood would match other packets than the kernel's.
 */
export function readRuleWords(words: readonly string[]): RuleWords | null {
  const reader = wordReader(words);
  const draft: Draft = { ...NO_SELECTOR, action: null, priority: null, protocol: null, family: null };
  for (let word = reader.next(); word !== undefined; word = reader.next()) {
    if (!takeSelector(draft, word, reader) && !takePort(draft, word, reader) && !takeAction(draft, word, reader)) {
      return null;
    }
  }
  const { action, priority, protocol, family, ...selector } = draft;
  return action === null ? null : { selector, action, priority, protocol, family };
}

function takeSelector(draft: Draft, word: string, reader: WordReader): boolean {
  switch (word) {
    case 'not':
      draft.inverted = true;
      return true;
    case 'from':
    case 'to':
      return takePrefix(draft, word, reader.next());
    case 'iif':
    case 'dev':
      draft.iif = reader.next() ?? null;
      reader.skip('[detached]');
      return draft.iif !== null;
    case 'oif':
      draft.oif = reader.next() ?? null;
      reader.skip('[detached]');
      return draft.oif !== null;
    case 'fwmark':
      draft.fwmark = markOf(reader.next());
      return draft.fwmark !== null;
    case 'tos':
    case 'dsfield':
      draft.tos = tosOf(reader.next());
      return draft.tos !== null;
    case 'l3mdev':
      draft.l3mdev = true;
      draft.action ??= { kind: 'l3mdev' };
      return true;
    case 'tun_id':
      draft.tunnelId = number32(reader.next());
      return draft.tunnelId !== null;
    default:
      return false;
  }
}

function takePort(draft: Draft, word: string, reader: WordReader): boolean {
  switch (word) {
    case 'ipproto':
      draft.ipProtocol = ipProtocolOf(reader.next());
      return draft.ipProtocol !== null;
    case 'sport':
      draft.sourcePort = rangeOf(reader.next());
      return draft.sourcePort !== null;
    case 'dport':
      draft.destinationPort = rangeOf(reader.next());
      return draft.destinationPort !== null;
    case 'uidrange':
      draft.uidRange = rangeOf(reader.next());
      return draft.uidRange !== null;
    case 'suppress_prefixlength':
    case 'sup_pl':
      draft.suppressPrefixLength = number32(reader.next());
      return draft.suppressPrefixLength !== null;
    case 'suppress_ifgroup':
    case 'sup_group':
      draft.suppressIfGroup = reader.next() ?? null;
      return draft.suppressIfGroup !== null;
    default:
      return false;
  }
}

function takeAction(draft: Draft, word: string, reader: WordReader): boolean {
  switch (word) {
    case 'lookup':
    case 'table':
      return takeTable(draft, reader.next());
    case 'goto':
      return takeGoto(draft, reader);
    case 'nop':
    case 'blackhole':
    case 'unreachable':
    case 'prohibit':
      draft.action = { kind: word };
      return true;
    case 'type':
    case 'unicast':
      return true;
    case 'priority':
    case 'preference':
    case 'pref':
    case 'prio':
    case 'order':
      draft.priority = number32(reader.next());
      return draft.priority !== null;
    case 'proto':
    case 'protocol':
      draft.protocol = reader.next() ?? null;
      return draft.protocol !== null;
    case 'realms':
    case 'realm':
      return reader.next() !== undefined;
    default:
      return false;
  }
}

function takeTable(draft: Draft, table: string | undefined): boolean {
  if (table === undefined) return false;
  draft.action = table === '[l3mdev-table]' ? { kind: 'l3mdev' } : { kind: 'lookup', table: tableName(table) };
  draft.l3mdev ||= table === '[l3mdev-table]';
  return true;
}

function takeGoto(draft: Draft, reader: WordReader): boolean {
  const priority = reader.peek() === 'none' ? null : number32(reader.peek());
  if (reader.next() !== 'none' && priority === null) return false;
  draft.action = { kind: 'goto', priority: reader.skip('[unresolved]') ? null : priority };
  return true;
}

function takePrefix(draft: Draft, key: 'from' | 'to', text: string | undefined): boolean {
  if (text === 'all' || text === 'any' || text === 'default' || text === '0/0') return true;
  const prefix = prefixOf(text ?? '');
  if (prefix === null) return false;
  draft[key] = prefix;
  draft.family = familyOf(prefix);
  return true;
}
