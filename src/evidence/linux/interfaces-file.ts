import type { Fact } from '../../model/facts.ts';
import type { Block, Line, TextParser } from '../parser.ts';
import { configuredInterface, configuredRoute, configuredRule, type Place } from './configured.ts';
import { type FileSection, readFileSections } from './file-sections.ts';

/** interfaces(5) of ifupdown. Options that say nothing about addresses, routes or rules are read over. */
const STANZA = /^iface (?<name>\S{1,32}) (?<family>inet6?) (?<method>\w+)$/;
const AT_BOOT = /^(?:auto|allow-(?:auto|hotplug|boot)) (?<names>\S.*)$/;
const OTHER_STANZA = /^(?:source(?:-directory)?|mapping|no-auto-down|no-scripts|template|rename) \S.*$/;
const COMES_UP = /^(?:pre-up|up|post-up) (?<command>.+)$/;
const GOES_DOWN = /^(?:pre-down|down|post-down) .+$/;
const OPTION = /^(?<key>[a-z][\w-]{1,40}) (?<value>\S.*)$/;
const IP_ADD = /^(?:\S*\/)?ip (?:-[46] )?(?<what>rule|ru|route|ro|r) (?:add|a|append|replace) (?<words>.*)$/;

interface Stanza {
  readonly name: string;
  readonly method: string;
  readonly lines: Line[];
  readonly options: Map<string, string>;
}

function isWanted(path: string): boolean {
  return /\/network\/interfaces(?:\.d\/\S+)?$|(?:^|[/\\])interfaces$/.test(path);
}

function readFile(block: Block, { path, lines }: FileSection, facts: Fact[], read: Set<number>): void {
  const boot = new Set<string>();
  const stanzas: Stanza[] = [];
  for (const { text, line } of lines) {
    const content = text.trim().replace(/\s+/g, ' ');
    const stanza = STANZA.exec(content)?.groups;
    const auto = AT_BOOT.exec(content)?.groups?.names;
    for (const name of auto?.split(' ') ?? []) boot.add(name);
    if (stanza?.name !== undefined)
      stanzas.push({ name: stanza.name, method: stanza.method ?? '', lines: [line], options: new Map() });
    const known = stanza !== undefined || auto !== undefined || OTHER_STANZA.test(content) || content.startsWith('#');
    if (known || takeOption(block, path, stanzas.at(-1), content, line, facts)) read.add(line.number);
  }
  for (const stanza of stanzas) facts.push(stanzaFact(block, path, stanza, boot));
}

function takeOption(
  block: Block,
  path: string | null,
  stanza: Stanza | undefined,
  text: string,
  line: Line,
  facts: Fact[],
): boolean {
  if (stanza === undefined) return false;
  const place: Place = { source: block.source, owner: 'interfaces', file: path, interface: stanza.name };
  const command = COMES_UP.exec(text)?.groups?.command;
  if (command !== undefined) return takeCommand(place, command, line, facts);
  const option = OPTION.exec(text)?.groups;
  if (option?.key === undefined) return false;
  if (!GOES_DOWN.test(text)) stanza.options.set(option.key, option.value ?? '');
  stanza.lines.push(line);
  return true;
}

/** A command that is no `ip rule add` or `ip route add` is of no use; one of those that is not clear stays unread. */
function takeCommand(place: Place, command: string, line: Line, facts: Fact[]): boolean {
  const written = command.replace(/\$\{?IFACE\}?/g, place.interface ?? '').replace(/ \|\| \S+$/, '');
  const { what, words = '' } = IP_ADD.exec(written)?.groups ?? {};
  if (what === undefined) return !/\bip (?:-[46] )?r\w* /.test(written);
  const fact = what.startsWith('ru') ? configuredRule(place, words, [line]) : configuredRoute(place, words, [line]);
  if (fact !== null) facts.push(fact);
  return fact !== null;
}

function stanzaFact(block: Block, path: string | null, stanza: Stanza, boot: ReadonlySet<string>): Fact {
  const { name, method, lines, options } = stanza;
  const [address, mask, gateway] = [options.get('address'), options.get('netmask'), options.get('gateway')];
  const length = mask !== undefined && /^\d{1,3}$/.test(mask) ? `/${mask}` : '';
  return configuredInterface({ source: block.source, owner: 'interfaces', file: path, interface: name }, lines, {
    atBoot: boot.has(name),
    dhcp4: method === 'dhcp',
    addresses: address === undefined ? [] : [address.includes('/') ? address : `${address}${length}`],
    gateways: gateway === undefined ? [] : [gateway],
    canHoldRules: true,
  });
}

/** Debian's `/etc/network/interfaces` and the files below `interfaces.d`. */
export const interfacesFile: TextParser = {
  kind: 'interfaces-file',
  unbounded: true,
  commands: /^(?:sudo )?(?:cat|head|tail|more|less) [^;&]*\/network\/interfaces/,
  looksLike: (block) => block.lines.some(({ text }) => STANZA.test(text.slice(0, 200).trim())),
  read: (block) => readFileSections(block, isWanted, readFile),
};
