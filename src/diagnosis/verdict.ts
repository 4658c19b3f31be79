import type { Band, Diagnosis, PatternLedger, Verdict } from '../model/diagnosis.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { Flow } from '../model/flow.ts';
import { patternById } from '../patterns/index.ts';
import { findingSentence } from '../patterns/words.ts';
import { speaks } from './match.ts';
import type { Ranking } from './ranking.ts';
import { standingBeside, stands } from './second-fault.ts';
import { type Repair, sinceFix } from './since-fix.ts';

export interface Decision
  extends Pick<Diagnosis, 'verdict' | 'rootCause' | 'alsoFound' | 'since' | 'headline' | 'summary'> {
  readonly leader: PatternLedger | null;
}

const BAND_ORDER: readonly Band[] = ['confirmed', 'likely', 'possible', 'not-assessed', 'ruled-out'];

/** Orders ledgers strongest first: by band, then bits, then the order in which they were declared. */
export function strongestFirst(a: PatternLedger, b: PatternLedger): number {
  return BAND_ORDER.indexOf(a.band) - BAND_ORDER.indexOf(b.band) || b.bits - a.bits;
}

/** The strongest pattern, when it is sure enough to be named. */
export function leaderOf({ ledgers }: Ranking): PatternLedger | null {
  const [first] = ledgers;
  return first === undefined || !stands(first) ? null : first;
}

/**
 * The verdict and its words, decided together so that they can never disagree. After a fix (`repair`) the words tell
 * what has become of it; verdict and cause are those of the findings, as ever.
 */
export function decide(
  ranking: Ranking,
  findings: readonly Finding[],
  evidence: readonly Evidence[],
  flow: Flow | null,
  repair: Repair | null = null,
): Decision {
  const decision = decideNow(ranking, findings, evidence, flow);
  return repair === null ? decision : { ...decision, ...sinceFix(decision, repair) };
}

function decideNow(
  ranking: Ranking,
  findings: readonly Finding[],
  evidence: readonly Evidence[],
  flow: Flow | null,
): Decision {
  const { ledgers, matches } = ranking;
  const leader = leaderOf(ranking);
  if (leader === null) {
    return { ...inconclusive(ledgers, findings, evidence, flow), alsoFound: [], since: null, leader };
  }
  const also = standingBeside(leader, ledgers, matches);
  const verdict = verdictOf(leader, findings);
  return {
    verdict,
    rootCause: leader.id,
    alsoFound: also.map(({ id }) => id),
    since: null,
    headline: headline(leader, also),
    summary: [
      leader.band === 'confirmed' ? CONFIRMED[verdict] : `${LIKELY} ${leader.holdsBack.join(' ')}`.trim(),
      ...(also.length === 0 ? [] : [TOGETHER]),
    ].join(' '),
    leader,
  };
}

/** Names every fault that stands, each with its own band. */
function headline(leader: PatternLedger, also: readonly PatternLedger[]): string {
  const sure = ({ band, title }: PatternLedger): string => `${band === 'confirmed' ? 'Confirmed' : 'Likely'}: ${title}`;
  return [
    sure(leader),
    ...also.map((ledger) => `also ${sure(ledger).replace(/^./, (first) => first.toLowerCase())}`),
  ].join(' — ');
}

const TOGETHER = 'Two faults stand here at once, each by evidence of its own: mending one leaves the other.';

const CONFIRMED: Readonly<Record<Verdict, string>> = {
  asymmetric:
    'The two directions of this conversation take different ways. Every sign of this cause was seen, by independent sources, and its look-alikes were looked for.',
  'not-asymmetric': 'This is not asymmetric routing. Every sign of this cause was seen, by independent sources.',
  healthy: 'Nothing is wrong with this flow here and now.',
  inconclusive: '',
};

const LIKELY = 'It fits best by a clear margin, and is not proved yet.';

function verdictOf({ id, axis }: PatternLedger, findings: readonly Finding[]): Verdict {
  if (axis === 'control') return 'healthy';
  const { oneWayWhen = [] } = patternById(id) ?? {};
  const oneWay = oneWayWhen.some((one) => findings.some((finding) => speaks(one, finding)));
  return axis === 'look-alike' || oneWay ? 'not-asymmetric' : 'asymmetric';
}

function inconclusive(
  ledgers: readonly PatternLedger[],
  findings: readonly Finding[],
  evidence: readonly Evidence[],
  flow: Flow | null,
): Pick<Diagnosis, 'verdict' | 'rootCause' | 'headline' | 'summary'> {
  return {
    verdict: 'inconclusive',
    rootCause: null,
    headline: 'Not enough to name a cause yet',
    summary: [flowGap(flow, evidence), known(findings), candidates(ledgers)].filter((text) => text !== '').join(' '),
  };
}

function flowGap(flow: Flow | null, evidence: readonly Evidence[]): string {
  if (evidence.every((item) => item.parsed === 'none')) {
    return 'No evidence that could be read has been given yet: paste a command’s output together with its prompt.';
  }
  return flow === null ? 'Which flow it is about is not known: name the client, the server and the port.' : '';
}

const TELLING: readonly Finding['code'][] = [
  'session.return-frozen',
  'session.return-unseen',
  'session.reversed',
  'capture.dropped-inside',
  'capture.loop',
  'between.reply-elsewhere',
  'between.reply-lost',
  'between.request-lost',
];

/** The strongest thing that is known, so that the answer is never empty. */
function known(findings: readonly Finding[]): string {
  const telling = findings.find((finding) => finding.reading === 'seen' && TELLING.includes(finding.code));
  return telling === undefined ? '' : `Known: ${findingSentence(telling)}`;
}

function candidates(ledgers: readonly PatternLedger[]): string {
  const open = ledgers.filter((ledger) => ledger.band === 'possible').slice(0, 3);
  if (open.length === 0) return 'Nothing seen so far points to one cause more than to another.';
  return `Still possible: ${open.map((ledger) => ledger.title).join('; ')}.`;
}
