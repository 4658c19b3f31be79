import { FINDINGS, type Finding, type FindingCode, type Observation, STEP_IDS } from '../model/finding.ts';
import { aws } from './aws/index.ts';
import { betweenObservers } from './between-observers.ts';
import { blastFindings } from './blast-radius/findings.ts';
import { type Survey, surveyOf } from './blast-radius/survey.ts';
import { captures } from './capture/index.ts';
import { type AnalysisContext, type AnalysisInput, type Analyzer, contextOf } from './context.ts';
import { counters } from './counters.ts';
import { twoDefaults } from './default-routes.ts';
import { compareNames, compareText } from './evidence-order.ts';
import { fibForward } from './fib-forward.ts';
import { fibReturn } from './fib-return.ts';
import { flowBasicLog } from './flow-basic.ts';
import { goneSinceFix } from './gone-since-fix.ts';
import { ha } from './ha-state.ts';
import { interfaceDrops } from './interface-drops.ts';
import { keepalive } from './keepalive.ts';
import { linuxHosts } from './linux/index.ts';
import { natRule } from './nat-rule.ts';
import { natSource } from './nat-source.ts';
import { natTurn } from './nat-turn.ts';
import { pbf } from './pbf.ts';
import { probes } from './probes.ts';
import { sessionAge } from './session-age.ts';
import { sessionIdle } from './session-idle.ts';
import { sessionOutcome } from './session-outcome.ts';
import { sessionPresence } from './session-presence.ts';
import { sessionPbf } from './session-steering.ts';
import { sessionVolume } from './session-volume.ts';
import { settings } from './settings.ts';
import { reportedSymptoms } from './symptoms.ts';
import { walk } from './walk/index.ts';
import { wayOfServer } from './way-of-server.ts';
import { zoneProtection } from './zone-protection.ts';

/** All that Roundtrip looks for in the evidence. None of them names a cause. */
const ANALYZERS: readonly Analyzer[] = [
  sessionPresence,
  sessionVolume,
  sessionOutcome,
  sessionIdle,
  sessionPbf,
  sessionAge,
  goneSinceFix,
  betweenObservers,
  captures,
  fibReturn,
  fibForward,
  twoDefaults,
  natSource,
  natTurn,
  natRule,
  pbf,
  wayOfServer,
  walk,
  probes,
  flowBasicLog,
  counters,
  interfaceDrops,
  zoneProtection,
  ha,
  settings,
  keepalive,
  aws,
  linuxHosts,
  reportedSymptoms,
];

const CODES = Object.keys(FINDINGS);

/**
 * Facts in, findings out: what was seen, what was looked for and not seen, and what could not be told, each with its
 * observers, values and citations. What no evidence speaks of has no finding. The order of the evidence and repeated
 * blocks change nothing; `f1`, `f2`, … follow the steps, then the codes, then the observers.
 */
export function analyse(input: AnalysisInput): readonly Finding[] {
  return findingsIn(contextOf(input));
}

/** The same of evidence that is grouped already; `survey` is that of its flows. */
export function findingsIn(context: AnalysisContext, survey: Survey | null = surveyOf(context)): readonly Finding[] {
  return [...ANALYZERS.flatMap((analyzer) => analyzer(context)), ...blastFindings(context, survey)]
    .sort(compareObservations)
    .map((observation, index) => ({ id: `f${index + 1}`, ...observation }));
}

function stepOf(code: FindingCode): number {
  return STEP_IDS.indexOf(FINDINGS[code].step);
}

function compareObservations(one: Observation, other: Observation): number {
  return (
    stepOf(one.code) - stepOf(other.code) ||
    CODES.indexOf(one.code) - CODES.indexOf(other.code) ||
    compareNames(one.observers.join(' '), other.observers.join(' ')) ||
    compareText(JSON.stringify(one.values), JSON.stringify(other.values))
  );
}
