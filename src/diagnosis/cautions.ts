import type { Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import { findingSentence } from '../patterns/words.ts';
import { type Contradiction, placeText } from './contradictions.ts';

/** Limits of what was given that a reader must know before acting on it. */
export function cautionsOf(
  findings: readonly Finding[],
  evidence: readonly Evidence[],
  contradictions: readonly Contradiction[],
): readonly string[] {
  return [
    ...contradictions.map(({ says }) => says),
    ...readingGaps(evidence),
    ...bothReadings(findings),
    ...spoken(findings),
  ];
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
function bothReadings(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter((finding) => finding.reading === 'seen' && finding.observers.length > 0)
    .flatMap((finding) => {
      const other = findings.find(
        (candidate) =>
          candidate.code === finding.code &&
          candidate.reading === 'not-seen' &&
          candidate.observers.join() === finding.observers.join() &&
          candidate.direction === finding.direction &&
          sameSubject(finding, candidate),
      );
      return other === undefined
        ? []
        : [`The evidence contradicts itself on this: ${findingSentence(finding)}${at(finding, other)}`];
    });
}

function at(seen: Finding, notSeen: Finding): string {
  const [shows, denies] = [seen.citations[0], notSeen.citations[0]];
  return shows === undefined || denies === undefined
    ? ''
    : ` ${placeText(shows)} shows it and ${placeText(denies)} does not: ask once more.`;
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
  'capture.filter-one-way',
  'capture.session-offloaded',
  'capture.duplicates',
  'between.clock-offset',
];

function spoken(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter((finding) => finding.reading === 'seen' && SPEAKING.includes(finding.code))
    .map(findingSentence);
}
