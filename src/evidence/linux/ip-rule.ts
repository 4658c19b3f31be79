import type { HostRule, IpFamily } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { ipCommandPattern, readIpCommand } from './ip-command.ts';
import { type JsonRecord, jsonRecords, looksLikeJson, textOf } from './json-records.ts';
import { isReadWhole, listingOf } from './listing.ts';
import { number32 } from './prefix.ts';
import { withinReach } from './reach.ts';
import { type RuleWords, readRuleWords } from './rule-words.ts';
import { wordsOf } from './word-reader.ts';

const RULE = /^(?<priority>\d{1,10}):\s+(?<words>(?:not |from ).*)$/;
const LONGEST_RULE = 600;

interface Row extends RuleWords {
  readonly at: HostRule['at'];
}

function rowOf(block: Block, line: Line): Row | null {
  if (line.text.length > LONGEST_RULE) return null;
  const cells = RULE.exec(line.text.trim())?.groups;
  const priority = number32(cells?.priority);
  const rule = readRuleWords(wordsOf(cells?.words ?? ''));
  return rule === null || priority === null ? null : { ...rule, priority, at: cite(block.source, [line]) };
}

/** A rule of `ip -j rule` in the words of `ip rule`; the JSON splits prefixes, marks and ranges into two members. */
function wordsOfJson(value: JsonRecord['value']): readonly string[] {
  const words: string[] = [];
  for (const [key, member] of Object.entries(value))
    words.push(...(WORDS_OF_MEMBER[key]?.(value) ?? [key, `${member}`]));
  return words;
}

type ToWords = (value: JsonRecord['value']) => readonly string[];

const none: ToWords = () => [];
const joined =
  (word: string, first: string, separator: string, second: string): ToWords =>
  (value) => {
    const more = textOf(value[second]);
    return [word, `${textOf(value[first]) ?? '?'}${more === null ? '' : `${separator}${more}`}`];
  };
const flag =
  (word: string): ToWords =>
  () => [word];

const WORDS_OF_MEMBER: Readonly<Record<string, ToWords>> = {
  priority: none,
  not: flag('not'),
  src: joined('from', 'src', '/', 'srclen'),
  srclen: none,
  dst: joined('to', 'dst', '/', 'dstlen'),
  dstlen: none,
  fwmark: joined('fwmark', 'fwmark', '/', 'fwmask'),
  fwmask: none,
  iif_detached: none,
  oif_detached: none,
  l3mdev: flag('l3mdev'),
  uid_start: joined('uidrange', 'uid_start', '-', 'uid_end'),
  uid_end: none,
  sport_start: joined('sport', 'sport_start', '-', 'sport_end'),
  sport_end: none,
  dport_start: joined('dport', 'dport_start', '-', 'dport_end'),
  dport_end: none,
  suppress_prefixlen: joined('suppress_prefixlength', 'suppress_prefixlen', '', ''),
  goto: (value) => ['goto', textOf(value.goto) ?? 'none', ...('unresolved' in value ? ['[unresolved]'] : [])],
  unresolved: none,
  nop: flag('nop'),
  action: (value) => [textOf(value.action) ?? '?'],
};

function readJson(block: Block): { readonly rows: readonly Row[]; readonly read: ReadonlySet<number> } {
  const { records, read } = jsonRecords(block.lines);
  const known = new Set(read);
  const rows = records.flatMap(({ value, lines }) => {
    const rule = readRuleWords(wordsOfJson(value));
    const priority = number32(textOf(value.priority) ?? undefined);
    if (rule !== null && priority !== null) return [{ ...rule, priority, at: cite(block.source, lines) }];
    if (Object.keys(value).length > 0) for (const { number } of lines) known.delete(number);
    return [];
  });
  return { rows, read: known };
}

function readText(block: Block): { readonly rows: readonly Row[]; readonly read: ReadonlySet<number> } {
  const rows: Row[] = [];
  const read = new Set<number>();
  for (const line of worded(block.lines)) {
    const row = rowOf(block, line);
    if (row === null) continue;
    rows.push(row);
    read.add(line.number);
  }
  return { rows, read };
}

/** Only IPv4 has a rule 32767 for the table `default`, so it tells the family of a listing without its command. */
function familyOfListing(rows: readonly Row[]): IpFamily | null {
  const named = new Set(rows.flatMap(({ family }) => (family === null ? [] : [family])));
  const [only = null] = named;
  if (named.size === 1) return only;
  const hasDefault = rows.some(({ action }) => action.kind === 'lookup' && action.table === 'default');
  return named.size === 0 && hasDefault ? 'inet' : null;
}

/** `ip rule`, `ip -6 rule`, as text or JSON: a `host-rule` for each, and a `host-listing` when all of it was read. */
export const ipRule: TextParser = {
  kind: 'ip-rule',
  commands: ipCommandPattern('ru|rul|rule'),
  unbounded: true,
  looksLike: (given) => {
    const block = withinReach(given);
    if (looksLikeJson(block.lines)) return jsonRecords(block.lines).records.some(({ value }) => 'priority' in value);
    return worded(block.lines).some((line) => rowOf(block, line) !== null);
  },
  read(given: Block): Reading {
    const block = withinReach(given);
    const asked = readIpCommand(block.command);
    const { rows, read } = looksLikeJson(block.lines) ? readJson(block) : readText(block);
    const listingFamily = asked === null ? familyOfListing(rows) : (asked.family ?? 'inet');
    const facts = rows.map(({ selector, action, priority, protocol, family, at }): HostRule => {
      return {
        kind: 'host-rule',
        at,
        family: family ?? listingFamily,
        priority: priority ?? 0,
        ...selector,
        action,
        protocol,
      };
    });
    if (!isReadWhole(given, read) || rows.length === 0) return { facts, read };
    const filtered = asked === null ? null : asked.words.length > 0 || asked.piped;
    return {
      facts: [
        listingOf(block, { what: 'rules', family: listingFamily, table: null, filtered, count: rows.length }),
        ...facts,
      ],
      read,
    };
  },
};
