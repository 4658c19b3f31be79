import type { Clue } from '../model/pattern.ts';

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
    role: 'signature',
    slot: 'reply-lost',
    bits: 4,
    because: 'The firewall dropped packets of existing sessions because their route led to another zone.',
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
