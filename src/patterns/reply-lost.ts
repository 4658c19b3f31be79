import type { Clue, DoNot } from '../model/pattern.ts';
import { WRONG_LAYER } from './shared.ts';

/** Signs on one firewall that replies do exist and die there: they arrive, or are sent, in the wrong zone. */
export const REPLY_LOST: readonly Clue[] = [
  {
    finding: 'counter.non-syn-drops',
    when: 'seen',
    where: { packetFilter: true },
    role: 'signature',
    slot: 'reply-lost',
    bits: 4,
    because: 'Counted for this flow only: replies do arrive, and match no session where they arrive.',
  },
  {
    finding: 'counter.zone-change',
    when: 'seen',
    where: { packetFilter: true },
    role: 'signature',
    slot: 'reply-lost',
    bits: 4,
    because: 'Counted for this flow only: its packets were dropped because their route led to another zone.',
  },
  {
    finding: 'counter.zone-change',
    when: 'seen',
    where: { packetFilter: false },
    role: 'signature',
    slot: 'reply-lost',
    bits: 2,
    because:
      'Packets of existing sessions were dropped for a route to another zone, though not provably those of this flow.',
  },
  {
    finding: 'interface.zone-change',
    when: 'seen',
    role: 'signature',
    slot: 'reply-lost',
    bits: 4,
    because: 'The interface counter shows on which side packets were dropped for a change of zone.',
  },
  {
    finding: 'interface.flow-state',
    when: 'seen',
    role: 'signature',
    slot: 'reply-lost',
    bits: 2,
    because: 'Packets without matching state arrive on that interface.',
  },
  {
    finding: 'counter.non-syn-drops',
    when: 'seen',
    where: { packetFilter: false },
    role: 'supports',
    bits: 1,
    because: 'Stray replies are dropped somewhere on this firewall, though the counter is for the whole device.',
  },
  {
    finding: 'session.return-unseen',
    when: 'seen',
    role: 'supports',
    bits: 2,
    because: 'The reply did not come back into the session.',
  },
  {
    finding: 'session.return-frozen',
    when: 'seen',
    role: 'supports',
    bits: 2,
    because: 'Requests keep passing while the reply direction stands still.',
  },
  {
    finding: 'capture.dropped-inside',
    when: 'seen',
    where: { sender: 'server', together: true },
    role: 'signature',
    slot: 'reply-lost',
    bits: 4,
    because: 'Captured at its stages: the replies arrive at this firewall and do not leave it.',
  },
];

const BYPASS = 'Adding bypass or allow rules for the dropped replies';

/** What is tried first where the reply comes, or would leave, in another zone: there a bypass does not even hide the fault. */
export const WRONG_LAYER_ACROSS_ZONES: readonly DoNot[] = WRONG_LAYER.map((one) =>
  one.action === BYPASS
    ? {
        action: BYPASS,
        because:
          'Asymmetric-path bypass relaxes the TCP checks within a session. A session is bound to its two zones, and a reply in a third one is still dropped.',
      }
    : one,
);
