import type { SessionAbsent, SessionDetail } from '../../model/facts.ts';
import { isBlank } from '../lines.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isDataplaneHeading } from './dataplane-heading.ts';
import { type HalfReading, readHalf } from './session-half.ts';
import { readSessionLabels } from './session-labels.ts';

const TITLE = /^Session\s*:?\s+(?<id>\d+)$/i;
const HALF = /^(?<half>c2s|s2c) flow:?$/i;
/** What each half begins with. */
const SOURCE = /^source\s*:/i;
const BAD_KEY = /^Bad Key:\s*(?:c2s|s2c)\b/i;

/** `show session id N`: a `session-detail`, or `session-absent` when the slot holds no session (`Bad Key`). */
export const sessionId: TextParser = {
  kind: 'session-id',
  commands: /^show session id\b/,
  looksLike: (block) => block.lines.some((line) => HALF.test(line.text.trim()) || BAD_KEY.test(line.text.trim())),
  read(block: Block): Reading {
    const readings = cutAtTitles(block.lines).map((lines) => readSession(block, lines));
    const problem = readings.find((reading) => reading.problem !== undefined)?.problem;
    return {
      facts: readings.flatMap((reading) => reading.facts),
      read: new Set(readings.flatMap((reading) => [...reading.read])),
      ...(problem === undefined ? {} : { problem }),
    };
  },
};

/** Several sessions in one paste without prompts: each begins with its title. */
function cutAtTitles(lines: readonly Line[]): readonly (readonly Line[])[] {
  const parts: Line[][] = [[]];
  let titled = false;
  for (const line of lines) {
    if (TITLE.test(line.text.trim())) {
      if (titled) parts.push([]);
      titled = true;
    }
    parts.at(-1)?.push(line);
  }
  return parts;
}

interface Parts {
  readonly title: Line | null;
  readonly c2s: readonly Line[];
  readonly s2c: readonly Line[];
  readonly badKeys: readonly Line[];
  /** Whatever stands in no half: labels, and lines of no known form. */
  readonly rest: readonly Line[];
  readonly headings: readonly Line[];
}

function readSession(block: Block, lines: readonly Line[]): Reading {
  const parts = partsOf(lines.filter((line) => !isBlank(line)));
  const titleId = TITLE.exec(parts.title?.text.trim() ?? '')?.groups?.id;
  const askedId = /^show session id (\d+)/.exec(block.command ?? '')?.[1];
  const id = titleId ?? askedId;
  if (parts.badKeys.length > 0) return sessionGone(block, parts, id === undefined ? null : Number(id));
  const c2s = readHalf(parts.c2s);
  const s2c = readHalf(parts.s2c);
  if (c2s.read.size === 0 && s2c.read.size === 0) return { facts: [], read: new Set() };
  const labels = readSessionLabels(block.source, parts.rest);
  const read = new Set([
    ...[parts.title, ...parts.headings].flatMap((line) => (line ? [line.number] : [])),
    ...[...c2s.read, ...s2c.read, ...labels.read],
  ]);
  const fact: SessionDetail = {
    kind: 'session-detail',
    at: cite(
      block.source,
      lines.filter((line) => read.has(line.number)),
    ),
    id: id === undefined ? null : Number(id),
    ...detail(block, c2s, s2c, labels),
  };
  if (id === undefined) return { facts: [fact], read, problem: NO_NUMBER };
  return isCut(fact) ? { facts: [fact], read, problem: CUT } : { facts: [fact], read };
}

const NO_NUMBER =
  'The session has no number: paste it from the line `Session N` on, or with the command that was typed.';
const CUT = 'The session was cut: paste it from the line `Session N` down to the interfaces and the end reason.';

/**
 * Every page has both halves and ends with the interfaces, the end reason or both (a predicted session has no
 * interfaces, knowledge base kA10g000000PLnlCAG; older releases have no end reason).
 */
function isCut(session: SessionDetail): boolean {
  const empty = [session.c2s, session.s2c].some((half) => Object.values(half).every((value) => value === null));
  return empty || (session.quotes.egress === null && session.quotes.endReason === null);
}

function detail(
  block: Block,
  c2s: HalfReading,
  s2c: HalfReading,
  labels: ReturnType<typeof readSessionLabels>,
): Omit<SessionDetail, 'kind' | 'at' | 'id'> {
  const pbf = c2s.pbfLine ?? s2c.pbfLine;
  return {
    c2s: c2s.half,
    s2c: s2c.half,
    ...labels.values,
    offloaded: labels.values.offloaded ?? c2s.offloaded ?? s2c.offloaded,
    quotes: { ...labels.quotes, pbf: pbf === null ? null : cite(block.source, [pbf]) },
  };
}

function partsOf(lines: readonly Line[]): Parts {
  const parts = {
    c2s: [] as Line[],
    s2c: [] as Line[],
    badKeys: [] as Line[],
    rest: [] as Line[],
    headings: [] as Line[],
  };
  let title: Line | null = null;
  let half: 'c2s' | 's2c' | null = null;
  for (const line of lines) {
    const text = line.text.trim();
    const opened = HALF.exec(text)?.groups?.half?.toLowerCase();
    // A second source in the first half belongs to the other one, whose heading was lost.
    if (half === 'c2s' && SOURCE.test(text) && parts.c2s.some((one) => SOURCE.test(one.text.trim()))) half = 's2c';
    if (TITLE.test(text)) title = line;
    else if (opened === 'c2s' || opened === 's2c') half = opened;
    else if (BAD_KEY.test(text)) parts.badKeys.push(line);
    // A label with its own colon column ends the halves; `offload` and the like may stand in either place.
    else if (half !== null && readHalf([line]).read.size > 0) parts[half].push(line);
    else parts.rest.push(line);
    if (opened !== undefined || isDataplaneHeading(text)) parts.headings.push(line);
  }
  return { ...parts, title };
}

function sessionGone(block: Block, parts: Parts, id: number | null): Reading {
  const lines = [...(parts.title ? [parts.title] : []), ...parts.badKeys];
  const gone: SessionAbsent = {
    kind: 'session-absent',
    at: cite(block.source, lines),
    reason: 'bad-key',
    sessionId: id,
    filter: {},
  };
  return { facts: [gone], read: new Set(lines.map((line) => line.number)) };
}
