import type { Interface, InterfaceCounters } from '../../model/facts.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { commandWords } from './command-words.ts';
import { type InterfaceTraits, isUnusedLine, NO_TRAITS, namedBy, traitsAfter } from './interface-page.ts';
import { isLayout, rowOf } from './layout.ts';

const SECTION = /^(?<part>Physical port|Hardware interface|Logical interface) counters read from (?:MAC|CPU):?$/i;
const COUNTER = /^(?<label>[A-Za-z][\w -]*?)\s+(?<value>\d+)$/;
const HARDWARE_LABEL =
  /^(?:[rt]x-[\w-]+|(?:bytes|packets) (?:received|transmitted)|receive (?:incoming )?errors|receive discarded|packets dropped)$/i;
/** The logical counters that a finding quotes. */
const QUOTED = ['packets dropped by flow state check', 'no route', 'arp not found', 'packets routed to different zone'];
const LOGICAL_LABELS: ReadonlySet<string> = new Set([
  ...QUOTED,
  'bytes received',
  'bytes transmitted',
  'packets received',
  'packets transmitted',
  'receive errors',
  'packets dropped',
  'forwarding errors',
  'neighbor not found',
  'neighbor info pending',
  'mac not found',
  'land attacks',
  'ping-of-death attacks',
  'teardrop attacks',
  'ip spoof attacks',
  'mac spoof attacks',
  'icmp fragment',
  'layer2 encapsulated packets',
  'layer2 decapsulated packets',
  'tcp cps',
  'udp cps',
  'sctp cps',
  'other cps',
]);

/** Everything that was read about one interface. */
interface Page {
  readonly name: string;
  readonly traits: InterfaceTraits;
  readonly telling: readonly Line[];
  readonly counters: ReadonlyMap<string, { readonly line: Line; readonly value: number }>;
}

function emptyPage(name: string): Page {
  return { name, traits: NO_TRAITS, telling: [], counters: new Map() };
}

/** `show interface X` and `show counter interface X` name the interface in the command. */
function askedInterface(command: string | null): string | null {
  const words = commandWords(command ?? '');
  const name = words[words.indexOf('interface') + 1];
  return words.includes('interface') && name !== undefined && name !== 'all' ? name : null;
}

function counterIn(line: Line): { readonly label: string; readonly value: number } | null {
  const cells = rowOf(COUNTER, line.text);
  return cells?.label === undefined ? null : { label: cells.label.toLowerCase(), value: Number(cells.value) };
}

/** The page with this line added to it, the page itself for a line that is known and adds nothing, null when unknown. */
function addLine(page: Page, part: string, line: Line): Page | null {
  const text = line.text.trim();
  const counter = counterIn(line);
  if (part === 'logical interface' && counter !== null && LOGICAL_LABELS.has(counter.label)) {
    return { ...page, counters: new Map([...page.counters, [counter.label, { line, value: counter.value }]]) };
  }
  if (part !== '')
    return counter !== null && part !== 'logical interface' && HARDWARE_LABEL.test(counter.label) ? page : null;
  const traits = traitsAfter(text, page.traits);
  if (traits !== null) return { ...page, traits, telling: [...page.telling, line] };
  return isUnusedLine(line) ? page : null;
}

function readPages(block: Block): { readonly pages: readonly Page[]; readonly read: ReadonlySet<number> } {
  const pages = new Map<string, Page>();
  const read = new Set<number>();
  let name = askedInterface(block.command);
  // '' while configuration lines are shown, then the title of the counters that follow.
  let part = '';
  for (const line of block.lines) {
    const text = line.text.trim();
    const named = namedBy(text);
    const title = SECTION.exec(text)?.groups?.part?.toLowerCase();
    if (named !== null) part = '';
    name = named ?? name;
    part = title ?? part;
    const page = name === null ? null : (pages.get(name) ?? emptyPage(name));
    const next = page === null ? null : addLine(page, part, line);
    if (next !== null) pages.set(next.name, next);
    if (next !== null || named !== null || title !== undefined || isLayout(line)) read.add(line.number);
  }
  return { pages: [...pages.values()], read };
}

function interfaceFact(source: string, page: Page): readonly Interface[] {
  if (page.telling.length === 0) return [];
  return [{ kind: 'interface', at: cite(source, page.telling), name: page.name, ...page.traits }];
}

function countersFact(source: string, page: Page): readonly InterfaceCounters[] {
  if (page.counters.size === 0) return [];
  const value = (label: string): number | null => page.counters.get(label)?.value ?? null;
  const quoted = QUOTED.map((label) => page.counters.get(label)?.line).filter((line) => line !== undefined);
  return [
    {
      kind: 'interface-counters',
      at: cite(source, quoted.length > 0 ? quoted : [...page.counters.values()].map(({ line }) => line)),
      name: page.name,
      zone: page.traits.zone,
      flowState: value('packets dropped by flow state check'),
      zoneChange: value('packets routed to different zone'),
      noRoute: value('no route'),
      noArp: value('arp not found'),
      received: value('packets received'),
      sent: value('packets transmitted'),
    },
  ];
}

/**
 * `show interface X` and `show counter interface X`. Counters come from the logical section alone (labels and meaning:
 * vendor article kA14u0000008V0l); the hardware sections repeat some of the labels for the port.
 */
export const interfaceOne: TextParser = {
  kind: 'interface',
  commands: /^show (?:interface (?!(?:all|hardware|logical|management)\b)|counter interface )\S/,
  looksLike: (block) =>
    block.lines.some((line) => /^\s*Name: \S+, ID: \d+/.test(line.text) || SECTION.test(line.text.trim())),
  read(block: Block): Reading {
    const { pages, read } = readPages(block);
    const facts = pages.flatMap((page) => [...interfaceFact(block.source, page), ...countersFact(block.source, page)]);
    if (facts.length > 0) return { facts, read };
    return {
      facts,
      read,
      problem: 'No interface name was found: paste the output from its "Name:" line on, or with its command.',
    };
  },
};
