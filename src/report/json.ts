import type { ChecklistItem } from '../model/checklist.ts';
import type { LedgerLine, NextTest, PatternLedger, SinceFix, Step } from '../model/diagnosis.ts';
import type { Citation, Evidence, LineRange } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { Endpoint, Flow } from '../model/flow.ts';
import type { Triage } from '../model/triage.ts';
import { findingSentence } from '../patterns/words.ts';
import { blastRadiusReport } from './blast-json.ts';
import { REPORT_SCHEMA_ID, type Report } from './schema.ts';

type Part<K extends keyof Report> = NonNullable<Report[K]>;
type Item<K extends 'patterns' | 'steps' | 'findings' | 'nextTests' | 'checklist' | 'evidence'> = Part<K>[number];

/** A triage as the report for programs. Every field is picked by name, in a fixed order: equal input gives equal bytes. */
export function toReport(triage: Triage): Report {
  const { diagnosis } = triage;
  return {
    schema: REPORT_SCHEMA_ID,
    flow: triage.flow === null ? null : flow(triage.flow),
    flowSource: triage.flowSource,
    verdict: diagnosis.verdict,
    headline: diagnosis.headline,
    summary: diagnosis.summary,
    cautions: [...diagnosis.cautions],
    rootCause: diagnosis.rootCause,
    alsoFound: [...diagnosis.alsoFound],
    since: since(diagnosis.since),
    patterns: diagnosis.patterns.map(pattern),
    steps: diagnosis.steps.map(step),
    findings: triage.findings.map(finding),
    nextTests: diagnosis.nextTests.map(nextTest),
    doNot: diagnosis.doNot.map(({ action, because }) => ({ action, because })),
    fix: diagnosis.fix.map(({ action, where, risk, riskWhy, rollback }) => ({
      action,
      where,
      risk,
      riskWhy,
      rollback,
    })),
    checklist: diagnosis.checklist.map(checklistItem),
    evidence: triage.evidence.map(evidence),
    ...(triage.blastRadius === null ? {} : { blastRadius: blastRadiusReport(triage.blastRadius) }),
  };
}

function since(told: SinceFix | null): Report['since'] {
  return told === null ? null : { fixedAt: told.fixedAt, was: told.was, state: told.state };
}

function nextTest(test: NextTest): Item<'nextTests'> {
  const { id, why, observer, command, separates, who, cost, risk, riskWhy } = test;
  return { id, why, observer, command, separates: [...separates], who, cost, risk, riskWhy };
}

function flow({ protocol, client, server }: Flow): Part<'flow'> {
  return { protocol, client: endpoint(client), server: endpoint(server) };
}

function endpoint({ address, port }: Endpoint): { address: string; port: number | null } {
  return { address, port };
}

function pattern(ledger: PatternLedger): Item<'patterns'> {
  const { id, title, axis, band, bits } = ledger;
  return {
    id,
    title,
    axis,
    band,
    bits,
    for: ledger.for.map(ledgerLine),
    against: ledger.against.map(ledgerLine),
    missing: ledger.missing.map(({ code, role, needs }) => ({ code, role, needs })),
    holdsBack: [...ledger.holdsBack],
  };
}

function ledgerLine({
  finding,
  code,
  role,
  bits,
  counted,
  because,
  citation: at,
}: LedgerLine): Item<'patterns'>['for'][number] {
  return { finding, code, role, bits, counted, because, citation: at === null ? null : citation(at) };
}

function step({ id, title, state, says, findings, next }: Step): Item<'steps'> {
  return { id, title, state, says, findings: [...findings], next: [...next] };
}

function finding(found: Finding): Item<'findings'> {
  const { id, code, observers, direction, reading, values, citations } = found;
  return {
    id,
    code,
    observer: observers.length === 0 ? null : observers.join(' + '),
    direction,
    reading,
    says: findingSentence(found),
    values: { ...values },
    citations: citations.map(citation),
  };
}

function checklistItem(item: ChecklistItem): Item<'checklist'> {
  const { id, stage, action, command, expect, state, why, decidedAt } = item;
  return { id, stage, action, command, expect, state, why, decidedAt, evidence: item.evidence.map(citation) };
}

function evidence(read: Evidence): Item<'evidence'> {
  const { id, source, observer, kind, parsed, command, point, takenAt, problem } = read;
  return {
    source,
    observer,
    kind,
    parsed,
    unread: read.unread.map(lineRange),
    id,
    lines: lineRange(read.lines),
    command,
    point,
    takenAt,
    problem,
  };
}

function citation({ source, lines: [from, to], quote }: Citation): Item<'findings'>['citations'][number] {
  return { source, lines: [from, to], quote };
}

function lineRange({ from, to }: LineRange): { from: number; to: number } {
  return { from, to };
}
