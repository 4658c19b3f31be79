import type { Fact, MtrHop, Traceroute } from '../../model/facts.ts';
import { isAddress } from '../cli/address-shape.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';

const LONGEST_LINE = 400;
const TITLE = /^(?:Start: \S.*|HOST: \S+\s+Loss%\s+Snt\s+Last\s+Avg\s+Best\s+Wrst\s+StDev)$/;
const HOP =
  /^(?<hop>\d{1,3})\.(?:\|--)?\s*(?:AS\S+\s+)?(?<host>\S+(?: \(\S+\))?)\s+(?<loss>\d+(?:\.\d+)?)%?\s+(?<sent>\d+)\s+(?<last>[\d.]+)\s+(?<average>[\d.]+)\s+(?<best>[\d.]+)\s+(?<worst>[\d.]+)\s+(?<deviation>[\d.]+)$/;
/** Other addresses that answered for the hop above. */
const ALSO = /^(?:\|\s+)?[`|]?\|--\s+(?:AS\S+\s+)?(?<host>\S+(?: \(\S+\))?)$/;
const TAKES_VALUE =
  /^(?:-[aifcsmPgtTBoyFxZI]|--(?:address|interface|report-cycles|count|psize|max-ttl|first-ttl|port|interval|filename|tos|localport|timeout))$/;

interface Hop {
  readonly fact: MtrHop;
  readonly lines: Line[];
  readonly addresses: string[];
}

/** The target, when the command names an address: the report itself does not. */
function targetOf(command: string | null): string | null {
  const words = (command?.split('|')[0] ?? '').trim().split(/\s+/);
  return words.find((word, at) => isAddress(word) && !TAKES_VALUE.test(words[at - 1] ?? '')) ?? null;
}

/** `name (address)` with `-b`, else the one or the other. */
function addressIn(host: string): string | null {
  const bracketed = /\((\S+)\)$/.exec(host)?.[1];
  return [bracketed ?? host].find(isAddress) ?? null;
}

function hopFrom(block: Block, line: Line, destination: string | null): Hop | null {
  const cells = HOP.exec(line.text.trim())?.groups;
  if (cells?.host === undefined) return null;
  const host = cells.host === '???' ? null : cells.host;
  const address = host === null ? null : addressIn(host);
  const silent = Number(cells.loss) === 100;
  return {
    fact: {
      kind: 'mtr-hop',
      at: cite(block.source, [line]),
      destination,
      hop: Number(cells.hop),
      host,
      lossPercent: Number(cells.loss),
      sent: Number(cells.sent),
      averageMs: silent ? null : Number(cells.average),
      worstMs: silent ? null : Number(cells.worst),
    },
    lines: [line],
    addresses: address === null ? [] : [address],
  };
}

/** The same path as traceroute would show it, where the target is known and hops are not hidden behind names. */
function traceOf(block: Block, hops: readonly Hop[], destination: string | null): readonly Traceroute[] {
  const hidden = hops.some(({ fact, addresses }) => fact.host !== null && addresses.length === 0);
  if (destination === null || hops.length === 0 || hidden) return [];
  const listed = hops.map(({ fact, lines, addresses }) => ({
    hop: fact.hop,
    addresses,
    at: cite(block.source, lines),
  }));
  const at = cite(
    block.source,
    hops.flatMap(({ lines }) => lines),
  );
  const reached = hops.at(-1)?.addresses.includes(destination) === true;
  return [{ kind: 'traceroute', at, destination, hops: listed, reached }];
}

/** An `mtr` report: an `mtr-hop` for each hop, and the path as a `traceroute`. */
export const mtr: TextParser = {
  kind: 'mtr',
  commands: /^(?:sudo )?(?:\S*\/)?mtr\s/,
  looksLike: (block) =>
    block.lines.some(({ text }) => text.length <= LONGEST_LINE && /^HOST: /.test(text) && TITLE.test(text.trim())),
  read(block: Block): Reading {
    const destination = targetOf(block.command);
    const hops: Hop[] = [];
    const read = new Set<number>();
    for (const line of worded(block.lines)) {
      if (line.text.length > LONGEST_LINE) continue;
      const hop = hopFrom(block, line, destination);
      const also = hop === null ? ALSO.exec(line.text.trim())?.groups?.host : undefined;
      const above = hops.at(-1);
      if (hop !== null) hops.push(hop);
      else if (also !== undefined && above !== undefined) addTo(above, also, line);
      if (hop !== null || (also !== undefined && above !== undefined) || TITLE.test(line.text.trim()))
        read.add(line.number);
    }
    const facts: Fact[] = [...traceOf(block, hops, destination), ...hops.map(({ fact }) => fact)];
    return { facts, read };
  },
};

function addTo(hop: Hop, host: string, line: Line): void {
  const address = addressIn(host);
  if (address !== null) hop.addresses.push(address);
  hop.lines.push(line);
}
