import type { Evidence, RawEvidence } from '../model/evidence.ts';
import { awsObserver } from './aws/observer.ts';
import { stageInCommand } from './capture-text/options.ts';
import { expandCommand } from './command.ts';
import { limitLines } from './line-limit.ts';
import { withoutLinePrefixes } from './line-prefix.ts';
import { isBlank, pagerMark, rawLines, toLines } from './lines.ts';
import { namedByFile } from './named-by-file.ts';
import type { Line } from './parser.ts';
import { cutIntoParts, type Part } from './parts.ts';
import { cutAtPrompts, type Passage } from './passages.ts';
import { readCapture } from './pcap/read-capture.ts';
import { type End, type PartReading, readPart } from './read-part.ts';
import { asPasted } from './slack-text.ts';
import { wordedLines } from './unread.ts';
import { commandInCliWords } from './xml/command-words.ts';

/**
 * Reads what people, files and firewalls gave: one evidence for each command's output (or each output that is clear
 * without its command), in the order of the sources and of the lines in them. Every line that is not blank is in the
 * `lines` of exactly one evidence, or is a prompt, a banner or the mark of a pager; of those in an evidence,
 * `unread` names the ones that no parser understood. Every source has at least one evidence. Never throws.
 */
export function readEvidence(raw: readonly RawEvidence[]): readonly Evidence[] {
  return namedByFile(raw.flatMap(readSource), raw).map((evidence, index) => ({ ...evidence, id: `e${index + 1}` }));
}

type Draft = Omit<Evidence, 'id'>;

const EMPTY = 'There is no output in it.';
const TOO_MANY_LINES = 'The text is too long to be read to its end: give the part that matters.';

function readSource(raw: RawEvidence): readonly Draft[] {
  if (raw.capture !== undefined) return [readCapture(raw, raw.capture)];
  const { text: limited, rest } = limitLines(asPasted(raw));
  const text = withoutLinePrefixes(limited);
  const lines = toLines(text);
  const parts = cutAtPrompts(lines)
    .map((passage, index) => (index === 0 ? withGivenCommand(passage, raw) : passage))
    .flatMap((passage) => cutIntoParts(raw.source, withGivenObserver(passage, raw)));
  const stops = pagerStops(rawLines(text));
  const drafts = parts.flatMap((part, index) => {
    const reading = readPart(part, endOf(part, parts[index + 1], stops));
    return reading === null ? [] : [{ ...placed(raw, part), ...reading, ...awsObserver(raw, reading.kind) }];
  });
  const beyond =
    rest === null ? [] : [{ ...emptySource(raw, []), lines: rest, unread: [rest], problem: TOO_MANY_LINES }];
  return drafts.length + beyond.length === 0 ? [emptySource(raw, lines)] : [...withHostname(drafts), ...beyond];
}

function withGivenObserver(passage: Passage, raw: RawEvidence): Passage {
  return raw.observer === undefined ? passage : { ...passage, observer: raw.observer };
}

function withGivenCommand(passage: Passage, raw: RawEvidence): Passage {
  if (raw.command === undefined || passage.command !== null) return passage;
  return { ...passage, command: expandCommand(commandInCliWords(raw.command)) };
}

function placed(raw: RawEvidence, { heading, block }: Part): Omit<Draft, keyof PartReading> {
  const covered = [...heading, ...block.lines].filter((line) => !isBlank(line));
  return {
    source: raw.source,
    lines: { from: covered[0]?.number ?? 1, to: covered.at(-1)?.number ?? 1 },
    observer: block.observer,
    command: block.command,
    point: raw.point ?? stageInCommand(block.command),
    takenAt: raw.takenAt ?? null,
  };
}

function emptySource(raw: RawEvidence, lines: readonly Line[]): Draft {
  return {
    source: raw.source,
    lines: { from: 1, to: Math.max(1, lines.length) },
    observer: raw.observer ?? null,
    kind: 'unknown',
    command: raw.command ?? null,
    point: raw.point ?? null,
    takenAt: raw.takenAt ?? null,
    parsed: 'none',
    unread: [],
    problem: EMPTY,
    facts: [],
  };
}

/** A source without prompts that holds one device's own name (`show system info`) comes from that device. */
function withHostname(drafts: readonly Draft[]): readonly Draft[] {
  if (drafts.some((draft) => draft.observer !== null)) return drafts;
  const names = new Set(
    drafts.flatMap((draft) => draft.facts.flatMap((fact) => (fact.kind === 'system-info' ? [fact.hostname] : []))),
  );
  const [only = null] = names;
  return names.size === 1 ? drafts.map((draft) => ({ ...draft, observer: only })) : drafts;
}

type Stops = ReadonlyMap<number, 'before' | 'after'>;

function pagerStops(lines: readonly string[]): Stops {
  const stops = new Map<number, 'before' | 'after'>();
  for (const [index, line] of lines.entries()) {
    const mark = pagerMark(line);
    if (mark !== 'none') stops.set(index + 1, mark);
  }
  return stops;
}

/** What follows an output. The pager's mark counts where it stands behind the last line, or before the next prompt on its line. */
function endOf({ block }: Part, next: Part | undefined, stops: Stops): End {
  const prompt = next?.heading[0]?.number;
  const last = wordedLines(block.lines).at(-1)?.number;
  if (stops.size > 0 && last !== undefined) {
    if (prompt !== undefined && stops.has(prompt)) return 'pager';
    const end = prompt ?? block.lines.at(-1)?.number ?? last;
    for (let number = last; number <= end; number += 1) if (stops.get(number) === 'after') return 'pager';
  }
  return prompt === undefined ? 'open' : 'prompt';
}
