import type { CommandId } from '../model/command.ts';
import type { Step, StepState } from '../model/diagnosis.ts';
import { FINDINGS, type Finding, type FindingCode, STEP_IDS, type StepId } from '../model/finding.ts';
import { findingSentence } from '../patterns/words.ts';
import type { CaseFacts } from './case-facts.ts';
import { commandText } from './commands.ts';

interface StepPlan {
  /** A statement, so that the mark of its state says whether it is true. */
  readonly title: string;
  /** Any of these seen: the step shows a split conversation. */
  readonly confirms: readonly FindingCode[];
  /** Any of these seen: the step shows that there is none here. */
  readonly refutes: readonly FindingCode[];
  /** Any of these looked for and not there: the same. What else is not there settles nothing by itself. */
  readonly absent: readonly FindingCode[];
  readonly commands: readonly CommandId[];
}

const PLANS: Readonly<Record<StepId, StepPlan>> = {
  session: {
    title: 'One direction is missing here',
    confirms: ['between.halves-on-two-firewalls', 'session.return-frozen', 'session.return-unseen', 'session.reversed'],
    refutes: [
      'session.both-directions-grow',
      'session.both-directions-seen',
      'session.reset-by-server',
      'session.denied',
    ],
    absent: ['session.return-unseen', 'session.return-frozen'],
    commands: ['session-list', 'session-id'],
  },
  capture: {
    title: 'The packets show it',
    confirms: [
      'between.reply-elsewhere',
      'capture.acked-unseen',
      'capture.dropped-inside',
      'between.reply-lost',
      'capture.reply-missing',
      'capture.request-missing',
      'aws.flow-log-lost-between',
      'aws.flow-log-reply-missing',
      'aws.flow-log-reply-rejected',
    ],
    refutes: ['capture.both-directions', 'capture.reset-by-server'],
    absent: ['capture.reply-missing'],
    commands: ['capture-on', 'capture-server'],
  },
  'return-route': {
    title: 'The way back differs from the way in',
    confirms: [
      'path.return-skips-firewall',
      'walk.return-skips-firewall',
      'fib.return-other-zone',
      'fib.return-leaves-elsewhere',
      'fib.no-return-route',
      'host.reply-leaves-elsewhere',
      'host.connected-route-missing-in-policy-table',
      'host.no-route',
      'aws.return-route-bypasses-appliance',
      'aws.acl-denies-reply',
    ],
    refutes: [],
    absent: [
      'fib.return-other-zone',
      'fib.return-leaves-elsewhere',
      'path.return-skips-firewall',
      'walk.return-skips-firewall',
      'host.reply-leaves-elsewhere',
      'aws.return-route-bypasses-appliance',
    ],
    commands: ['fib-return', 'fib-forward', 'trace-back'],
  },
  path: {
    title: 'Something here parts the two ways',
    confirms: [
      'pbf.egress-differs-from-fib',
      'nat.source-of-other-interface',
      'fib.forward-differs-from-session',
      'fib.no-forward-route',
      'arp.next-hop-unresolved',
      'ha.active-active',
      'walk.loop',
      'walk.trace-loop',
      'walk.per-packet-balancing',
      'walk.paths-part',
      'fib.two-defaults',
      'host.rp-filter-drops',
      'host.rule-not-persistent',
      'aws.source-dest-check-on',
      'aws.forward-route-bypasses-appliance',
      'aws.blackhole-route',
    ],
    refutes: [],
    absent: ['walk.paths-part', 'pbf.egress-differs-from-fib', 'fib.forward-differs-from-session'],
    commands: ['pbf-test', 'pbf-rules', 'ha-state', 'routes'],
  },
  counters: {
    title: 'The counters agree',
    confirms: [
      'counter.zone-change',
      'interface.zone-change',
      'counter.non-syn-drops',
      'counter.out-of-window',
      'counter.no-arp',
      'interface.flow-state',
      'host.martian-logged',
      'host.reverse-path-counter',
      'host.invalid-drops',
    ],
    refutes: ['counter.quiet'],
    absent: ['counter.non-syn-drops'],
    commands: ['counters-delta', 'traffic-log'],
  },
};

/** The five steps of the debug sequence, each with what it showed and what would settle it. */
export function stepsOf(findings: readonly Finding[], facts: CaseFacts): readonly Step[] {
  return STEP_IDS.map((id) => {
    const plan = PLANS[id];
    const mine = findings.filter(
      (finding) => FINDINGS[finding.code].step === id && FINDINGS[finding.code].group !== 'person',
    );
    const { state, speaker } = stateOf(plan, mine);
    return {
      id,
      title: plan.title,
      state,
      says: speaker === null ? SAYS[state] : sayOf(state, speaker),
      findings: mine.map((finding) => finding.id),
      next: settled(state) ? [] : plan.commands.map((command) => commandText(command, facts)),
    };
  });
}

const SAYS: Readonly<Record<StepState, string>> = {
  confirmed: 'The evidence shows it.',
  refuted: 'What was looked at shows nothing wrong here.',
  'could-not-tell': 'There is evidence, and it does not settle this.',
  missing: 'Nothing has been shown for this step yet.',
};

function sayOf(state: StepState, speaker: Finding): string {
  const sentence = findingSentence(speaker);
  return state === 'could-not-tell' && speaker.reading !== 'could-not-tell'
    ? `${sentence} That alone does not settle it.`
    : sentence;
}

function stateOf(plan: StepPlan, mine: readonly Finding[]): { state: StepState; speaker: Finding | null } {
  const seen = (codes: readonly FindingCode[]): Finding | undefined =>
    codes.flatMap((code) => mine.filter((finding) => finding.code === code && finding.reading === 'seen'))[0];
  const confirming = seen(plan.confirms);
  if (confirming !== undefined) return { state: 'confirmed', speaker: confirming };
  const refuting = seen(plan.refutes);
  if (refuting !== undefined) return { state: 'refuted', speaker: refuting };
  const denied = plan.absent.flatMap((code) =>
    mine.filter((finding) => finding.code === code && finding.reading === 'not-seen'),
  )[0];
  if (denied !== undefined) return { state: 'refuted', speaker: denied };
  const open = mine.find((finding) => plan.confirms.includes(finding.code)) ?? mine[0] ?? null;
  return open === null ? { state: 'missing', speaker: null } : { state: 'could-not-tell', speaker: open };
}

function settled(state: StepState): boolean {
  return state === 'confirmed' || state === 'refuted';
}
