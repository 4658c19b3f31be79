import type { Clue } from '../model/pattern.ts';

/** What the packet filter of a gateway shows of a flow that it refuses: its rules in their order, and their counters. */
export const REFUSED_ON_THE_WAY: readonly Clue[] = [
  {
    finding: 'filter.refuses-flow',
    when: 'seen',
    where: { hook: 'forward' },
    role: 'signature',
    slot: 'denied',
    bits: 4,
    because: 'By the rules in their order the packet filter on the way refuses this flow.',
  },
  {
    finding: 'filter.refusal-counted',
    when: 'seen',
    where: { hook: 'forward', specific: true },
    role: 'signature',
    slot: 'counted',
    bits: 4,
    because: 'The rule that names this flow takes packets while clients try.',
  },
  {
    finding: 'filter.refusal-counted',
    when: 'seen',
    where: { hook: 'forward', specific: false },
    role: 'signature',
    slot: 'counted',
    bits: 2,
    because: 'The rule that refuses this flow takes packets while clients try, though perhaps those of others.',
  },
  {
    finding: 'filter.refuses-flow',
    when: 'not-seen',
    where: { hook: 'forward' },
    role: 'against',
    bits: 2,
    because: 'The packet filter on the way lets this flow through.',
  },
];

/** A filter on the way ends the first packet: nobody behind it was asked, and no reply could take another way. */
export const REFUSED_BEFORE_IT_ARRIVES: Clue = {
  finding: 'filter.refuses-flow',
  when: 'seen',
  where: { hook: 'forward' },
  role: 'against',
  bits: 4,
  because: 'A packet filter on the way refuses the request, so that nobody was asked for a reply.',
};

/** The same on the server itself: the request arrived, and its own rules keep the service from it. */
export const DROPPED_BY_ITS_OWN_FILTER: readonly Clue[] = [
  {
    finding: 'filter.refuses-flow',
    when: 'seen',
    where: { hook: 'input', verdict: 'drop' },
    role: 'signature',
    slot: 'way-back-good',
    bits: 4,
    because: 'The server’s own packet filter drops the request, so that no reply is sent that could take any way.',
  },
  {
    finding: 'filter.refusal-counted',
    when: 'seen',
    where: { hook: 'input', verdict: 'drop', specific: true },
    role: 'signature',
    slot: 'half-missing',
    bits: 4,
    because: 'The server’s own rule against this flow takes packets: requests arrive and are not answered.',
  },
  {
    finding: 'filter.refuses-flow',
    when: 'seen',
    where: { hook: 'input', verdict: 'reject' },
    role: 'against',
    bits: 4,
    because: 'The server’s own packet filter answers the request with a refusal.',
  },
];

export const REJECTED_BY_ITS_OWN_FILTER: readonly Clue[] = [
  {
    finding: 'filter.refuses-flow',
    when: 'seen',
    where: { hook: 'input', verdict: 'reject' },
    role: 'signature',
    slot: 'reset',
    bits: 4,
    because: 'The server’s own packet filter answers the request with a refusal.',
  },
  {
    finding: 'filter.refusal-counted',
    when: 'seen',
    where: { hook: 'input', verdict: 'reject', specific: true },
    role: 'signature',
    slot: 'nothing-lost',
    bits: 4,
    because: 'The server’s own rule against this flow takes packets: requests arrive and are refused there.',
  },
  {
    finding: 'filter.refuses-flow',
    when: 'seen',
    where: { hook: 'input', verdict: 'drop' },
    role: 'against',
    bits: 2,
    because: 'The server’s own packet filter drops the request without an answer.',
  },
];

/** The host that refuses the flow by its own rules gets it: no split of the ways keeps it from an answer. */
export const REFUSED_BY_THE_SERVER: Clue = {
  finding: 'filter.refuses-flow',
  when: 'seen',
  where: { hook: 'input' },
  role: 'against',
  bits: 4,
  because: 'The server’s own packet filter refuses the request, so that there is no reply that could take another way.',
};
