import { type CatalogueTest, READ_ONLY } from './catalogue-test.ts';

const ASKED = { ...READ_ONLY, target: 'person', cost: 2, gives: [] } as const;

/** What the people who met the fault can be asked; their answer is a symptom, or the moment of a fix. */
export const PERSON_TESTS: readonly CatalogueTest[] = [
  {
    ...ASKED,
    id: 'ask-what-changed',
    command: 'question-change',
    settles: ['symptom.started-after-change', 'symptom.after-failover'],
    tells: 'whether a change or a failover came just before it',
  },
  {
    ...ASKED,
    id: 'ask-who-is-affected',
    command: 'question-who',
    settles: ['symptom.some-users', 'symptom.intermittent'],
    tells: 'whether it strikes some users always, or all of them now and then',
  },
  {
    ...ASKED,
    id: 'ask-what-works',
    command: 'question-what-works',
    settles: ['symptom.ping-works', 'symptom.tcp-only'],
    tells: 'whether only connections that need state fail',
  },
  {
    ...ASKED,
    id: 'ask-when-fixed',
    command: 'question-fixed',
    settles: ['session.older-than-fix'],
    tells: 'whether the broken session is older than a fix that is already in',
  },
];
