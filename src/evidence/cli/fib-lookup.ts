import type { FibLookup, NextHop } from '../../model/facts.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isAddress } from './address-shape.ts';
import { commandValue } from './command-words.ts';
import { isLayout, wholeNumber } from './layout.ts';
import { nextHopFromText } from './next-hop.ts';

const TITLE = /^runtime route lookup$/i;
const ROUTER = /^(?:virtual|logical)-router:\s*(.+)$/i;
const DESTINATION = /^destination:\s*(\S+)$/i;
const RESULT = /^result:\s*(.*)$/i;
const NO_ROUTE = /^(?:no route(?: found)?|not found|none)\.?$/i;
const PATH =
  /^(?:via (?<via>(?:vr |lr )?.+?) ?,? ?)?(?:interface (?<interface>[^,]+?))?(?:,\s*source (?<source>[^\s,]+))?(?:,\s*metric (?<metric>\d+))?$/i;
const HOST = /^(?:to )?host(?:,?\s+interface (?<interface>[^,\s]+))?(?:,.*)?$/i;

interface Answer {
  readonly nextHop: NextHop;
  readonly interface: string | null;
  readonly sourceAddress: string | null;
  readonly metric: number | null;
}

function simple(nextHop: NextHop, interfaceName: string | null = null): Answer {
  return { nextHop, interface: interfaceName, sourceAddress: null, metric: null };
}

/**
 * Reads what follows `result:`, such as `via 192.0.2.1 interface ethernet1/3, source 192.0.2.2, metric 10`,
 * `interface ethernet1/3, …` (connected), `to host`, `no route` or `discard`. Null for any other words.
 */
function answerFromText(text: string): Answer | null {
  const words = text.trim().replace(/\s+/g, ' ');
  if (NO_ROUTE.test(words)) return simple({ kind: 'none' });
  if (/^(?:to )?(?:discard|drop)$/i.test(words)) return simple({ kind: 'discard' });
  const host = HOST.exec(words);
  if (host !== null) return simple({ kind: 'host' }, host.groups?.interface ?? null);
  const over = /^(?:to )?((?:vr|lr) .+)$/i.exec(words)?.[1];
  if (over !== undefined) return simple(nextHopFromText(over, null));
  const path = PATH.exec(words)?.groups;
  if (path === undefined || (path.via === undefined && path.interface === undefined)) return null;
  const interfaceName = path.interface ?? null;
  const nextHop = nextHopFromText(path.via ?? '', interfaceName);
  if (nextHop.kind === 'none') return null;
  return { nextHop, interface: interfaceName, sourceAddress: path.source ?? null, metric: wholeNumber(path.metric) };
}

function queryOf(command: string | null): { readonly router: string | null; readonly destination: string | null } {
  const address = commandValue(command, 'ip');
  return {
    router: commandValue(command, 'virtual-router') ?? commandValue(command, 'logical-router'),
    destination: address !== null && isAddress(address) ? address : null,
  };
}

function readLookups(block: Block): Reading {
  const facts: FibLookup[] = [];
  const read = new Set<number>();
  const query = queryOf(block.command);
  let router = query.router;
  let destination = query.destination;
  let heading: Line[] = [];
  let answering = block.command !== null;
  for (const line of block.lines) {
    const text = line.text.trim();
    const named = ROUTER.exec(text)?.[1];
    const address = DESTINATION.exec(text)?.[1];
    const result = RESULT.exec(text)?.[1];
    const answer = result !== undefined || answering ? answerFromText(result ?? text) : null;
    if (TITLE.test(text)) {
      ({ router, destination } = query);
      heading = [];
    }
    router = named ?? router;
    destination = address ?? destination;
    const labelled = named !== undefined || address !== undefined || result === '';
    if (labelled) heading.push(line);
    if (answer !== null) {
      facts.push({ kind: 'fib-lookup', at: cite(block.source, [...heading, line]), router, destination, ...answer });
    }
    // Some wraps put the answer below an empty `result:`.
    if (result === '') answering = true;
    if (labelled || answer !== null || isLayout(line) || TITLE.test(text)) read.add(line.number);
  }
  if (facts.length > 0) return { facts, read };
  return {
    facts,
    read,
    problem: 'No line says where the packet would go: paste the output down to its "result:" line.',
  };
}

/** `test routing fib-lookup` and `test advanced-routing fib-lookup`. */
export const fibLookup: TextParser = {
  kind: 'fib-lookup',
  commands: /^test (?:advanced-)?routing fib-lookup\b/,
  looksLike: (block) => block.lines.some((line) => TITLE.test(line.text.trim())),
  read: readLookups,
};
