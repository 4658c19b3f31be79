import type { ChecklistState } from '../model/checklist.ts';
import type { Band, NextTest, StepState } from '../model/diagnosis.ts';
import type { Evidence, LineRange } from '../model/evidence.ts';
import { type Flow, formatEndpoint } from '../model/flow.ts';
import type { Risk } from '../model/pattern.ts';
import { rangeText } from '../model/place.ts';
import type { Triage } from '../model/triage.ts';

export { placeText, timeText } from '../model/place.ts';

/** One character for the state of a step: settled for, settled against, looked at in vain, not looked at. */
export const STEP_MARKS: Readonly<Record<StepState, string>> = {
  confirmed: '✓',
  refuted: '✗',
  'could-not-tell': '?',
  missing: '·',
};

export const MARK_LEGEND = '✓ shows the fault · ✗ speaks against it · ? could not tell · · not looked at yet';

export const CHECK_MARKS: Readonly<Record<ChecklistState, string>> = {
  open: '☐',
  passed: '☑',
  failed: '☒',
  waived: '⊘',
};

export const BAND_WORDS: Readonly<Record<Band, string>> = {
  confirmed: 'confirmed',
  likely: 'likely',
  possible: 'possible',
  'ruled-out': 'ruled out',
  'not-assessed': 'not assessed',
};

export const RISK_WORDS: Readonly<Record<Risk, string>> = {
  none: 'no risk',
  low: 'low risk',
  medium: 'medium risk',
  high: 'high risk',
};

/** What the strongest cause is called: it leads only once it is likely. */
export function leadWords(band: Band): string {
  return band === 'confirmed' || band === 'likely' ? 'Leading cause' : 'Strongest candidate';
}

/** `TCP 192.0.2.10:51514 → 198.51.100.20:443`. */
export function flowText(flow: Flow): string {
  return `${flow.protocol.toUpperCase()} ${formatEndpoint(flow.client)} → ${formatEndpoint(flow.server)}`;
}

/** The flow of a triage, or why there is none and what to do about it. */
export function flowSentence(triage: Pick<Triage, 'flow' | 'flowSource'>): string {
  if (triage.flow !== null) return flowText(triage.flow);
  return triage.flowSource === 'ambiguous'
    ? 'The evidence speaks of several conversations: name the client, the server and the port.'
    : 'No conversation is known yet: name the client, the server and the port.';
}

/** Whom a test asks and why, each once: the reason may name the device already. */
export function askText({ observer, why }: Pick<NextTest, 'observer' | 'why'>): string {
  return why.includes(observer) ? why : `${observer}: ${why}`;
}

/** The lines of a command as they are to be pasted: some take more than one. */
export function commandLines(command: string): readonly string[] {
  return command.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** Lines as `14` or `14-16`, several joined by a comma. */
export function rangesText(ranges: readonly LineRange[]): string {
  return ranges.map(rangeText).join(', ');
}

/** How far one piece of evidence was read, in words: `read whole`, `read in part, lines 4-6 unread`. */
export function readText(evidence: Pick<Evidence, 'parsed' | 'unread'>): string {
  if (evidence.parsed === 'whole') return 'read whole';
  const lines =
    evidence.unread.length === 0 ? '' : `, ${lineWord(evidence.unread)} ${rangesText(evidence.unread)} unread`;
  return evidence.parsed === 'part' ? `read in part${lines}` : `not read${lines}`;
}

function lineWord(ranges: readonly LineRange[]): string {
  const [only, ...more] = ranges;
  return more.length === 0 && only !== undefined && only.from === only.to ? 'line' : 'lines';
}

/** `1 finding`, `2 findings`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The causes that a line is about: the nearest by name, the others by their number. */
export function namesText(names: readonly string[], more: number): string {
  return more === 0 ? names.join('; ') : `${names.join('; ')}; and ${more} more`;
}

const NAMED_AT_MOST = 3;

/** The causes of which too little is shown; many by their number only. */
export function notAssessedText(ids: readonly string[]): string {
  return ids.length > NAMED_AT_MOST ? `${ids.length} others, of which too little is shown` : ids.join(', ');
}
