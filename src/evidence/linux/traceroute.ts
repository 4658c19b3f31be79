import type { Traceroute } from '../../model/facts.ts';
import { isAddress } from '../cli/address-shape.ts';
import { commandValue, commandWords } from '../cli/command-words.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';

const HEADER = /^traceroute6? to \S+ \((?<address>[^)]+)\)(?: from \S+)?,\s*\d+ hops max(?:,\s*\d+ byte packets)?$/i;
/** traceroute's ` 3  a (b)  1 ms` and tracepath's ` 3:  a  1.2ms`, ` 1?: [LOCALHOST]  pmtu 1500`. */
const HOP = /^(?<hop>\d{1,3})(?<marks>\??:)?\s+(?<answers>\S.*)$/;
const SUMMARY = /^(?:Resume: pmtu \d+.*|Too many hops: pmtu \d+.*)$/;
/** What may stand on a hop's line beside names and addresses: times, `*`, marks such as !H !N !X, and tracepath's notes. */
const NOTE =
  /^(?:\*|ms|\d+(?:\.\d+)?(?:ms)?|![A-Z]?|!<\d+>|!\d+|!F-?\d*|\[(?:AS\S*|LOCALHOST|\*|\?)\]|pmtu|no|reply|asymm|reached)$/;
/** Options of traceroute and tracepath whose value may be an address. */
const TAKES_VALUE = /^(?:-[sgi]|--source=?|--gateway=?|source)$/;

interface Hop {
  readonly hop: number;
  readonly addresses: readonly string[];
  readonly lines: readonly Line[];
}

/** One run of the program. `said` is true once tracepath itself wrote `reached`. */
interface Trail {
  readonly destination: string | null;
  readonly hops: readonly Hop[];
  readonly said: boolean;
}

/** The addresses of one line in the order printed, `name (address)` counting once; null when a word is of no known kind. */
function addressesIn(answers: string): readonly string[] | null {
  const addresses: string[] = [];
  const words = answers.split(/\s+/);
  for (const [position, word] of words.entries()) {
    const bracketed = /^\((.+)\)$/.exec(word)?.[1];
    const isName = bracketed === undefined && /^\(.+\)$/.test(words[position + 1] ?? '');
    if (isName) continue;
    if (isAddress(bracketed ?? word)) addresses.push(bracketed ?? word);
    else if (!NOTE.test(word)) return null;
  }
  return addresses;
}

/** The address that the command names as its target (`host` on a firewall); null when it gives a name. */
function askedAddress(command: string | null): string | null {
  const words = commandWords(command ?? '');
  const host = commandValue(command, 'host');
  if (host !== null) return isAddress(host) ? host : null;
  return words.find((word, at) => isAddress(word) && !TAKES_VALUE.test(words[at - 1] ?? '')) ?? null;
}

/** No program sends packets further than a hop limit of eight bits allows; more lines of one hop are no trace either. */
const MOST_LINES_A_HOP = 256;

/** Adds what a line answered; tracepath prints some hops twice. */
function withAnswers(trail: Trail, hop: number, addresses: readonly string[], line: Line): Trail {
  const known = trail.hops.find((other) => other.hop === hop) ?? { hop, addresses: [], lines: [] };
  if (known.lines.length >= MOST_LINES_A_HOP) return trail;
  const merged = { hop, addresses: [...new Set([...known.addresses, ...addresses])], lines: [...known.lines, line] };
  const said = trail.said || /\breached$/.test(line.text.trim());
  return { ...trail, hops: [...trail.hops.filter((other) => other.hop !== hop), merged], said };
}

function factFrom(source: string, trail: Trail): readonly Traceroute[] {
  const last = trail.hops.at(-1);
  const answered = last?.addresses ?? [];
  // tracepath prints its target nowhere but on the line that says `reached`.
  const destination = trail.destination ?? (trail.said ? (answered.at(-1) ?? null) : null);
  if (destination === null || last === undefined) return [];
  const hops = trail.hops.map(({ hop, addresses, lines }) => ({ hop, addresses, at: cite(source, lines) }));
  const lines = trail.hops.flatMap((hop) => hop.lines);
  return [
    {
      kind: 'traceroute',
      at: cite(source, lines),
      destination,
      hops,
      reached: trail.said || answered.includes(destination),
    },
  ];
}

/** The trail with the line added; null when the line is no part of one. `1?: [LOCALHOST]` is the host itself, not a hop. */
function addLine(trail: Trail, line: Line): Trail | null {
  const text = line.text.trim();
  const cells = HOP.exec(text)?.groups;
  const addresses = addressesIn(cells?.answers ?? text);
  if (addresses === null) return null;
  if (cells?.marks?.startsWith('?') === true && addresses.length === 0) return trail;
  if (cells?.hop !== undefined) return withAnswers(trail, Number(cells.hop), addresses, line);
  const above = trail.hops.at(-1);
  return above === undefined || addresses.length === 0 ? null : withAnswers(trail, above.hop, addresses, line);
}

function readTrails(block: Block): Reading {
  const facts: Traceroute[] = [];
  const read = new Set<number>();
  let trail: Trail = { destination: askedAddress(block.command), hops: [], said: false };
  for (const line of worded(block.lines)) {
    const header = HEADER.exec(line.text.trim())?.groups;
    const next = header === undefined ? addLine(trail, line) : null;
    if (header !== undefined) {
      facts.push(...factFrom(block.source, trail));
      trail = { destination: header.address ?? null, hops: [], said: false };
    }
    trail = next ?? trail;
    if (header !== undefined || next !== null || SUMMARY.test(line.text.trim())) read.add(line.number);
  }
  facts.push(...factFrom(block.source, trail));
  if (facts.length > 0) return { facts, read };
  return {
    facts,
    read,
    problem: 'The target or the hops are missing: paste the output from its command or first line on.',
  };
}

/**
 * `traceroute` (Linux, also as PAN-OS runs it) and `tracepath`. A hop may answer from several addresses or from none;
 * the target is reached when the last hop answers from it, even with a mark such as !X.
 */
export const traceroute: TextParser = {
  kind: 'traceroute',
  commands: /^(?:sudo )?(?:\S*\/)?(?:tcp)?trace(?:route|path)6?(?:\.\w+)?\s/,
  looksLike: (block) =>
    block.lines.some((line) => HEADER.test(line.text.trim()) || /^\s*1\?:\s+\[LOCALHOST\]/.test(line.text)),
  read: readTrails,
};
