import type { RouterNoRoute, RouterPlatform } from '../../model/facts.ts';
import { isAddress, isPrefix } from '../cli/address-shape.ts';
import { commandWords } from '../cli/command-words.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { platformOfLegend, readClassicTable } from './classic-table.ts';
import { isFrrTable, readFrrTable } from './frr-table.ts';
import { isJunosTable, readJunosTable } from './junos-table.ts';
import { isNxOsTable, readNxOsTable } from './nx-os-table.ts';
import { askedVrf, vrfName } from './route-entry.ts';
import { isRoutingEntry, readRoutingEntry } from './routing-entry.ts';

/** What routers answer when they have no route to what they were asked for. */
const NOTHING = /^(?:% (?:Network|Subnet) not in table|% Route not found|Route not found|% No matching routes? found)$/;
/** The heading of a table of one VRF: NX-OS, then IOS-XR, EOS and IOS. */
const VRF = /^(?:IP(?:v6)? Route Table for VRF "(?<quoted>[^"]{1,64})"|(?:VRF|Routing Table): (?<plain>\S{1,64})$)/;
/** PAN-OS's advanced routing engine is FRR and prints the same rows, with its own names. */
const OF_FIREWALL = /\bethernet\d+\/\d+|^\s*LOGICAL ROUTER\b/;

const SUBNETTED = /^\s+\S{1,43} is (?:variably )?subnetted, (\d{1,6}) subnets/;
const LAST_RESORT = /^Gateway of last resort is \S+ to network 0\.0\.0\.0$/;

interface Format {
  readonly platform: RouterPlatform | null;
  is(lines: readonly Line[]): boolean;
  read(block: Block): Reading;
}

const FORMATS: readonly Format[] = [
  { platform: 'junos', is: isJunosTable, read: readJunosTable },
  { platform: 'nx-os', is: isNxOsTable, read: readNxOsTable },
  { platform: 'frr', is: isFrrTable, read: readFrrTable },
  {
    platform: null,
    is: isRoutingEntry,
    read: (block) => readRoutingEntry(block, block.lines.some(isXrTimestamp) ? 'ios-xr' : 'ios'),
  },
];

/** IOS-XR prints the time above each output. */
function isXrTimestamp({ text }: Line): boolean {
  return /^\w{3} \w{3}\s+\d+ \d+:\d+:\d+\.\d+ \S+$/.test(text.trim().slice(0, 80));
}

/** The address that a command asks for: the first word of it that is one. */
function askedFor(command: string | null): string | null {
  return commandWords(command ?? '').find((word) => isAddress(word) || isPrefix(word)) ?? null;
}

interface Nothing {
  readonly facts: readonly RouterNoRoute[];
  readonly read: readonly number[];
}

/** One fact for each table that answers so; the answer does not repeat the destination. */
function noRoutes(block: Block, platform: RouterPlatform | null): Nothing {
  const destination = askedFor(block.command);
  const facts: RouterNoRoute[] = [];
  const read: number[] = [];
  let vrf = askedVrf(block.command);
  for (const line of destination === null ? [] : worded(block.lines)) {
    const text = line.text.trim().slice(0, 200);
    const named = VRF.exec(text)?.groups;
    if (named !== undefined) vrf = vrfName(named.quoted ?? named.plain);
    if (destination === null || !NOTHING.test(text)) continue;
    facts.push({ kind: 'router-no-route', at: cite(block.source, [line]), platform, vrf, destination });
    read.push(line.number);
  }
  return { facts, read };
}

/** IOS says above its table that it has a default route: where the row of it is missing, more may be. */
function lostDefault(block: Block, { facts }: Reading): readonly Line[] {
  const hasDefault = facts.some((fact) => fact.kind === 'router-route' && fact.prefix === '0.0.0.0/0');
  return hasDefault ? [] : block.lines.filter(({ text }) => LAST_RESORT.test(text.trim().slice(0, 80)));
}

/** IOS counts the routes of a network above them: where fewer follow, some were lost. */
function lostSubnets(block: Block, { facts }: Reading): readonly Line[] {
  const routes = facts.flatMap((fact) => (fact.kind === 'router-route' ? [fact] : []));
  const headings = block.lines.flatMap((line) => {
    const count = SUBNETTED.exec(line.text.slice(0, 120))?.[1];
    return count === undefined ? [] : [{ line, count: Number(count) }];
  });
  return headings.flatMap(({ line, count }, index) => {
    const end = headings[index + 1]?.line.number ?? Number.POSITIVE_INFINITY;
    const below = routes.filter(({ at }) => at.lines[0] > line.number && at.lines[0] < end);
    return new Set(below.map(({ prefix }) => prefix)).size < count ? [line] : [];
  });
}

function readAny(block: Block): Reading {
  const format = FORMATS.find(({ is }) => is(block.lines));
  const reading = format?.read(block) ?? readClassicTable(block);
  const platform = format?.platform ?? platformOfLegend(block.lines);
  const nothing = noRoutes(block, platform);
  const facts = [...reading.facts, ...nothing.facts];
  const read = new Set([...reading.read, ...nothing.read]);
  for (const line of [...lostDefault(block, reading), ...lostSubnets(block, reading)]) read.delete(line.number);
  const silent = worded(block.lines).some((line) => NOTHING.test(line.text.trim()));
  if (facts.length > 0 || !silent) return { facts, read };
  return { facts, read, problem: 'The answer does not name what was asked for: paste it together with its command.' };
}

/**
 * The routing table of a router, whole or for one prefix: `show ip route`, `show ipv6 route` (IOS, IOS-XR, NX-OS, EOS,
 * FRR) and `show route` (Junos, IOS-XR). The layout tells whose it is. The forwarding table of Junos is another output.
 */
export const routerRoute: TextParser = {
  kind: 'router-route',
  commands:
    /^(?:sudo )?(?:vtysh -c ["']?)?(?:show|sho|sh) (?:ip(?:v[46])? ro(?:u|ut|ute)?(?![\w-])(?! summary)|route(?![\w-])(?! (?:forwarding-table|summary|resolution)))/,
  looksLike(block: Block): boolean {
    if (block.lines.some((line) => OF_FIREWALL.test(line.text.slice(0, 400)))) return false;
    if (FORMATS.some(({ is }) => is(block.lines))) return true;
    return platformOfLegend(block.lines) !== null && readClassicTable(block).facts.length > 0;
  },
  read: readAny,
};
