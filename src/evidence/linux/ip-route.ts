import type { HostTableRoute, IpFamily, RouteNextHop } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { type IpCommand, ipCommandPattern, readIpCommand } from './ip-command.ts';
import { wordsOfJsonRoute } from './ip-route-json.ts';
import { jsonRecords, looksLikeJson } from './json-records.ts';
import { isReadWhole, listingOf } from './listing.ts';
import { tableName } from './prefix.ts';
import { withinReach } from './reach.ts';
import { isDropping, type RouteWords, readNextHopWords, readRouteWords, written } from './route-words.ts';
import { wordsOf } from './word-reader.ts';

const LONGEST_ROUTE = 4000;
/** More ways than any multipath route has. */
const MOST_HOPS = 1024;
/** What the kernel and iproute2 say of a table that nobody made. */
const NO_TABLE = /^(?:Error: (?:ipv[46]|fib|IPv[46]): (?:FIB|IPv6 FIB|MR) table does not exist\.|\(none\))$/i;
/** What only `ip route get` prints: its routes are answers for one packet. */
const GET_ANSWER = /^\s+cache\b| uid \d{1,10}\s*$/;
const DUMP_ENDED = /^Dump terminated$/;

interface Row extends RouteWords {
  readonly hops: RouteNextHop[];
  readonly lines: Line[];
}

interface Rows {
  readonly rows: readonly Row[];
  readonly read: ReadonlySet<number>;
}

/** The rows of a text: a multipath route goes on in the `nexthop` lines below it, or behind `\` with `-o`. */
function readText(block: Block): Rows {
  const rows: Row[] = [];
  const read = new Set<number>();
  for (const line of worded(block.lines)) {
    if (line.text.length > LONGEST_ROUTE) continue;
    const [first = '', ...more] = wordsOf(line.text.replaceAll('\\', ' '));
    const above = rows.at(-1);
    if (first === 'nh_info') read.add(line.number);
    else if (first === 'nexthop') {
      const hop = above === undefined || above.hops.length >= MOST_HOPS ? null : readNextHopWords(more);
      if (hop === null || above === undefined) continue;
      above.hops.push(hop);
      above.lines.push(line);
      read.add(line.number);
    } else {
      const route = first === '' || more.includes('nh_info') ? null : readRouteWords([first, ...more]);
      if (route === null) continue;
      rows.push({ ...route, hops: [...route.fields.nextHops], lines: [line] });
      read.add(line.number);
    }
  }
  return { rows: wholeRows(rows, read), read };
}

/** A route that leads somewhere and names no way was cut before its `nexthop` lines. */
function wholeRows(rows: readonly Row[], read: Set<number>): readonly Row[] {
  return rows.filter((row) => {
    const whole = row.hops.length > 0 || isDropping(row.fields.type);
    if (!whole) for (const { number } of row.lines) read.delete(number);
    return whole;
  });
}

function readJson(block: Block): Rows {
  const { records, read } = jsonRecords(block.lines);
  const known = new Set(read);
  const rows = records.flatMap((record): readonly Row[] => {
    if (Object.keys(record.value).length === 0) return [];
    const words = wordsOfJsonRoute(record);
    const route = words === null ? null : readRouteWords(words);
    if (route !== null) return [{ ...route, hops: [...route.fields.nextHops], lines: [...record.lines] }];
    for (const { number } of record.lines) known.delete(number);
    return [];
  });
  return { rows, read: known };
}

interface Asked {
  readonly family: IpFamily | null;
  /** The table of rows that print none. */
  readonly table: string | null;
  /** What the listing was asked for: a table, or `all`. */
  readonly listed: string | null;
  readonly filtered: boolean | null;
}

/** `ip route` shows `main` of IPv4; only `table all` prints the table of each route, except of those in `main`. */
function askedOf(command: IpCommand | null, rows: readonly Row[]): Asked {
  if (command === null) {
    const printsTables = rows.some(({ table }) => table !== null);
    return { family: null, table: printsTables ? 'main' : null, listed: null, filtered: null };
  }
  const at = command.words.findIndex((word) => /^t(?:a(?:b(?:l(?:e)?)?)?)?$/.test(word));
  const named = at === -1 ? 'main' : (command.words[at + 1] ?? 'main');
  const rest = at === -1 ? command.words : command.words.filter((_, index) => index !== at && index !== at + 1);
  const all = /^(?:all|0|unspec)$/.test(named);
  const others = rest.some((word) => word === 'vrf');
  return {
    family: command.family ?? (all ? null : 'inet'),
    table: others ? null : all ? 'main' : tableName(named),
    listed: others ? null : all ? 'all' : tableName(named),
    filtered: command.piped || rest.length > 0,
  };
}

function factOf(block: Block, row: Row, asked: Asked): HostTableRoute {
  const family = row.fields.family ?? asked.family;
  return {
    kind: 'host-table-route',
    at: cite(block.source, row.lines),
    ...row.fields,
    nextHops: row.hops,
    family,
    prefix: written(row.fields.prefix, family),
    table: row.table ?? asked.table,
    protocol: row.protocol,
    expiresSeconds: row.expiresSeconds,
  };
}

/** An empty output, or the kernel's remark that the table does not exist, says that the table has no route. */
function isEmptyAnswer(block: Block): boolean {
  return worded(block.lines).every(
    (line) =>
      NO_TABLE.test(line.text.trim()) || DUMP_ENDED.test(line.text.trim()) || /^\[\s*\]?$/.test(line.text.trim()),
  );
}

function readRoutes(given: Block): Reading {
  const block = withinReach(given);
  const command = readIpCommand(block.command);
  if (isEmptyAnswer(given)) {
    const { family, listed, filtered } = askedOf(command, []);
    const read = new Set(block.lines.map(({ number }) => number));
    if (command === null || listed === null) return { facts: [], read: new Set(), problem: WHICH_TABLE };
    return { facts: [listingOf(block, { what: 'routes', family, table: listed, filtered, count: 0 })], read };
  }
  const { rows, read } = looksLikeJson(block.lines) ? readJson(block) : readText(block);
  const asked = askedOf(command, rows);
  const facts = rows.map((row) => factOf(block, row, asked));
  if (!isReadWhole(given, read) || rows.length === 0) return { facts, read };
  const { family, listed, filtered } = asked;
  return {
    facts: [listingOf(block, { what: 'routes', family, table: listed, filtered, count: rows.length }), ...facts],
    read,
  };
}

const WHICH_TABLE = 'It does not say which table is empty: paste it together with its "ip route show table" command.';

function looksLikeRoutes(given: Block): boolean {
  const block = withinReach(given);
  if (looksLikeJson(block.lines)) {
    return jsonRecords(block.lines).records.some(
      ({ value }) => 'dst' in value && ('dev' in value || 'nexthops' in value) && !('lladdr' in value),
    );
  }
  const lines = worded(block.lines);
  if (lines.every((line) => NO_TABLE.test(line.text.trim())) || lines.some(({ text }) => GET_ANSWER.test(text)))
    return false;
  const { rows } = readText(block);
  return rows.some(
    ({ hops, lines: own }) => hops.some(({ device }) => device !== null) && /\bdev \S/.test(own.at(-1)?.text ?? ''),
  );
}

/** `ip route show`, any table, family or form: a `host-table-route` for each, and a `host-listing` when all was read. */
export const ipRoute: TextParser = {
  kind: 'ip-route',
  commands: ipCommandPattern('r|ro|rou|rout|route'),
  unbounded: true,
  looksLike: looksLikeRoutes,
  read: readRoutes,
};
