import type { HostRoute, HostRouteRefused } from '../../model/facts.ts';
import { isAddress } from '../cli/address-shape.ts';
import { commandWords } from '../cli/command-words.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';

/** Route types that iproute2 prints before the address; the last four drop the packet. */
const TYPES: ReadonlySet<string> = new Set(['unicast', 'local', 'broadcast', 'multicast', 'anycast']);
const DROPPING: ReadonlySet<string> = new Set(['unreachable', 'blackhole', 'prohibit', 'throw']);
const CACHE = /^cache(?:\s+(?:<[\w,-]+>|iif \S+|expires \S+|mtu (?:lock )?\d+|users \d+|age \S+))*$/;
/** Words of neighbours and of tables, which an answer for one packet does not have. */
const OF_A_LISTING = /^(?:lladdr|proxy|scope|nexthop|[A-Z]{4,12})$/;
/** What the kernel answers when it has no usable route (ENETUNREACH, EHOSTUNREACH). */
const NO_ROUTE = /^RTNETLINK answers: (?:Network is unreachable|No route to host)$/;
/** EXDEV from fib_validate_source(): with `iif`, the reverse-path filter refuses that source on that interface. */
const FILTERED = /^RTNETLINK answers: Invalid cross-device link$/;

function wordAfter(words: readonly string[], key: string): string | null {
  const at = words.indexOf(key);
  return at === -1 ? null : (words[at + 1] ?? null);
}

/** `via inet6 fe80::1` names the family when it is not the destination's. */
function viaIn(words: readonly string[]): string | null {
  const via = wordAfter(words, 'via');
  return via === 'inet6' || via === 'inet' ? wordAfter(words, via) : via;
}

/**
 * Reads `10.1.1.5 from 10.3.3.3 via 10.2.2.1 dev eth0 src 10.2.2.10 uid 0`; null for a line that is no such answer. Where
 * the source was given, IPv6 prints all the same the one that the route would prefer (`src`), which the packet does not bear.
 */
function routeFromLine(block: Block, line: Line): HostRoute | null {
  const words = line.text.trim().split(/\s+/);
  const type = words[0] ?? '';
  const drops = DROPPING.has(type);
  const rest = drops || TYPES.has(type) ? words.slice(1) : words;
  const destination = rest[0] ?? '';
  const device = wordAfter(rest, 'dev');
  const { command } = block;
  const isReceived = wordAfter(commandWords(command ?? ''), 'iif') !== null;
  if (!isAddress(destination) || (device === null && !drops) || rest.some((word) => OF_A_LISTING.test(word)))
    return null;
  return {
    kind: 'host-route',
    at: cite(block.source, [line]),
    destination,
    via: drops ? null : viaIn(rest),
    device: drops ? null : device,
    source: (isReceived ? null : askedAddress(command, 'from')) ?? wordAfter(rest, 'src') ?? wordAfter(rest, 'from'),
  };
}

function askedAddress(command: string | null, key: string): string | null {
  const address = wordAfter(commandWords(command ?? ''), key);
  return address !== null && isAddress(address) ? address : null;
}

/** The kernel's refusal does not repeat the address, so it is a fact only below its command. */
function refusal(block: Block, line: Line): HostRoute | null {
  const command = block.command?.replace(/\bget to\b/, 'get') ?? null;
  const destination = askedAddress(command, 'get');
  if (destination === null) return null;
  const at = cite(block.source, [line]);
  return { kind: 'host-route', at, destination, via: null, device: null, source: askedAddress(command, 'from') };
}

/** The packet that the reverse-path filter would drop, as the command describes it. */
function filtered(block: Block, line: Line): HostRouteRefused | null {
  const command = block.command?.replace(/\bget to\b/, 'get') ?? null;
  const [destination, source] = [askedAddress(command, 'get'), askedAddress(command, 'from')];
  const incoming = wordAfter(commandWords(command ?? ''), 'iif');
  if (destination === null || source === null || incoming === null) return null;
  return { kind: 'host-route-refused', at: cite(block.source, [line]), destination, source, incoming };
}

function answerFrom(block: Block, line: Line): HostRoute | HostRouteRefused | null {
  const text = line.text.trim();
  if (FILTERED.test(text)) return filtered(block, line);
  return NO_ROUTE.test(text) ? refusal(block, line) : routeFromLine(block, line);
}

/** `ip route get ADDRESS [from ADDRESS iif DEVICE mark M]`: the kernel's own answer for that packet. */
export const ipRouteGet: TextParser = {
  kind: 'ip-route-get',
  commands: /^(?:sudo )?(?:\S*\/)?ip (?:-\S+ )*r(?:o|ou|out|oute)? g(?:e|et)?\b/,
  looksLike: (block) => routeLines(block).length > 0 && routeLines(block).length === answerLines(block).length,
  read(block: Block): Reading {
    const facts: (HostRoute | HostRouteRefused)[] = [];
    const read = new Set<number>();
    for (const line of worded(block.lines)) {
      const answer = answerFrom(block, line);
      if (answer !== null) facts.push(answer);
      if (answer !== null || CACHE.test(line.text.trim())) read.add(line.number);
    }
    return facts.length > 0 ? { facts, read } : { facts, read, problem: problemOf(block) };
  },
};

function problemOf(block: Block): string {
  if (block.lines.some((line) => FILTERED.test(line.text.trim()))) {
    return 'The kernel names no route: its reverse-path filter refuses that source on that interface.';
  }
  return 'The answer does not name its destination: paste it together with its "ip route get" command.';
}

function answerLines(block: Block): readonly Line[] {
  return worded(block.lines).filter((line) => !CACHE.test(line.text.trim()));
}

function routeLines(block: Block): readonly Line[] {
  return worded(block.lines).filter((line) => routeFromLine(block, line) !== null);
}
