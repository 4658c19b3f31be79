import { z } from 'zod';
import { TEST_TARGETS } from '../model/diagnosis.ts';
import { EVIDENCE_KINDS } from '../model/evidence.ts';
import { FINDINGS, type FindingCode, STEP_IDS } from '../model/finding.ts';
import { PATTERN_IDS } from '../model/pattern.ts';
import { blastRadiusSchema } from './blast-json.ts';

export const REPORT_SCHEMA_ID = 'roundtrip.report/1';

const FINDING_CODES = Object.keys(FINDINGS).filter((code): code is FindingCode => code in FINDINGS);

const line = z.int().min(1);
const patternId = z.enum(PATTERN_IDS);
const findingCode = z.enum(FINDING_CODES);
const role = z.enum(['signature', 'supports', 'against', 'rules-out']);

const risk = z.enum(['none', 'low', 'medium', 'high']);

const endpoint = z.strictObject({ address: z.string(), port: z.int().min(0).max(65_535).nullable() });

const flow = z.strictObject({
  protocol: z.union([z.enum(['tcp', 'udp', 'icmp', 'icmp6']), z.templateLiteral(['ip-', z.int()])]),
  client: endpoint,
  server: endpoint,
});

const citation = z
  .strictObject({ source: z.string(), lines: z.tuple([line, line]), quote: z.string() })
  .meta({ description: 'A place in the evidence. Lines count from 1, both ends included.' });

const ledgerLine = z.strictObject({
  finding: z.string(),
  code: findingCode,
  role,
  bits: z.int().meta({ description: 'Strength of the clue in whole bits.' }),
  counted: z.int().meta({ description: 'What it adds after the cap of its source group.' }),
  because: z.string(),
  citation: citation.nullable(),
});

const missingClue = z.strictObject({ code: findingCode, role, needs: z.string() });

const pattern = z.strictObject({
  id: patternId,
  title: z.string(),
  axis: z.enum(['split', 'state', 'look-alike', 'control']),
  band: z.enum(['confirmed', 'likely', 'possible', 'ruled-out', 'not-assessed']),
  bits: z.int(),
  for: z.array(ledgerLine),
  against: z.array(ledgerLine),
  missing: z.array(missingClue),
  holdsBack: z.array(z.string()).meta({ description: 'Why the band is not higher.' }),
});

const step = z.strictObject({
  id: z.enum(STEP_IDS),
  title: z.string(),
  state: z.enum(['confirmed', 'refuted', 'could-not-tell', 'missing']),
  says: z.string(),
  findings: z.array(z.string()),
  next: z.array(z.string()).meta({ description: 'Commands ready to paste.' }),
});

const finding = z.strictObject({
  id: z.string(),
  code: findingCode,
  observer: z.string().nullable().meta({ description: "Observers joined with ' + '; null when a person reported it." }),
  direction: z.enum(['c2s', 's2c']).nullable(),
  reading: z.enum(['seen', 'not-seen', 'could-not-tell']),
  says: z.string().meta({ description: 'The finding in one sentence.' }),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  citations: z.array(citation),
});

const nextTest = z.strictObject({
  id: z.string(),
  why: z.string(),
  observer: z.string(),
  command: z.string(),
  separates: z.array(patternId),
  who: z.enum(TEST_TARGETS),
  cost: z.number().meta({ description: 'From 1, a glance, to 5, a person on the host of another team.' }),
  risk,
  riskWhy: z.string(),
});

const remedy = z.strictObject({
  action: z.string(),
  where: z.string(),
  risk,
  riskWhy: z.string(),
  rollback: z.string(),
});

const checklistItem = z.strictObject({
  id: z.string(),
  stage: z.enum(['before', 'during', 'after']),
  action: z.string(),
  command: z.string().nullable(),
  expect: z.string(),
  state: z.enum(['open', 'passed', 'failed', 'waived']),
  why: z.string().nullable().meta({ description: 'What the evidence says of it, or why it says nothing yet.' }),
  decidedAt: z.string().nullable().meta({ description: 'When the evidence that decided was shown, ISO 8601.' }),
  evidence: z.array(citation),
});

const lineRange = z.strictObject({ from: line, to: line });

const evidence = z.strictObject({
  source: z.string(),
  observer: z.string().nullable(),
  kind: z.enum(EVIDENCE_KINDS),
  parsed: z.enum(['whole', 'part', 'none']),
  unread: z.array(lineRange),
  id: z.string(),
  lines: lineRange,
  command: z.string().nullable(),
  point: z.string().nullable(),
  takenAt: z.string().nullable(),
  problem: z.string().nullable(),
});

const sinceFix = z.strictObject({
  fixedAt: z.string(),
  was: patternId.nullable().meta({ description: 'The cause that stood before the fix.' }),
  state: z.enum(['works', 'in-part', 'still-broken', 'not-shown']),
});

/** `roundtrip.report/1`: what programs read. Within version 1 fields may be added, and none is renamed or dropped: readers pass over what they do not know. */
export const reportSchema = z
  .strictObject({
    schema: z.literal(REPORT_SCHEMA_ID),
    flow: flow.nullable(),
    flowSource: z.enum(['given', 'evidence', 'ambiguous', 'unknown']),
    verdict: z.enum(['asymmetric', 'not-asymmetric', 'healthy', 'inconclusive']),
    headline: z.string(),
    summary: z.string(),
    cautions: z.array(z.string()),
    rootCause: patternId.nullable().meta({ description: 'The leader, only when its band is confirmed or likely.' }),
    alsoFound: z.array(patternId).meta({ description: 'Second faults beside the root cause.' }),
    since: sinceFix.nullable().meta({
      description:
        'What has become of the fault since the fix was reported; the rest is weighed on what was shown since.',
    }),
    patterns: z.array(pattern).meta({ description: 'Strongest first.' }),
    steps: z.array(step),
    findings: z.array(finding),
    nextTests: z.array(nextTest),
    doNot: z.array(z.strictObject({ action: z.string(), because: z.string() })),
    fix: z.array(remedy),
    checklist: z.array(checklistItem),
    evidence: z.array(evidence),
    blastRadius: blastRadiusSchema.optional(),
  })
  .meta({ title: 'Roundtrip report', description: 'What `roundtrip analyze PATH --json` prints.' });

export type Report = z.infer<typeof reportSchema>;
