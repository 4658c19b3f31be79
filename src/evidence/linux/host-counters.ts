import type { HostCounter, HostCounterListing } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isReadWhole } from './listing.ts';
import { counterOfPhrase } from './netstat-phrases.ts';
import { withinReach } from './reach.ts';

const LONGEST_LINE = 8000;
const NSTAT_TITLE = /^#(?:kernel|\S+ sampling_interval=)/;
const NSTAT_ROW =
  /^(?<name>(?:Ip6?|Icmp6?|IcmpMsg|Tcp|Udp6?|UdpLite6?|TcpExt|IpExt|MPTcpExt|Sctp\w*)[A-Z]\w{0,60})\s+(?<value>\d{1,16})\s+\d+\.\d+$/;
const SECTION = /^(?<section>Ip|Ip6|Icmp|Icmp6|IcmpMsg|Tcp|Udp|Udp6|UdpLite|UdpLite6|TcpExt|IpExt|MPTcpExt):$/;
/** `/proc/net/netstat` and `/proc/net/snmp`: a line of names, then one of values. */
const PROC_LINE = /^(?<section>\w{2,12}): (?<cells>[\w -]+)$/;

interface Counters {
  readonly counters: readonly HostCounter[];
  readonly read: ReadonlySet<number>;
  readonly form: 'nstat' | 'netstat' | 'proc';
}

function readNstat(block: Block, lines: readonly Line[]): Counters {
  const read = new Set<number>();
  const counters = lines.flatMap((line): readonly HostCounter[] => {
    const text = line.text.trim();
    const cells = NSTAT_ROW.exec(text)?.groups;
    if (cells === undefined && !NSTAT_TITLE.test(text)) return [];
    read.add(line.number);
    if (cells?.name === undefined) return [];
    return [{ kind: 'host-counter', at: cite(block.source, [line]), name: cells.name, value: Number(cells.value) }];
  });
  return { counters, read, form: 'nstat' };
}

/** `netstat -s`: below a section's title all lines are indented, so that any of them belongs to it. */
function readNetstat(block: Block, lines: readonly Line[]): Counters {
  const read = new Set<number>();
  const counters: HostCounter[] = [];
  let section: string | null = null;
  for (const line of lines) {
    const title = SECTION.exec(line.text)?.groups?.section;
    section = title ?? (/^\s/.test(line.text) ? section : null);
    if (title !== undefined || (section !== null && /\d/.test(line.text)) || /histogram:$/.test(line.text))
      read.add(line.number);
    const counter = title === undefined && section !== null ? counterOfPhrase(section, line.text.trim()) : null;
    if (counter !== null) counters.push({ kind: 'host-counter', at: cite(block.source, [line]), ...counter });
  }
  return { counters, read, form: 'netstat' };
}

function readProc(block: Block, lines: readonly Line[]): Counters {
  const read = new Set<number>();
  const counters: HostCounter[] = [];
  for (const [index, line] of lines.entries()) {
    const names = PROC_LINE.exec(line.text)?.groups;
    const below = lines[index + 1];
    const values = PROC_LINE.exec(below?.text ?? '')?.groups;
    if (below === undefined || names?.section !== values?.section || /^-?\d/.test(names?.cells ?? '0')) continue;
    const [keys, numbers] = [(names?.cells ?? '').split(' '), (values?.cells ?? '').split(' ')];
    if (keys.length !== numbers.length || numbers.some((number) => !/^-?\d{1,16}$/.test(number))) continue;
    const at = cite(block.source, [line, below]);
    for (const [column, key] of keys.entries()) {
      counters.push({
        kind: 'host-counter',
        at,
        name: `${names?.section ?? ''}${key}`,
        value: Number(numbers[column]),
      });
    }
    for (const { number } of [line, below]) read.add(number);
  }
  return { counters, read, form: 'proc' };
}

function countersOf(block: Block): Counters | null {
  const lines = worded(block.lines).filter(({ text }) => text.length <= LONGEST_LINE);
  if (lines.some(({ text }) => SECTION.test(text))) return readNetstat(block, lines);
  const proc = readProc(block, lines);
  if (proc.counters.length > 0) return proc;
  const nstat = readNstat(block, lines);
  if (nstat.read.size > 0) return nstat;
  // A single line of `netstat -s | grep`: only counters that are printed by name are clear without their section.
  return /^(?:\S*\/)?netstat /.test(block.command ?? '') ? readPicked(block, lines) : null;
}

function readPicked(block: Block, lines: readonly Line[]): Counters {
  const read = new Set<number>();
  const counters = lines.flatMap((line): readonly HostCounter[] => {
    const found = ['TcpExt', 'Tcp', 'Ip']
      .map((section) => counterOfPhrase(section, line.text.trim()))
      .find((counter) => counter !== null && (!/^\w+:/.test(line.text.trim()) || IN_TCP_EXT.test(counter.name)));
    if (found === undefined || found === null) return [];
    read.add(line.number);
    return [{ kind: 'host-counter', at: cite(block.source, [line]), ...found }];
  });
  return { counters, read, form: 'netstat' };
}

/** Names that stand in TcpExt alone. */
const IN_TCP_EXT = /^TcpExt(?:IPReversePathFilter|TCP\w+|Listen\w+|PAWS\w+|Syncookies\w+)$/;

/** The program, and what its output goes through, which may hold more bars in quotes. */
function splitPipe(command: string): readonly [string, string | null] {
  const bar = command.indexOf('|');
  return bar === -1 ? [command, null] : [command.slice(0, bar), command.slice(bar + 1).trim()];
}

/** `nstat` counts from its last reading unless `-a`; it and netstat leave zeros out, nstat not with `-z`. */
function listingOf(block: Block, { counters, form }: Counters): HostCounterListing {
  const [program = '', pipe = null] = splitPipe(block.command ?? '');
  const words = program.trim().split(/\s+/);
  const options = words.filter((word) => word.startsWith('-')).join('');
  const absolute = form !== 'nstat' || /a/.test(options);
  const asked = form === 'nstat' ? words.slice(1).filter((word) => /^[A-Z*]/.test(word)) : [];
  const filter = pipe === null ? asked : [...asked, pipe];
  const lines = worded(block.lines).slice(0, 1);
  return {
    kind: 'host-counter-listing',
    at: cite(block.source, lines),
    since: absolute ? 'boot' : block.command === null ? null : 'last-reading',
    showsZero: form === 'proc' || (form === 'nstat' && /z/.test(options)),
    filter: filter.length > 0 ? filter : null,
    showsExtensions:
      (form === 'nstat' && block.command !== null) || counters.some(({ name }) => /^(?:Tcp|Ip)Ext/.test(name)),
  };
}

/** `nstat`, `netstat -s`, `/proc/net/netstat` and `snmp`: a `host-counter` for each and a `host-counter-listing`. */
export const hostCounters: TextParser = {
  kind: 'host-counters',
  unbounded: true,
  commands:
    /^(?:sudo )?(?:\S*\/)?(?:nstat\b|netstat (?:-\S+ )*(?:-\w*s|--statistics)|cat [^;&|]*\/proc\/net\/(?:netstat|snmp6?)\b)/,
  looksLike: (block) => {
    const found = countersOf(withinReach(block));
    return found !== null && found.counters.length > 0;
  },
  read(given: Block): Reading {
    const block = withinReach(given);
    const found = countersOf(block);
    if (found === null) return { facts: [], read: new Set() };
    const listing = isReadWhole(given, found.read) ? [listingOf(block, found)] : [];
    return { facts: [...listing, ...found.counters], read: found.read };
  },
};
