import type { Fact } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import type { Block, Reading, TextParser } from '../parser.ts';
import { configuredInterface, configuredRoute, configuredRule, type Place, yesOrNo } from './configured.ts';
import { fileSections } from './file-sections.ts';
import { entryValue, type Ini, type IniEntry, readIni, sectionsNamed } from './ini-sections.ts';
import { asFarAsRead } from './listing.ts';
import { routeWordsOfNm } from './nm-route.ts';
import { readNmcli } from './nmcli.ts';
import { withinReach } from './reach.ts';

function isWanted(path: string): boolean {
  return /\.nmconnection(?:\.txt)?$|\/system-connections\/[^/]+$/.test(path);
}

/** The keys of one family: addresses, routes, rules. `unclear` gets the lines that are not understood. */
function familyFacts(place: Place, ini: Ini, family: 'ipv4' | 'ipv6', unclear: Set<number>): readonly Fact[] {
  const entries = sectionsNamed(ini, family).flatMap((section) => section.entries);
  return entries.flatMap((entry): readonly Fact[] => {
    const fact = entryFact(place, entry, entries);
    if (fact === null) unclear.add(entry.line.number);
    return fact === null || fact === 'setting' ? [] : [fact];
  });
}

function entryFact(place: Place, entry: IniEntry, entries: readonly IniEntry[]): Fact | 'setting' | null {
  const { key, value, line } = entry;
  if (/^routing-rule\d+$/.test(key)) return configuredRule(place, value, [line]);
  if (!/^routes?\d+$/.test(key)) return 'setting';
  const options = entries.find((other) => other.key === `${key}_options`)?.value ?? '';
  const words = routeWordsOfNm(value, options, place.interface);
  return words === null ? null : configuredRoute(place, words, [line]);
}

/** `address1=10.0.0.5/24,10.0.0.1`: the address, and behind the comma the gateway of the connection. */
function addressesOf(ini: Ini): { readonly addresses: readonly string[]; readonly gateways: readonly string[] } {
  const entries = ['ipv4', 'ipv6'].flatMap((name) => sectionsNamed(ini, name).flatMap((section) => section.entries));
  const given = entries.filter(({ key }) => /^address(?:es)?\d*$/.test(key)).map(({ value }) => value.split(','));
  const gateways = entries.filter(({ key }) => key === 'gateway').map(({ value }) => value);
  return {
    addresses: given.flatMap(([address = '']) => (address === '' ? [] : [address.trim()])),
    gateways: [...given.flatMap(([, gateway]) => (gateway === undefined ? [] : [gateway.trim()])), ...gateways],
  };
}

function keyfileFacts(block: Block, path: string | null, ini: Ini, unclear: Set<number>): readonly Fact[] {
  const connection = sectionsNamed(ini, 'connection').at(-1);
  const ipv4 = sectionsNamed(ini, 'ipv4').at(-1);
  const device = entryValue(connection, 'interface-name') ?? null;
  const place: Place = { source: block.source, owner: 'network-manager', file: path, interface: device };
  const method = entryValue(ipv4, 'method');
  const never = yesOrNo(entryValue(ipv4, 'never-default'));
  const shown = configuredInterface(
    place,
    ini.sections.flatMap(({ lines }) => lines),
    {
      name: entryValue(connection, 'id') ?? null,
      // NetworkManager activates a connection by itself unless it is told not to.
      atBoot: yesOrNo(entryValue(connection, 'autoconnect')) ?? true,
      dhcp4: method === undefined ? null : method === 'auto',
      ...addressesOf(ini),
      routeTable: entryValue(ipv4, 'route-table') ?? null,
      defaultRoute: never === null ? null : !never,
      canHoldRules: true,
    },
  );
  return [shown, ...familyFacts(place, ini, 'ipv4', unclear), ...familyFacts(place, ini, 'ipv6', unclear)];
}

function readKeyfiles(block: Block): Reading {
  const facts: Fact[] = [];
  const read = new Set<number>();
  const unclear = new Set<number>();
  for (const section of fileSections(block, isWanted)) {
    const ini = readIni(section.lines);
    for (const { number } of [...section.headings, ...ini.read]) read.add(number);
    if (sectionsNamed(ini, 'connection').length > 0) facts.push(...keyfileFacts(block, section.path, ini, unclear));
  }
  for (const number of unclear) read.delete(number);
  return { facts, read };
}

function isKeyfile(block: Block): boolean {
  return worded(block.lines).some(({ text }) => text.trim() === '[connection]');
}

/** NetworkManager's keyfiles, and `nmcli connection show`, of all connections or of one. */
export const networkManager: TextParser = {
  kind: 'network-manager',
  unbounded: true,
  commands:
    /^(?:sudo )?(?:(?:\S*\/)?nmcli (?:.* )?c(?:on(?:nection)?)?(?: s(?:how)?\b.*)?$|(?:cat|head|tail|e?grep|more|less) [^;&]*(?:\/system-connections\/|\.nmconnection\b))/,
  looksLike: (block) =>
    isKeyfile(block) || block.lines.some(({ text }) => /^(?:connection\.id:|NAME +UUID +TYPE +DEVICE)/.test(text)),
  read(given: Block): Reading {
    const block = withinReach(given);
    const { facts, read } = isKeyfile(block) ? readKeyfiles(block) : readNmcli(block);
    return { facts: asFarAsRead(given, facts, read), read };
  },
};
