import type { Fact } from '../../model/facts.ts';
import type { Block, TextParser } from '../parser.ts';
import { configuredInterface, configuredRoute, configuredRule, type Place, yesOrNo } from './configured.ts';
import { baseName, type FileSection, readFileSections } from './file-sections.ts';

/** /etc/sysconfig/network-scripts: initscripts(8) reads `ifcfg-IF`, and with it `rule-IF`, `rule6-IF`, `route-IF`, `route6-IF`. */
const FILE = /(?:^|[/\\])(?<kind>ifcfg|rule6?|route6?)-(?<interface>[\w.:*-]{1,64})$/;
const SETTING = /^(?:export )?(?<key>[A-Z][A-Z0-9_]{1,40})=(?<value>.*)$/;
const WANTED_COMMAND =
  /^(?:sudo )?(?:cat|head|tail|e?grep|more|less) [^;&]*(?:\/network-scripts\/|(?:\/|\s)(?:ifcfg|rule6?|route6?)-[\w.:*{},?-]+)/;

/** `head` and `tail` name the file above its lines, `grep` in front of each. */
const SHOWN = /^(?:==> )?\/\S{0,200}\/(?:ifcfg|rule6?|route6?)-[\w.:-]{1,64}(?: <==|:)/;

/** Without its `rule-IF` an interface brings no rules back: initscripts(8) reads them from nowhere else. */
const NO_FILE =
  /^(?:cat|head|tail): (?:cannot open )?['‘"]?(?<path>\/[^\s'’":]{1,200}\/(?:rule|route)6?-[\w.-]{1,64})['’"]?(?: for reading)?: No such file or directory$/;

function isWanted(path: string): boolean {
  return FILE.test(path.replace(/\.(?:txt|cfg|conf)$/, ''));
}

function readSection(block: Block, section: FileSection, facts: Fact[], read: Set<number>): void {
  const missing = section.lines.filter((line) => isMissingFile(block, line, facts));
  for (const { line } of missing) read.add(line.number);
  readFile(block, { ...section, lines: section.lines.filter((line) => !missing.includes(line)) }, facts, read);
}

function isMissingFile({ source }: Block, { text, line }: FileSection['lines'][number], facts: Fact[]): boolean {
  const path = NO_FILE.exec(text.trim().slice(0, 300))?.groups?.path;
  const named = FILE.exec(path ?? '')?.groups;
  if (path === undefined || named?.interface === undefined) return false;
  const place: Place = { source, owner: 'ifcfg', file: path, interface: named.interface };
  if (named.kind?.startsWith('rule')) facts.push(configuredInterface(place, [line], { canHoldRules: true }));
  return true;
}

function readFile(block: Block, section: FileSection, facts: Fact[], read: Set<number>): void {
  const named = FILE.exec((section.path ?? '').replace(/\.(?:txt|cfg|conf)$/, ''))?.groups;
  const known = named?.interface !== undefined && !/[*?]/.test(named.interface) ? named.interface : null;
  const kind = named?.kind ?? (section.lines.some(({ text }) => /^DEVICE=/.test(text)) ? 'ifcfg' : null);
  const place: Place = { source: block.source, owner: 'ifcfg', file: section.path, interface: known };
  if (kind === null) return;
  const settings = kind === 'ifcfg' || isOldRouteFile(section);
  for (const { text, line } of section.lines) {
    const content = text.trim();
    if (content === '') continue;
    const fact = settings || content.startsWith('#') ? null : lineFact(place, kind, content, line);
    if (fact !== null) facts.push(fact);
    if (fact !== null || content.startsWith('#') || (settings && SETTING.test(content))) read.add(line.number);
  }
  if (kind === 'ifcfg') facts.push(...interfaceFacts(place, section));
  else if (settings) facts.push(...oldRoutes(place, section));
}

function lineFact(place: Place, kind: string, text: string, line: FileSection['lines'][number]['line']): Fact | null {
  return kind.startsWith('rule') ? configuredRule(place, text, [line]) : configuredRoute(place, text, [line]);
}

function valuesOf(section: FileSection): ReadonlyMap<string, string> {
  const pairs = section.lines.map(({ text }) => SETTING.exec(text.trim())?.groups);
  return new Map(pairs.flatMap((pair) => (pair?.key === undefined ? [] : [[pair.key, unquoted(pair.value ?? '')]])));
}

function unquoted(value: string): string {
  return value.trim().replace(/^(["'])(.*)\1$/, '$2');
}

function interfaceFacts(place: Place, section: FileSection): readonly Fact[] {
  const values = valuesOf(section);
  if (values.size === 0) return [];
  const owned = { ...place, interface: values.get('DEVICE') ?? place.interface };
  const protocol = values.get('BOOTPROTO')?.toLowerCase();
  const gateway = values.get('GATEWAY');
  const shown = {
    name: values.get('NAME') ?? null,
    atBoot: yesOrNo(values.get('ONBOOT')),
    dhcp4: protocol === undefined ? null : protocol === 'dhcp' || protocol === 'bootp',
    addresses: addressesIn(values),
    gateways: gateway === undefined ? [] : [gateway],
    defaultRoute: yesOrNo(values.get('DEFROUTE')),
    routeTable: values.get('IPV4_ROUTE_TABLE') ?? null,
  };
  return [
    configuredInterface(
      owned,
      section.lines.map(({ line }) => line),
      shown,
    ),
  ];
}

/** `IPADDR=`, `IPADDR1=` with `PREFIX1=`; a netmask is turned into a length. */
function addressesIn(values: ReadonlyMap<string, string>): readonly string[] {
  return [...values].flatMap(([key, address]) => {
    const number = /^IPADDR(\d*)$/.exec(key)?.[1];
    if (number === undefined) return [];
    const length = values.get(`PREFIX${number}`) ?? lengthOfMask(values.get(`NETMASK${number}`));
    return [length === null ? address : `${address}/${length}`];
  });
}

function lengthOfMask(mask: string | undefined): string | null {
  const bytes = (mask ?? '').split('.');
  if (bytes.length !== 4 || bytes.some((byte) => !/^\d{1,3}$/.test(byte) || Number(byte) > 255)) return null;
  const bits = bytes.map((byte) => Number(byte).toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits) ? String(bits.indexOf('0') === -1 ? 32 : bits.indexOf('0')) : null;
}

/** The old form of route files: `ADDRESS0=`, `NETMASK0=`, `GATEWAY0=`. */
function isOldRouteFile(section: FileSection): boolean {
  return section.lines.some(({ text }) => /^\s*ADDRESS\d+=/.test(text));
}

function oldRoutes(place: Place, section: FileSection): readonly Fact[] {
  const values = valuesOf(section);
  return [...values].flatMap(([key, address]) => {
    const number = /^ADDRESS(\d+)$/.exec(key)?.[1];
    const length = number === undefined ? null : lengthOfMask(values.get(`NETMASK${number}`));
    const gateway = values.get(`GATEWAY${number ?? ''}`);
    if (length === null) return [];
    const device = place.interface === null ? '' : ` dev ${place.interface}`;
    const text = `${address}/${length}${gateway === undefined ? '' : ` via ${gateway}`}${device}`;
    const route = configuredRoute(
      place,
      text,
      section.lines.map(({ line }) => line),
    );
    return route === null ? [] : [route];
  });
}

/** `ifcfg-*`, `rule-*` and `route-*` of Red Hat systems and their kin, from `cat`, `head`, `grep` or as files. */
export const ifcfg: TextParser = {
  kind: 'ifcfg',
  unbounded: true,
  commands: WANTED_COMMAND,
  looksLike: (block) =>
    (block.command === null && isWanted(baseName(block.source))) ||
    block.lines.some(({ text }) => SHOWN.test(text.slice(0, 300))) ||
    block.lines.some(({ text }) => /^(?:DEVICE|BOOTPROTO|ONBOOT)=\S/.test(text)),
  read: (block) => readFileSections(block, isWanted, readSection),
};
