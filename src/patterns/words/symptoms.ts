import type { FindingCode } from '../../model/finding.ts';
import type { FindingWords } from './finding-words.ts';

/** What people report. */
export const SYMPTOMS_WORDS = {
  'symptom.intermittent': symptom('it opens sometimes and hangs at other times'),
  'symptom.ping-works': symptom('ping works while the application does not'),
  'symptom.tcp-fails': symptom('TCP connections do not come up'),
  'symptom.some-users': symptom('only some users are affected'),
  'symptom.one-way': symptom('traffic goes one way'),
  'symptom.started-after-change': symptom('it started after a change in the network'),
  'symptom.tcp-only': symptom('only TCP is affected'),
  'symptom.after-failover': symptom('it started with a failover'),
} as const satisfies Partial<Record<FindingCode, FindingWords>>;

function symptom(text: string): FindingWords {
  return {
    title: `Reported: ${text}`,
    seen: `people report that ${text}.`,
    notSeen: `nobody reports that ${text}.`,
    couldNotTell: `it is not known whether ${text}.`,
  };
}
