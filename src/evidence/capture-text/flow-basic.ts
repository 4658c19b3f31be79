import type { Citation } from '../../model/evidence.ts';
import type { FibLookup, FlowBasic } from '../../model/facts.ts';
import { isLayout } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { emptyDraft, type FlowBasicDraft, headingTime, noteLine } from './flow-basic-lines.ts';

const STAGE = /^Packet received at [\w-]{1,24} stage\b/;
const LONGEST = 400;

interface Open {
  readonly draft: FlowBasicDraft;
  readonly lines: Line[];
  dropped: Line | null;
  route: Line | null;
}

/**
 * The `flow basic` log of PAN-OS's packet-diag: `less dp-log pan_packet_diag.log` once it is gathered, or one core's
 * `pan_task_N.log`. One fact for each stage of each packet, and one for each
 * answer of the routing table; lines of other features stay unread.
 */
export const flowBasic: TextParser = {
  kind: 'flow-basic',
  commands: /^(?:less|tail|grep)\b.{0,120}\bpan_(?:packet_diag|task_\d{1,3})\.log\b/,
  looksLike: (block) => {
    const at = block.lines.findIndex((line) => line.text.length < LONGEST && headingTime(line.text.trim()) !== null);
    return at !== -1 && block.lines.slice(at + 1, at + 4).some((line) => STAGE.test(line.text.trim()));
  },
  read: readLog,
};

function readLog(block: Block): Reading {
  const facts: FlowBasic[] = [];
  const read = new Set<number>();
  let open: Open | null = null;
  for (const line of block.lines) {
    if (isLayout(line) || line.text.length > LONGEST) continue;
    const text = line.text.trim();
    const time = headingTime(text);
    if (time !== null) {
      close(open);
      open = { draft: emptyDraft(time), lines: [line], dropped: null, route: null };
      read.add(line.number);
    } else if (open !== null && noteLine(open.draft, text)) {
      open.lines.push(line);
      if (open.draft.dropped !== null) open.dropped ??= line;
      if (open.draft.route?.found === true) open.route ??= line;
      read.add(line.number);
    }
  }
  close(open);
  return { facts: [...facts, ...lookupsIn(facts)], read };

  function close(done: Open | null): void {
    if (done === null || done.draft.stage === null) return;
    const quote = (line: Line | null): Citation | null => (line === null ? null : cite(block.source, [line]));
    const quotes = { dropped: quote(done.dropped), route: quote(done.route) };
    facts.push({ kind: 'flow-basic', at: cite(block.source, done.lines), ...done.draft, quotes });
  }
}

/** Each different answer of the routing table once: the dataplane's own look-up is what `fib-lookup` asks for. */
function lookupsIn(facts: readonly FlowBasic[]): readonly FibLookup[] {
  const lookups = new Map<string, FibLookup>();
  for (const { route, quotes } of facts) {
    if (route === null || !route.found || route.destination === null || quotes.route === null) continue;
    const { destination, nextHop: hop } = route;
    const nextHop: FibLookup['nextHop'] = hop === null ? { kind: 'connected' } : { kind: 'address', address: hop };
    // The log numbers its routers and does not name them.
    const lookup = { kind: 'fib-lookup', router: null, destination, nextHop, interface: route.interface } as const;
    const key = JSON.stringify(lookup);
    if (!lookups.has(key)) lookups.set(key, { ...lookup, sourceAddress: null, metric: null, at: quotes.route });
  }
  return [...lookups.values()];
}
