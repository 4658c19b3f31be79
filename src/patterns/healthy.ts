import type { Pattern } from '../model/pattern.ts';
import { SUSTAINED } from './shared.ts';

export const healthy = {
  id: 'healthy',
  title: 'The flow passes in both directions',
  axis: 'control',
  mechanism:
    'Requests and replies pass the same firewall, both byte counts grow, and nothing that belongs to the flow is dropped.',
  presents: [
    'Users complained, and the flow works while one looks.',
    'Both byte counts grow and no related counter moves.',
  ],
  clues: [
    {
      finding: 'session.both-directions-grow',
      when: 'seen',
      role: 'signature',
      slot: 'grows',
      bits: 4,
      because: 'Both directions grew between two readings.',
    },
    {
      finding: 'counter.quiet',
      when: 'seen',
      role: 'signature',
      slot: 'quiet',
      bits: 4,
      because: 'No counter that a split conversation moves did move in the measured window.',
    },
    {
      finding: 'session.both-directions-seen',
      when: 'seen',
      role: 'supports',
      bits: 2,
      because: 'The session carried bytes in both directions.',
    },
    {
      finding: 'fib.return-leaves-elsewhere',
      when: 'not-seen',
      role: 'supports',
      bits: 1,
      because: 'The way back is the way in.',
    },
    {
      finding: 'session.return-unseen',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'A session of this flow got no reply.',
    },
    {
      finding: 'session.denied',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'The flow was refused by policy.',
    },
    {
      finding: 'session.reset-by-server',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'The server reset the connection.',
    },
    {
      finding: 'counter.non-syn-drops',
      when: 'seen',
      where: { packetFilter: true },
      role: 'against',
      bits: 4,
      because: 'Packets of this flow were dropped for want of a session.',
    },
    {
      finding: 'fib.return-other-zone',
      when: 'seen',
      role: 'against',
      bits: 2,
      because: 'The way back leads to another zone.',
    },
    {
      finding: 'between.halves-on-two-firewalls',
      when: 'seen',
      role: 'against',
      bits: 4,
      because: 'The two halves show on two firewalls.',
    },
    {
      finding: 'session.return-frozen',
      when: 'seen',
      role: 'rules-out',
      bits: 4,
      because: 'The reply direction stands still.',
    },
  ],
  observersNeeded: 1,
  mustBeat: [],
  explains: [],
  remedies: [],
  doNot: [
    {
      action: 'Changing routes or policy',
      because:
        'The flow passes in both directions now. If users still complain, the fault is elsewhere or comes and goes.',
    },
  ],
  checklist: [SUSTAINED],
} as const satisfies Pattern;
