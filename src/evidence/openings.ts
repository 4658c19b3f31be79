import type { EvidenceKind } from '../model/evidence.ts';
import { isDataplaneHeading } from './cli/dataplane-heading.ts';
import { isBlank, isDivider } from './lines.ts';
import type { Line } from './parser.ts';

interface Opening {
  readonly kinds: readonly EvidenceKind[];
  readonly titles: readonly RegExp[];
}

/** The lines with which an output begins, and which stand in no other one. */
const OPENINGS: readonly Opening[] = [
  { kinds: ['session-id'], titles: [/^Session\s*:?\s+\d+$/i, /^c2s flow:?$/i, /^Bad Key:/i] },
  {
    kinds: ['session-all'],
    titles: [/^ID(?:\/vsys)?\s+application\s+state\s+type\s+flag\b/i, /^No Active Sessions$/i],
  },
  { kinds: ['session-info'], titles: [/^number of sessions supported\s*:/i] },
  { kinds: ['tcp-state'], titles: [/^session with asymmetric path\s*:/i] },
  { kinds: ['fib-lookup'], titles: [/^runtime route lookup$/i] },
  {
    kinds: ['routing-route', 'advanced-routing-route'],
    titles: [
      /^flags: A:active\b/i,
      /^(?:VIRTUAL|LOGICAL) ROUTER: .{1,80} \(id \d+\)$/i,
      /^destination\s+nexthop\s+metric\s+flags\b/i,
    ],
  },
  {
    kinds: ['routing-fib', 'advanced-routing-fib'],
    titles: [/^total (?:virtual|logical)-router shown\s*:/i, /^(?:virtual|logical)-router name:/i],
  },
  { kinds: ['counter-global'], titles: [/^Global counters?:$/i, /^name\s+value\s+rate\s+severity\b/i] },
  { kinds: ['ha-all', 'ha-state'], titles: [/^Group \d+:$/i] },
  { kinds: ['interface'], titles: [/^Name: \S+, ID: \d+/] },
  { kinds: ['interface-all'], titles: [/^total configured (?:hardware|logical) interfaces\s*:/i] },
  { kinds: ['arp'], titles: [/^maximum of entries supported\s*:/i] },
  { kinds: ['pbf-rule-all'], titles: [/^Rule\s+ID\s+Rule State\s+Action\b/i] },
  {
    kinds: ['nat-policy', 'pbf-policy', 'pbf-policy-match'],
    titles: [/^"[^"]{1,120}"\s*\{$/, /^[\w.-][\w. -]{0,80}\{$/],
  },
  { kinds: ['packet-diag-setting'], titles: [/^Packet diagnosis setting:$/i] },
  { kinds: ['system-info'], titles: [/^hostname:\s*\S+$/i] },
  { kinds: ['traffic-log'], titles: [/^"?Domain"?,\s?"?Receive Time"?,/i] },
  { kinds: ['traceroute'], titles: [/^traceroute6? to \S+ \(/i] },
];

// No title is longer; the limit keeps a hostile line from costing time.
const LONGEST_TITLE = 300;

/** What the lines before an opening are: of these kinds, of none that is known yet, or of something that has no openings. */
export type Before = readonly EvidenceKind[] | 'unknown' | 'other';

/**
 * Cuts lines that hold several outputs, one after the other, where a clear opening of another kind of output begins.
 * What stands before the first opening stays with it when nothing is known of it. Rulers and the headings of
 * dataplanes directly above an opening go with it. No line is lost; without an opening there is one part.
 */
export function cutAtOpenings(lines: readonly Line[], before: Before): readonly (readonly Line[])[] {
  const cuts: number[] = [];
  let current: Before = before;
  for (const [index, line] of lines.entries()) {
    const kinds = openingOf(line);
    if (kinds === null) continue;
    const continues = current === 'unknown' || (current !== 'other' && current.some((kind) => kinds.includes(kind)));
    if (!continues) cuts.push(withHeading(lines, index, cuts.at(-1) ?? 0));
    if (!continues || current === 'unknown') current = kinds;
  }
  return [0, ...cuts].map((start, part) => lines.slice(start, cuts[part]));
}

/** True when some line is the clear beginning of an output. */
export function hasOpening(lines: readonly Line[]): boolean {
  return lines.some((line) => openingOf(line) !== null);
}

function openingOf(line: Line): readonly EvidenceKind[] | null {
  const text = line.text.trim();
  if (text.length > LONGEST_TITLE) return null;
  return OPENINGS.find((opening) => opening.titles.some((title) => title.test(text)))?.kinds ?? null;
}

function withHeading(lines: readonly Line[], opening: number, floor: number): number {
  let start = opening;
  for (let index = opening - 1; index >= floor; index -= 1) {
    const line = lines[index];
    if (line === undefined || !(isBlank(line) || isDivider(line) || isDataplaneHeading(line.text))) break;
    start = index;
  }
  return start;
}
