import type { Fact } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import type { Block, Line, Reading } from '../parser.ts';
import { configuredInterface, configuredRoute, configuredRule, type Place, yesOrNo } from './configured.ts';
import { routeWordsOfNm, shortNmRoute } from './nm-route.ts';

const LONGEST_LINE = 4000;
const TITLE = /^NAME\s+UUID\s+TYPE\s+DEVICE(?:\s.*)?$/;
const ROW =
  /^(?<name>\S.*?)\s{1,60}(?<uuid>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\s+(?<type>[\w-]+)\s+(?<device>\S+)\s*$/;
/** `ipv4.routing-rules:   priority 100 from …`; without spaces with `-t`. */
const PROPERTY =
  /^(?<key>(?:connection|ipv[46]|GENERAL|IP[46]|DHCP[46]|802-3-ethernet|proxy|ethtool|bond|vlan|802-1x|hostname|match|link|tc|sriov|dcb)[\w.[\]-]*):\s*(?<value>.*)$/;

interface Property {
  readonly key: string;
  readonly value: string;
  readonly line: Line;
}

/** `nmcli connection show`: the list of connections, or the properties of one. */
export function readNmcli(block: Block): Reading {
  const read = new Set<number>();
  const rows: Fact[] = [];
  const properties: Property[] = [];
  for (const line of worded(block.lines)) {
    const text = line.text.trim();
    if (text.length > LONGEST_LINE) continue;
    const row = text.length > 400 ? undefined : ROW.exec(text)?.groups;
    const property = PROPERTY.exec(text)?.groups;
    if (row !== undefined) {
      const device = row.device === '--' || row.device === undefined ? null : row.device;
      rows.push(configuredInterface(placeOf(block, device), [line], { name: row.name?.trim() ?? null }));
    } else if (property?.key !== undefined) properties.push({ key: property.key, value: shown(property.value), line });
    else if (!TITLE.test(text)) continue;
    read.add(line.number);
  }
  const { facts, unclear } = connectionFacts(block, properties);
  for (const number of unclear) read.delete(number);
  return { facts: [...rows, ...facts], read };
}

function placeOf(block: Block, device: string | null): Place {
  return { source: block.source, owner: 'network-manager', file: null, interface: device };
}

/** nmcli prints `--` for nothing. */
function shown(value: string | undefined): string {
  return value === undefined || value === '--' ? '' : value;
}

function connectionFacts(
  block: Block,
  properties: readonly Property[],
): { facts: readonly Fact[]; unclear: readonly number[] } {
  const value = (key: string): string | null => properties.find((property) => property.key === key)?.value || null;
  if (!properties.some(({ key }) => /^(?:connection|ipv[46])\./.test(key))) return { facts: [], unclear: [] };
  const place = placeOf(block, value('connection.interface-name') ?? value('GENERAL.DEVICES'));
  const method = value('ipv4.method');
  const never = yesOrNo(value('ipv4.never-default') ?? undefined);
  const table = /^(\d+)/.exec(value('ipv4.route-table') ?? '')?.[1];
  const own = configuredInterface(
    place,
    properties.map(({ line }) => line),
    {
      name: value('connection.id'),
      atBoot: yesOrNo(value('connection.autoconnect') ?? undefined),
      dhcp4: method === null ? null : method === 'auto',
      addresses: listOf(value('ipv4.addresses')),
      gateways: listOf(value('ipv4.gateway')),
      // 0 means that NetworkManager chooses: the main table.
      routeTable: table === undefined || table === '0' ? null : table,
      defaultRoute: never === null ? null : !never,
      canHoldRules: properties.some(({ key }) => key === 'ipv4.routing-rules'),
    },
  );
  const made = properties.map((property) => ({ property, facts: propertyFacts(place, property) }));
  return {
    facts: [own, ...made.flatMap(({ facts }) => facts ?? [])],
    unclear: made.flatMap(({ property, facts }) => (facts === null ? [property.line.number] : [])),
  };
}

function propertyFacts(place: Place, { key, value, line }: Property): readonly Fact[] | null {
  const isRules = /^ipv[46]\.routing-rules$/.test(key);
  if (!isRules && !/^ipv[46]\.routes$/.test(key)) return [];
  const pieces = isRules ? listOf(value) : routesIn(value);
  const facts = pieces.map((piece) => (isRules ? configuredRule(place, piece, [line]) : routeFact(place, piece, line)));
  return facts.includes(null) ? null : facts.flatMap((fact) => fact ?? []);
}

/** Older versions put each route into braces, newer ones a comma between them. */
function routesIn(value: string): readonly string[] {
  return value.includes('{')
    ? value
        .split(/\s*[;}]\s*/)
        .map(shortNmRoute)
        .filter((one) => one !== '')
    : listOf(value);
}

function routeFact(place: Place, text: string, line: Line): Fact | null {
  const words = routeWordsOfNm(text, '', place.interface);
  return words === null ? null : configuredRoute(place, words, [line]);
}

function listOf(value: string | null): readonly string[] {
  return (value ?? '').split(/\s*,\s*/).filter((one) => one !== '');
}
