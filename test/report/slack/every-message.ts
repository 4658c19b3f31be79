import type { Triage } from '../../../src/model/triage.ts';
import { picturesOf } from '../../../src/report/picture/index.ts';
import { caseCard } from '../../../src/report/slack/card.ts';
import { changesMessages } from '../../../src/report/slack/changes.ts';
import { checklistMessages } from '../../../src/report/slack/checklist.ts';
import { comparisonMessages } from '../../../src/report/slack/comparison.ts';
import { diagnosisMessages } from '../../../src/report/slack/diagnosis.ts';
import { explainMessages } from '../../../src/report/slack/explain.ts';
import { handoffMessages } from '../../../src/report/slack/handoff.ts';
import { digestMessages } from '../../../src/report/slack/handoff-digest.ts';
import type { SlackMessage } from '../../../src/report/slack/message.ts';
import { statusMessages } from '../../../src/report/slack/notes.ts';
import { pictureTwinMessage } from '../../../src/report/slack/picture-twin.ts';
import { compareMoments, patternChecks } from '../../../src/triage.ts';
import { CASE, EMPTY, EVENTS, TICKS } from '../../support/triage-sample.ts';

/** Every message that can be made of a triage. */
export function everyMessage(triage: Triage): readonly SlackMessage[] {
  const view = { case: CASE, triage, ticks: TICKS, events: EVENTS };
  const digest = { entries: [{ view, link: null }], further: [], leftOut: 1 };
  return [
    caseCard(view),
    ...diagnosisMessages(view),
    ...checklistMessages(view),
    ...handoffMessages(view),
    ...handoffMessages(view, 1),
    ...digestMessages({ ...digest, of: 'channel' }, 5),
    ...digestMessages({ ...digest, of: 'team' }, 5),
    ...changesMessages(CASE.id, EMPTY, triage),
    ...changesMessages(CASE.id, triage, EMPTY),
    ...changesMessages(CASE.id, null, triage),
    ...(explainMessages(triage, 'return-path-bypass', patternChecks) ?? []),
    ...(explainMessages(triage, 'f1', patternChecks) ?? []),
    ...(explainMessages(null, 'return-path-bypass', patternChecks) ?? []),
    ...(explainMessages(null, '', patternChecks) ?? []),
    ...comparisonMessages(compareMoments(EMPTY, triage), `${CASE.id}: two moments`),
    ...comparisonMessages(compareMoments(triage, EMPTY), `${CASE.id}: two moments`),
    ...statusMessages([view, view]),
    ...picturesOf(triage).map(pictureTwinMessage),
    ...checklistMessages({ ...view, ticks: [] }),
  ];
}
