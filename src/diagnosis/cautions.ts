import type { Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import { findingSentence } from '../patterns/words.ts';

/** Limits of what was given that a reader must know before acting on it. */
export function cautionsOf(findings: readonly Finding[], evidence: readonly Evidence[]): readonly string[] {
  return [...readingGaps(evidence), ...contradictions(findings), ...spoken(findings)];
}

function readingGaps(evidence: readonly Evidence[]): readonly string[] {
  return evidence
    .filter((item) => item.parsed !== 'whole')
    .map((item) => {
      const lines = item.unread.map((range) =>
        range.from === range.to ? `${range.from}` : `${range.from}–${range.to}`,
      );
      const where = lines.length === 0 ? '' : ` Unread lines: ${lines.join(', ')}.`;
      const extent = extentOf(item);
      return `${item.source} ${extent}.${where}${item.problem === null ? '' : ` ${item.problem}`}`;
    });
}

function extentOf({ kind, parsed }: Evidence): string {
  if (kind === 'api-reply') return 'holds no answer';
  return parsed === 'none' ? 'could not be read' : 'was read in part';
}

/** The same device saying both of one thing is said, not averaged. */
function contradictions(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter((finding) => finding.reading === 'seen' && finding.observers.length > 0)
    .filter((finding) =>
      findings.some(
        (other) =>
          other.code === finding.code &&
          other.reading === 'not-seen' &&
          other.observers.join() === finding.observers.join() &&
          other.direction === finding.direction &&
          sameSubject(finding, other),
      ),
    )
    .map((finding) => `The evidence contradicts itself on this: ${findingSentence(finding)}`);
}

function sameSubject(a: Finding, b: Finding): boolean {
  return (['interface', 'counter', 'where', 'eni', 'instance', 'table', 'analysis', 'acl'] as const).every(
    (name) => a.values[name] === b.values[name],
  );
}

/** Settings and habits that limit what the other findings can show. */
const SPEAKING: readonly Finding['code'][] = [
  'counter.warnings-hidden',
  'counter.unknown-to-vendor',
  'settings.asymmetric-bypass',
  'settings.non-syn-accepted',
  'capture.one-sided',
  'capture.late-start',
  'capture.packets-dropped',
  'capture.offload',
  'capture.duplicates',
];

function spoken(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter((finding) => finding.reading === 'seen' && SPEAKING.includes(finding.code))
    .map(findingSentence);
}
