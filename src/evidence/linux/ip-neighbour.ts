import type { HostNeighbour } from '../../model/facts.ts';
import { isAddress } from '../cli/address-shape.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { ipCommandPattern, readIpCommand } from './ip-command.ts';
import { jsonRecords, looksLikeJson, textOf, textsIn } from './json-records.ts';
import { isReadWhole, listingOf } from './listing.ts';
import { familyOf } from './prefix.ts';
import { withinReach } from './reach.ts';
import { wordReader, wordsOf } from './word-reader.ts';

const STATE = /^(?:REACHABLE|STALE|DELAY|PROBE|FAILED|INCOMPLETE|PERMANENT|NOARP|NONE|0x[\da-f]+)$/;
const UNUSED = /^(?:extern_learn|extern_valid|offload|managed|ext_managed|src|nomaster)$/;
const UNUSED_WITH_VALUE = /^(?:ref|used|probes|proto|protocol|master|vlan|vni)$/;
const LONGEST_ROW = 400;

type Neighbour = Omit<HostNeighbour, 'kind' | 'at'>;

/** `10.0.0.1 dev eth0 lladdr 02:… router REACHABLE`; null for a line that is no such row. */
function neighbourFrom(words: readonly string[]): Neighbour | null {
  const reader = wordReader(words);
  const address = reader.next() ?? '';
  if (!isAddress(address)) return null;
  const found = { device: '', mac: '', state: '', router: false, proxy: false };
  for (let word = reader.next(); word !== undefined; word = reader.next()) {
    if (word === 'dev') found.device = reader.next() ?? '';
    else if (word === 'lladdr') found.mac = reader.next() ?? '';
    else if (word === 'router' || word === 'proxy') found[word] = true;
    else if (STATE.test(word)) found.state = word;
    else if (UNUSED_WITH_VALUE.test(word)) reader.next();
    else if (!UNUSED.test(word)) return null;
  }
  if (found.state === '' && !found.proxy) return null;
  const { device, mac, state, router, proxy } = found;
  return {
    family: familyOf(address),
    address,
    device: device || null,
    mac: mac || null,
    state: state || null,
    router,
    proxy,
  };
}

/** The brief form: address, device and MAC in columns. */
function briefRow(words: readonly string[]): Neighbour | null {
  const [address = '', device = '', mac = null, ...more] = words;
  if (!isAddress(address) || device === '' || more.length > 0 || (mac !== null && !/^[\da-f:]{17,59}$/i.test(mac)))
    return null;
  return { family: familyOf(address), address, device, mac, state: null, router: false, proxy: false };
}

interface Row {
  readonly neighbour: Neighbour;
  readonly lines: readonly Line[];
}

function readRows(block: Block, brief: boolean): { readonly rows: readonly Row[]; readonly read: ReadonlySet<number> } {
  if (looksLikeJson(block.lines)) return readJson(block);
  const rows = worded(block.lines).flatMap((line): readonly Row[] => {
    const words = line.text.length > LONGEST_ROW ? [] : wordsOf(line.text);
    const neighbour = brief ? briefRow(words) : neighbourFrom(words);
    return neighbour === null ? [] : [{ neighbour, lines: [line] }];
  });
  return { rows, read: new Set(rows.flatMap(({ lines }) => lines.map(({ number }) => number))) };
}

function readJson(block: Block): { readonly rows: readonly Row[]; readonly read: ReadonlySet<number> } {
  const { records, read } = jsonRecords(block.lines);
  const known = new Set(read);
  const rows = records.flatMap(({ value, lines }): readonly Row[] => {
    const address = textOf(value.dst) ?? '';
    if (isAddress(address)) {
      const [state = null] = textsIn(value.state);
      const [device, mac] = [textOf(value.dev), textOf(value.lladdr)];
      const marks = { router: 'router' in value, proxy: 'proxy' in value };
      return [{ neighbour: { family: familyOf(address), address, device, mac, state, ...marks }, lines }];
    }
    for (const { number } of Object.keys(value).length > 0 ? lines : []) known.delete(number);
    return [];
  });
  return { rows, read: known };
}

/** `ip neigh`, text or JSON: a `host-neighbour` for each, and a `host-listing` when all of it was read. */
export const ipNeighbour: TextParser = {
  kind: 'ip-neighbour',
  commands: ipCommandPattern('n|ne|nei|neig|neigh|neighbor|neighbour'),
  unbounded: true,
  looksLike: (given) => {
    const block = withinReach(given);
    if (looksLikeJson(block.lines))
      return jsonRecords(block.lines).records.some(({ value }) => 'lladdr' in value && 'state' in value);
    return readRows(block, false).rows.length > 0;
  },
  read(given: Block): Reading {
    const block = withinReach(given);
    const asked = readIpCommand(block.command);
    const { rows, read } = readRows(block, asked?.brief === true);
    const facts = rows.map(({ neighbour, lines }): HostNeighbour => {
      return { kind: 'host-neighbour', at: cite(block.source, lines), ...neighbour };
    });
    const silent = worded(given.lines).length === 0 && asked !== null;
    if (!silent && (!isReadWhole(given, read) || rows.length === 0)) return { facts, read };
    const filtered = asked === null ? null : asked.words.length > 0 || asked.piped;
    const family = asked?.family ?? null;
    return {
      facts: [listingOf(block, { what: 'neighbours', family, table: null, filtered, count: rows.length }), ...facts],
      read,
    };
  },
};
