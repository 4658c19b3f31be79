import type { FindingCode } from '../../model/finding.ts';
import type { FindingWords } from './finding-words.ts';

/** Several firewalls held against each other. */
export const BETWEEN_WORDS = {
  'between.halves-on-two-firewalls': {
    title: 'Each firewall sees one half',
    seen: 'the requests pass {forward} and the replies arrive at {return}, which has no session for them.',
    notSeen: 'the two halves do not show on two different firewalls.',
    couldNotTell: 'one of the firewalls has not shown enough to tell where the replies arrive.',
  },
  'between.session-on-one': {
    title: 'The session exists on one firewall only',
    seen: '{present} has the session and {absent} has none.',
    notSeen: 'both firewalls know the session.',
    couldNotTell: 'not both firewalls were asked for the session.',
  },
} as const satisfies Partial<Record<FindingCode, FindingWords>>;
