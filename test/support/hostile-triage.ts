import type { BlastRadius } from '../../src/model/blast-radius.ts';
import type { PatternLedger } from '../../src/model/diagnosis.ts';
import type { Scene } from '../../src/model/scene.ts';
import type { Triage } from '../../src/model/triage.ts';
import { SESSION } from './ledger-sample.ts';
import { BYPASS_CONFIRMED, CHECKLIST, EVIDENCE, FINDINGS } from './triage-sample.ts';

const { diagnosis: CONFIRMED } = BYPASS_CONFIRMED;

/** What a device, or somebody behind it, could print to hurt a reader's workspace, terminal or ticket. */
export const HOSTILE = `<!channel> <@U012ABCDEF> <https://evil.example|ok> \`\`\`rm\`\`\` [x](https://evil.example) <img src=x> \u001b[2J ${'A'.repeat(4890)}`;

/** A triage in which every device-made text is the given one. */
export function withDeviceText(text: string): Triage {
  const quoted = { ...SESSION, source: text, quote: text };
  const swap = (line: PatternLedger['for'][number]) => ({ ...line, because: text, citation: quoted });
  return {
    ...BYPASS_CONFIRMED,
    evidence: EVIDENCE.map((one) => ({ ...one, source: text, observer: text, problem: text })),
    findings: FINDINGS.map((one) => ({
      ...one,
      observers: [text],
      values: { forward: text, return: text, ingress: text, application: text, bytesC2s: text, delta: text },
      citations: [quoted],
    })),
    diagnosis: {
      ...CONFIRMED,
      headline: text,
      summary: text,
      cautions: [text],
      patterns: CONFIRMED.patterns.map((ledger) => ({
        ...ledger,
        for: ledger.for.map(swap),
        against: ledger.against.map(swap),
        missing: ledger.missing.map((clue) => ({ ...clue, needs: text })),
        holdsBack: [text],
      })),
      steps: CONFIRMED.steps.map((step) => ({ ...step, says: text, next: [text] })),
      nextTests: CONFIRMED.nextTests.map((test) => ({
        ...test,
        why: text,
        observer: text,
        command: text,
        riskWhy: text,
      })),
      doNot: CONFIRMED.doNot.map(() => ({ action: text, because: text })),
      fix: CONFIRMED.fix.map((remedy) => ({ ...remedy, action: text, where: text, riskWhy: text, rollback: text })),
      checklist: CHECKLIST.map((one) => ({
        ...one,
        action: text,
        command: text,
        expect: text,
        why: text,
        evidence: [quoted],
      })),
    },
    blastRadius: crowdOf(text),
    scenes: scenesOf(text),
  };
}

const COUNTS = { halfOpen: 14, whole: 32, couldNotTell: 3 } as const;

/** A crowd of flows in more groups than are shown, all of them of one name. */
function crowdOf(text: string): BlastRadius {
  const group = { name: text, ...COUNTS, share: 0.3 };
  const groups = Array.from({ length: 12 }, () => group);
  const grouping = {
    observer: text,
    groups,
    others: { groups: 9, ...COUNTS },
    fit: 'separates',
    sentence: text,
  } as const;
  return {
    ...COUNTS,
    observers: [text, text],
    groupings: (['egress', 'zone-pair', 'client', 'hash'] as const).map((dimension) => {
      return { ...grouping, dimension, hash: dimension === 'hash' ? text : null, affected: [text, text, text] };
    }),
    sentence: text,
    limits: [text],
  };
}

/** One scene of each kind with one name for everything. */
function scenesOf(text: string): readonly Scene[] {
  const stations = [
    { kind: 'end', name: text, note: text },
    { kind: 'device', name: text, note: text },
    { kind: 'gap', name: '', note: text },
    { kind: 'address', name: text, note: null },
  ] as const;
  const course = { stations, by: 'tables', end: 'lost', why: text, others: 2 } as const;
  const vantages = [
    { name: text, place: 'client' },
    { name: text, place: null },
  ] as const;
  const sightings = vantages.map((_, vantage) => {
    return { vantage, reading: 'seen', count: 3, first: 400, last: 9_000_000 } as const;
  });
  const readings = [
    { at: text, c2s: 1, s2c: 1 },
    { at: null, c2s: 9, s2c: 1 },
  ];
  return [
    { kind: 'paths', forward: course, back: course, part: 'seen', partAt: text, unanswered: [text], sources: [text] },
    {
      kind: 'handshake',
      protocol: 'tcp',
      client: text,
      server: text,
      vantages,
      rungs: [{ message: 'SYN', direction: 'c2s', sightings }],
      sources: [text],
    },
    { kind: 'growth', observer: text, session: 4711, readings, sources: [text] },
  ];
}

export const HOSTILE_TRIAGE: Triage = withDeviceText(HOSTILE);
