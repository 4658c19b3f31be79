import type { ConfigurationOwner, Fact } from '../../model/facts.ts';
import type { Block, Reading, TextParser } from '../parser.ts';
import { configuredInterface, configuredRoute, configuredRule, type Place, yesOrNo } from './configured.ts';
import { fileSections } from './file-sections.ts';
import { entryValue, type Ini, type IniSection, readIni, sectionsNamed } from './ini-sections.ts';
import { asFarAsRead } from './listing.ts';
import { withinReach } from './reach.ts';

const WANTED = /(?:\.network$|\.network\.d[/\\]\S+\.conf$)/;
/** Sections of a `.network` file that mark it as one, systemd.network(5). */
const MARK = /^\[(?:Match|Network|RoutingPolicyRule|Route|DHCPv4)\]$/;

function isWanted(path: string): boolean {
  return WANTED.test(path.replace(/\.txt$/, ''));
}

/** amazon-ec2-net-utils writes its units anew at each boot and each change, below /run. */
function ownerOf(path: string | null): ConfigurationOwner {
  return path !== null && /^\/run\/systemd\/network\/\d+-\S+\.network/.test(path) && !path.includes('netplan')
    ? 'ec2-net-utils'
    : 'networkd';
}

/** `[RoutingPolicyRule]` in the words of `ip rule add`. Keys of the section that it does not have are not understood. */
const RULE_KEYS: Readonly<Record<string, string>> = {
  from: 'from',
  to: 'to',
  table: 'lookup',
  priority: 'priority',
  firewallmark: 'fwmark',
  incominginterface: 'iif',
  outgoinginterface: 'oif',
  sourceport: 'sport',
  destinationport: 'dport',
  ipprotocol: 'ipproto',
  suppressprefixlength: 'suppress_prefixlength',
  suppressinterfacegroup: 'suppress_ifgroup',
  typeofservice: 'tos',
  user: 'uidrange',
};

function ruleWords(section: IniSection): string | null {
  const words: string[] = [];
  for (const { key, value } of section.entries) {
    const name = key.toLowerCase();
    const word = RULE_KEYS[name];
    if (word !== undefined) words.push(word, value);
    else if (name === 'invertrule') words.push(...(yesOrNo(value) === true ? ['not'] : []));
    else if (name === 'type') words.push(...(value === 'table' ? [] : [value]));
    else if (name !== 'family' && name !== 'l3masterdevice') return null;
  }
  return words.join(' ');
}

/** `[Route]` in the words of `ip route add`; a route with a gateway and no destination is a default route. */
function routeWords(section: IniSection, device: string | null): string | null {
  const value = (key: string): string | undefined => entryValue(section, key);
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['dev', device ?? undefined],
    ['via', value('Gateway')],
    ['table', value('Table')],
    ['metric', value('Metric')],
    ['src', value('PreferredSource')],
    ['scope', value('Scope')],
    ['mtu', value('MTUBytes')],
    ['proto', value('Protocol')],
  ];
  const known =
    /^(?:Destination|Gateway|Table|Metric|PreferredSource|Scope|MTUBytes|Protocol|Type|GatewayOnLink|Source|IPv6Preference)$/i;
  if (section.entries.some(({ key }) => !known.test(key)) || /^_dhcp4$|^_ipv6ra$/.test(value('Gateway') ?? ''))
    return null;
  const words = pairs.flatMap(([word, text]) => (text === undefined ? [] : [word, text]));
  const onlink = yesOrNo(value('GatewayOnLink')) === true ? ['onlink'] : [];
  return [value('Type') ?? 'unicast', value('Destination') ?? 'default', ...words, ...onlink].join(' ');
}

function factsOf(place: Place, ini: Ini, unclear: Set<number>): readonly Fact[] {
  const facts: Fact[] = [];
  const network = sectionsNamed(ini, 'Network').at(-1);
  const dhcp = sectionsNamed(ini, 'DHCPv4').at(-1) ?? sectionsNamed(ini, 'DHCP').at(-1);
  const [asked, routes] = [entryValue(network, 'DHCP'), yesOrNo(entryValue(dhcp, 'UseRoutes'))];
  const lines = ini.sections.flatMap((section) => section.lines);
  const addressSections = [...sectionsNamed(ini, 'Address'), ...sectionsNamed(ini, 'Network')];
  facts.push(
    configuredInterface(place, lines, {
      dhcp4: asked === undefined ? null : /^(?:yes|true|ipv4|both|1)$/i.test(asked),
      addresses: addressSections.flatMap((section) =>
        section.entries.filter(({ key }) => key === 'Address').map(({ value }) => value),
      ),
      gateways: network?.entries.filter(({ key }) => key === 'Gateway').map(({ value }) => value) ?? [],
      routeTable: entryValue(dhcp, 'RouteTable') ?? null,
      defaultRoute: routes === false ? false : yesOrNo(entryValue(network, 'DefaultRouteOnDevice')),
      atBoot: true,
      canHoldRules: true,
    }),
  );
  for (const section of sectionsNamed(ini, 'RoutingPolicyRule')) add(section, ruleWords(section), configuredRule);
  for (const section of sectionsNamed(ini, 'Route'))
    add(section, routeWords(section, place.interface), configuredRoute);
  return facts;

  function add(section: IniSection, words: string | null, make: typeof configuredRule | typeof configuredRoute): void {
    const fact = words === null ? null : make(place, words, section.lines);
    if (fact !== null) facts.push(fact);
    else for (const { number } of section.lines) unclear.add(number);
  }
}

function matchedInterface(ini: Ini, path: string | null): string | null {
  const name = entryValue(sectionsNamed(ini, 'Match').at(-1), 'Name');
  if (name !== undefined) return /[\s*?![\]]/.test(name) ? null : name;
  return /(?:^|\/)\d+-(?<name>[a-z]+\d+\w*)\.network/.exec(path ?? '')?.groups?.name ?? null;
}

/** systemd-networkd's `.network` files, and those that amazon-ec2-net-utils writes for it. */
export const networkd: TextParser = {
  kind: 'networkd',
  unbounded: true,
  commands:
    /^(?:sudo )?(?:(?:cat|head|tail|e?grep|more|less) [^;&]*(?:\/systemd\/network\/|\.network\b)|networkctl cat\b|systemctl cat \S+\.network\b)/,
  looksLike: (block) => block.lines.some(({ text }) => /^\[(?:RoutingPolicyRule|DHCPv4|Match)\]$/.test(text.trim())),
  read(given: Block): Reading {
    const block = withinReach(given);
    const facts: Fact[] = [];
    const read = new Set<number>();
    const unclear = new Set<number>();
    for (const section of fileSections(block, isWanted)) {
      const ini = readIni(section.lines);
      for (const { number } of [...section.headings, ...ini.read]) read.add(number);
      if (!section.lines.some(({ text }) => MARK.test(text.trim()))) continue;
      const place = {
        source: block.source,
        owner: ownerOf(section.path),
        file: section.path,
        interface: matchedInterface(ini, section.path),
      };
      facts.push(...factsOf(place, ini, unclear));
    }
    for (const number of unclear) read.delete(number);
    return { facts: asFarAsRead(given, facts, read), read };
  },
};
