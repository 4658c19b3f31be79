import type { ChecklistItem, ChecklistState } from '../model/checklist.ts';
import type { Diagnosis, PatternLedger, SinceFix } from '../model/diagnosis.ts';
import type { Pattern } from '../model/pattern.ts';
import { clockText, timeText } from '../model/place.ts';

/** What an answer is held against when a fix was reported. */
export interface Repair {
  /** ISO 8601. */
  readonly fixedAt: string;
  /** What stood before it, and so what it was for. */
  readonly was: Pattern | null;
  /** Whether anything is known to have been shown since. */
  readonly shown: boolean;
  /** What is shown since of both directions: grown in a new session or whole in a capture, or one of them missing. */
  readonly passes: ChecklistState;
  /** When both directions had grown and one of them stands still again (ISO 8601); null when that is not so. */
  readonly brokenAgainAt: string | null;
  /** Checks since the fix that fail for the path itself, and those that fail for sessions of before. */
  readonly failing: { readonly path: number; readonly old: number };
  readonly checklist: readonly ChecklistItem[];
}

/** The answer as the evidence since the fix alone gives it. */
export interface Answer extends Pick<Diagnosis, 'headline' | 'summary'> {
  readonly leader: PatternLedger | null;
}

type Told = Pick<Diagnosis, 'headline' | 'summary'> & { readonly since: SinceFix };

/** What has become of the fault since the fix, and the words for it. */
export function sinceFix(answer: Answer, repair: Repair): Told {
  const state = stateOf(answer, repair);
  const { fixedAt, was } = repair;
  return {
    headline: HEADLINES[state](answer, repair),
    summary: summaryOf(state, answer, repair),
    since: { fixedAt, was: was?.id ?? null, state },
  };
}

function stateOf({ leader }: Answer, { shown, passes, failing }: Repair): SinceFix['state'] {
  if (!shown) return 'not-shown';
  const isWhole = passes === 'passed' || leader?.axis === 'control';
  if (leader !== null && leader.axis !== 'control') {
    return leader.id === 'stale-session' ? 'in-part' : 'still-broken';
  }
  if (isWhole) return failing.path + failing.old > 0 ? 'in-part' : 'works';
  // That old sessions are left tells nothing of the path.
  return failing.path > 0 ? 'still-broken' : 'not-shown';
}

const HEADLINES: Readonly<Record<SinceFix['state'], (answer: Answer, repair: Repair) => string>> = {
  works: (_, repair) => `Fixed, as far as shown: ${wholeText(repair)}${aside(repair)}`,
  'in-part': inPart,
  'still-broken': stillBroken,
  'not-shown': notShown,
};

function wholeText({ passes, fixedAt }: Repair): string {
  const how = passes === 'passed' ? 'both directions grow' : 'the flow passes in both directions';
  return `${how} since ${clockText(fixedAt)}`;
}

function inPart({ leader, headline }: Answer, repair: Repair): string {
  if (leader !== null && leader.axis !== 'control') return `Fixed in part: ${lower(headline)}${aside(repair)}`;
  const failing = repair.failing.path + repair.failing.old;
  return `Fixed in part: ${wholeText(repair)}, but ${failing} of the checks ${failing === 1 ? 'fails' : 'fail'}${aside(repair)}`;
}

function stillBroken({ leader, headline }: Answer, repair: Repair): string {
  const { was, passes, failing, fixedAt } = repair;
  const since = `since ${clockText(fixedAt)}`;
  if (leader !== null && leader.id === was?.id) return `Not fixed: still ${lower(headline)} (shown ${since})`;
  if (leader !== null) {
    return was === null
      ? `Not fixed: ${lower(headline)} (shown ${since})`
      : `Not fixed: another cause shows ${since}: ${lower(headline)}${aside(repair)}`;
  }
  if (repair.brokenAgainAt !== null) {
    return `Broken again: it passed after the fix, and at ${clockText(repair.brokenAgainAt)} the server's direction stands still${aside(repair)}`;
  }
  if (passes === 'failed') return `Not fixed: the server's direction still stands still ${since}${aside(repair)}`;
  return `Not fixed: ${failing.path} of the checks still ${failing.path === 1 ? 'fails' : 'fail'} ${since}${aside(repair)}`;
}

function notShown({ leader, headline }: Answer, repair: Repair): string {
  const reported = `Fix reported at ${clockText(repair.fixedAt)}, not shown yet`;
  if (repair.shown) return `${reported}: nothing since then tells whether both directions pass${aside(repair)}`;
  return `${reported}: ${leader === null ? 'nothing is known to have been taken since' : lower(headline)}`;
}

/** What it was, and how far the checklist is by the evidence alone. */
function aside({ was, checklist }: Repair): string {
  const passed = checklist.filter(({ state }) => state === 'passed').length;
  const parts = [
    ...(was === null ? [] : [`it was: ${was.title}`]),
    ...(checklist.length === 0 ? [] : [`${passed} of ${checklist.length} checks passed`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

function summaryOf(state: SinceFix['state'], { leader, summary }: Answer, repair: Repair): string {
  const at = timeText(repair.fixedAt);
  const failed = repair.checklist
    .filter((item) => item.stage !== 'before' && item.state === 'failed')
    .flatMap(({ why }) => why ?? []);
  // Why a whole flow is not proved to be one is what is still to check.
  const found = leader === null || (leader.axis === 'control' && leader.band !== 'confirmed') ? '' : summary;
  switch (state) {
    case 'works':
      return sentences([`Nothing that was shown since the fix (${at}) fails.`, found, stillToCheck(repair)]);
    case 'in-part':
      return sentences([...failed, found, stillToCheck(repair)]);
    case 'still-broken':
      return sentences([...failed, summary]);
    default:
      return repair.shown
        ? sentences([...failed, stillToCheck(repair)])
        : sentences([`Nothing is known to have been shown since the fix (${at}).`, summary]);
  }
}

function stillToCheck({ checklist }: Repair): string {
  const open = checklist.filter(({ state, stage }) => state === 'open' && stage !== 'before');
  return open.length === 0 ? '' : `Still to check: ${open.map(({ action }) => lower(action)).join('; ')}.`;
}

function sentences(all: readonly string[]): string {
  return [...new Set(all)].filter((text) => text !== '').join(' ');
}

function lower(text: string): string {
  return text.replace(/^./, (first) => first.toLowerCase());
}
