import type { PbfRule } from '../../model/facts.ts';
import { commandValue } from '../cli/command-words.ts';
import type { Element } from './element.ts';
import { child, childrenNamed } from './element.ts';
import { firstField, nameField, numberField } from './fields.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { names } from './reply.ts';

/** Seen in public clients are `name` and `nh_state`; the others are the CLI's columns in the ways PAN-OS spells names. */
const ID = ['id', 'rule_id', 'rule-id'];
const STATE = ['rule_state', 'rule-state', 'state'];
const EGRESS = ['egress_if', 'egress-if', 'egress-if-vsys', 'egress', 'interface'];
const NEXT_HOP = ['nexthop', 'next-hop', 'next_hop', 'nh'];
const NEXT_HOP_STATE = ['nh_state', 'nh-state', 'nexthop-status', 'next-hop-status', 'nh_status'];
/** The width of the name column in the CLI; longer names are cut there. */
const NAME_WIDTH = 10;

/** `show pbf rule all` and `show pbf rule name X`: state, egress and next-hop status of each rule. */
export const pbfRuleAll: XmlReader = {
  kind: 'pbf-rule-all',
  commands: /^show pbf rule (?:all|name)\b/,
  used: names(['entries entry name action', ...ID, ...STATE, ...EGRESS, ...NEXT_HOP, ...NEXT_HOP_STATE].join(' ')),
  ignored: names('dp total vsys monitor'),
  recognises: (reply) => entriesOf(reply).some((entry) => firstField(entry, NEXT_HOP_STATE) !== null),
  accepts: (reply) => child(reply.result, 'entries') !== null || entriesOf(reply).length > 0,
  read: readRules,
};

function entriesOf(reply: Reply): readonly Element[] {
  return childrenNamed(child(reply.result, 'entries') ?? reply.result, 'entry');
}

function readRules(reply: Reply): XmlReading {
  const entries = entriesOf(reply);
  const rules = entries.map((entry) => ruleOf(entry, reply));
  return { facts: rules.filter((rule) => rule !== null), unclear: entries.filter((_, index) => rules[index] === null) };
}

function ruleOf(entry: Element, reply: Reply): PbfRule | null {
  const name = firstField(entry, ['name']) ?? entry.attributes.get('name') ?? null;
  if (name === null) return null;
  const asked = commandValue(reply.command, 'name');
  const id = ID.find((candidate) => numberField(entry, candidate) !== null);
  return {
    kind: 'pbf-rule',
    at: reply.cite(entry),
    name,
    nameCut: name.length === NAME_WIDTH && asked !== name,
    id: id === undefined ? null : numberField(entry, id),
    active: activeFrom(firstField(entry, STATE)),
    action: firstField(entry, ['action']),
    egress: presentField(entry, EGRESS),
    nextHop: presentField(entry, NEXT_HOP),
    nextHopUp: upFrom(firstField(entry, NEXT_HOP_STATE)),
    from: null,
    source: null,
    destination: null,
    service: null,
    symmetricReturn: null,
  };
}

function presentField(entry: Element, candidates: readonly string[]): string | null {
  const name = candidates.find((candidate) => nameField(entry, candidate) !== null);
  return name === undefined ? null : nameField(entry, name);
}

function activeFrom(state: string | null): boolean | null {
  if (/^active$/i.test(state ?? '')) return true;
  return /^(?:inactive|disabled|standby)$/i.test(state ?? '') ? false : null;
}

function upFrom(state: string | null): boolean | null {
  if (/^up$/i.test(state ?? '')) return true;
  return /^down$/i.test(state ?? '') ? false : null;
}
