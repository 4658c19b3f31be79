import type { Clue, Need } from '../model/pattern.ts';

// What people report weighs one bit at most, and all of it together is one witness.

function reported(finding: Clue['finding'], role: 'supports' | 'against', because: string): Clue {
  return { finding, when: 'seen', role, bits: 1, because };
}

/** What breaks every packet alike, so that a ping would fail as well. */
export const BREAKS_EVERY_PROTOCOL: readonly Clue[] = [
  reported('symptom.ping-works', 'against', 'A ping takes the same way and would be lost just as well.'),
  reported('symptom.tcp-only', 'against', 'It would break UDP just as well.'),
];

/** A split conversation whose very first packet is lost: the rest of what people report of a split still fits. */
export const REPORTED_OF_EVERY_PROTOCOL: readonly Clue[] = [
  reported(
    'symptom.one-way',
    'supports',
    'Requests that leave and answers that do not come are what people see of it.',
  ),
  reported('symptom.started-after-change', 'supports', 'A new interface, route or setting is how it starts.'),
  ...BREAKS_EVERY_PROTOCOL,
];

/** What a ping does not meet. */
export const SPARES_PING: Clue = reported(
  'symptom.ping-works',
  'supports',
  'A ping meets neither the rule, the port nor the size that this is about.',
);

/** What strikes whoever asks, always. */
export const STRIKES_EVERYBODY: readonly Clue[] = [
  reported('symptom.some-users', 'against', 'It would strike everybody who asks for this service.'),
  reported('symptom.intermittent', 'against', 'It would fail every time, not now and then.'),
];

/** What lets connections come up and breaks them later. */
export const COMES_UP_FIRST: Clue = reported(
  'symptom.tcp-fails',
  'against',
  'Connections do come up with it, and stall or break only later.',
);

/** What a failover brings about. */
export const BROUGHT_BY_FAILOVER: Clue = reported(
  'symptom.after-failover',
  'supports',
  'A failover is when sessions, owners and paths stop agreeing.',
);

/** What comes and goes may work while one looks: only a measure of loss tells that all is well. */
export const LOSS_MEASURED: Need = {
  band: 'confirmed',
  when: 'symptom.intermittent',
  anyOf: [
    { finding: 'capture.segments-lost', when: 'not-seen' },
    { finding: 'host.connection-retransmits', when: 'not-seen' },
    { finding: 'host.segments-retransmitted', when: 'not-seen' },
    { finding: 'path.probes-lost', when: 'not-seen' },
  ],
  gap: 'People say that it comes and goes, and whether packets are lost now and then was not measured.',
};

/** Nor does one look at what comes and goes tell that it is well: something that drops or loses packets must have been looked at. */
export const DROPS_LOOKED_FOR: Need = {
  band: 'likely',
  when: 'symptom.intermittent',
  anyOf: [
    ...LOSS_MEASURED.anyOf,
    { finding: 'counter.quiet', when: 'seen' },
    { finding: 'host.reverse-path-counter', when: 'not-seen' },
    { finding: 'host.invalid-drops', when: 'not-seen' },
  ],
  gap: 'People say that it comes and goes, and neither drops nor losses were looked for.',
};
