import type { HaMode, HaState } from '../../model/facts.ts';
import { NOTHING_SHOWN } from '../ha-nothing-shown.ts';
import { type Block, cite, type Line, type Reading } from '../parser.ts';
import { isKnownHaLine } from './ha-labels.ts';
import { wholeNumber, worded } from './layout.ts';

type Fields = { -readonly [K in keyof Omit<HaState, 'kind' | 'at'>]: HaState[K] };
type Part = 'local' | 'peer' | 'pair';

const NOT_ENABLED = /^(?:HA|High[- ]Availability)(?: is)? (?:not enabled|not configured|disabled)\b/i;
/** `active (last 45 days)`. The duration is rounded down to its largest unit. */
const STATE = /^State\s*:\s*(?<state>[a-z][a-z-]*)(?:\s*\((?:last\s+)?(?<duration>[^()]*)\))?$/i;
const MODE = /^Mode\s*:\s*(?<mode>\S+)$/i;
/** Only the section of the mode that is configured is printed (knowledge base kA1Ki000000kAM4KAM). */
const MODE_SECTION = /^(?<mode>Active-(?:Active|Passive)) Mode\s*:$/i;
const SYNC = /^State Synchronization\s*:\s*(?<sync>[^;\s](?:[^;]*[^;\s])?)\s*(?:;.*)?$/i;
const CONNECTION = /^Connection status\s*:\s*(?<status>\S+)/i;
const DEVICE_ID = /^Device[- ]id\s*:\s*(?<id>\d+)$/i;
/** The "processing" rule chooses the session's owner, the "setup" rule who sets it up (same article). */
const OWNER = /^(?:Session Owner Selection )?Session Processing Rule\s*:\s*(?<rule>\S.*)$/i;
const SETUP = /^(?:Session Owner Selection )?Session Setup Rule\s*:\s*(?<rule>\S.*)$/i;
/** The section of the packet-forwarding link, and the line of a section that tells whether its link is up. */
const FORWARDING_LINK = /^HA3\b[\w /-]*Link Information\s*:$/i;
const SECTION = /^[^:]*Information\s*:$|^[^:]*(?:Configuration|Mode)\s*:$/i;
const LINK_STATE = /^Link State\s*:\s*(?<state>up|down)\b/i;
const REASON = /^(?:Last (?:\S+ ){1,3}reason|State reason|Reason)\s*:\s*(?<reason>\S.*)$/i;
const PARTS: readonly { readonly part: Part; readonly heading: RegExp }[] = [
  { part: 'local', heading: /^Local Information\s*:?$/i },
  { part: 'peer', heading: /^Peer Information\s*:?$/i },
  {
    part: 'pair',
    heading: /^(?:Link Monitoring Information|Path Monitoring Information|Configuration Synchronization)\s*:?$/i,
  },
];
/** Arrows with which an article or a colleague points at a line. */
const ARROW = /(?:<{3,}|<-{2,}|<={2,}).*$/;

/** Reads the page that `show high-availability state` prints in short and `… all` in full: one `ha-state`. */
export function readHaPage(block: Block): Reading {
  const fields: Fields = { ...NOTHING_SHOWN };
  const read = new Set<number>();
  const cited: Line[] = [];
  let part: Part = 'local';
  let section = '';
  for (const line of worded(block.lines)) {
    const text = line.text.replace(ARROW, '').trim();
    const opened = PARTS.find(({ heading }) => heading.test(text));
    if (opened !== undefined) part = opened.part;
    if (SECTION.test(text)) section = text;
    const told = fieldsOf(text, part) ?? (part === 'local' ? linkFields(text, section) : null);
    if (told !== null) {
      Object.assign(fields, firstOnes(fields, told));
      cited.push(line);
    }
    if (opened !== undefined || told !== null || isKnownHaLine(text)) read.add(line.number);
  }
  if (cited.length === 0) return { facts: [], read: new Set() };
  const facts: readonly HaState[] = [{ kind: 'ha-state', at: cite(block.source, cited), ...fields }];
  const cut = fields.mode !== 'off' && (fields.local === null || fields.peer === null);
  return cut ? { facts, read, problem: CUT } : { facts, read };
}

const CUT = 'The page was cut: paste it whole, with the states of this unit and of its peer.';

/** True when the lines show an HA page, in short or in full. */
export function isHaPage(block: Block): boolean {
  const has = (pattern: RegExp): boolean => block.lines.some((line) => pattern.test(line.text.trim()));
  const headed = PARTS.some(({ part, heading }) => part !== 'pair' && has(heading));
  return has(NOT_ENABLED) || has(MODE_SECTION) || has(OWNER) || (headed && (has(STATE) || has(MODE)));
}

function fieldsOf(text: string, part: Part): Partial<Fields> | null {
  if (NOT_ENABLED.test(text)) return { mode: 'off' };
  const state = STATE.exec(text)?.groups;
  if (state !== undefined) return stateFields(state.state ?? '', state.duration, part);
  const mode = modeFrom((MODE.exec(text) ?? MODE_SECTION.exec(text))?.groups?.mode);
  if (mode !== null) return { mode };
  const status = CONNECTION.exec(text)?.groups?.status;
  if (status !== undefined && part === 'peer') return { peerConnected: status.toLowerCase() === 'up' };
  if (part !== 'local') return null;
  return localFields(text);
}

function localFields(text: string): Partial<Fields> | null {
  const stateSync = SYNC.exec(text)?.groups?.sync;
  if (stateSync !== undefined) return { stateSync };
  const deviceId = wholeNumber(DEVICE_ID.exec(text)?.groups?.id);
  if (deviceId !== null) return { deviceId };
  const sessionOwner = OWNER.exec(text)?.groups?.rule;
  if (sessionOwner !== undefined) return { sessionOwner };
  const sessionSetup = SETUP.exec(text)?.groups?.rule;
  if (sessionSetup !== undefined) return { sessionSetup };
  const lastReason = REASON.exec(text)?.groups?.reason;
  return lastReason === undefined ? null : { lastReason };
}

function linkFields(text: string, section: string): Partial<Fields> | null {
  const state = LINK_STATE.exec(text)?.groups?.state;
  if (state === undefined || !FORWARDING_LINK.test(section)) return null;
  return { forwardingLinkUp: state.toLowerCase() === 'up' };
}

function stateFields(state: string, duration: string | undefined, part: Part): Partial<Fields> | null {
  const seconds = secondsOf(duration);
  if (part === 'local') return { local: state.toLowerCase(), localSeconds: seconds };
  return part === 'peer' ? { peer: state.toLowerCase(), peerSeconds: seconds } : null;
}

/** What a line tells and no line before it told. */
function firstOnes(fields: Fields, told: Partial<Fields>): Partial<Fields> {
  return Object.fromEntries(
    Object.entries(told).filter(
      ([name]) => !Object.entries(fields).some(([key, value]) => key === name && value !== null),
    ),
  );
}

function modeFrom(text: string | undefined): HaMode | null {
  if (/^active-passive$/i.test(text ?? '')) return 'active-passive';
  return /^active-active$/i.test(text ?? '') ? 'active-active' : null;
}

const SECONDS: ReadonlyMap<string, number> = new Map([
  ['second', 1],
  ['sec', 1],
  ['minute', 60],
  ['min', 60],
  ['hour', 3600],
  ['day', 86_400],
  ['week', 604_800],
]);

/** `45 days`, `2 hours`, `3 minutes 10 seconds`. */
function secondsOf(duration: string | undefined): number | null {
  const amounts = [...(duration ?? '').matchAll(/(\d+)\s*([a-z]+?)s?\b/gi)];
  if (amounts.length === 0) return null;
  let total = 0;
  for (const [, count, unit] of amounts) {
    const seconds = SECONDS.get((unit ?? '').toLowerCase());
    if (seconds === undefined) return null;
    total += Number(count) * seconds;
  }
  return total;
}
