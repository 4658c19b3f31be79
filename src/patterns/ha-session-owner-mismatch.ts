import type { Pattern } from '../model/pattern.ts';
import { BY_PARITY } from './blast.ts';
import { HALF_CAPTURED, NOT_SPLIT_IN_CAPTURE } from './captured.ts';
import { NOWHERE_TO_GO, TRANSLATED_ASTRAY } from './nowhere.ts';
import { BROUGHT_BY_FAILOVER } from './reported.ts';
import { AFTER_FAILOVER, COMES_BACK, HALF_MISSING, REPORTED, VALIDATION, WRONG_LAYER } from './shared.ts';

export const haSessionOwnerMismatch = {
  id: 'ha-session-owner-mismatch',
  title: 'HA active/active: the reply arrives at the unit that does not own the session',
  axis: 'state',
  mechanism:
    'In an active/active pair the request passes one unit and the reply arrives at the other. That works only while sessions are synchronized and the HA3 link carries packets to their owner; when it does not, the second unit sees a reply without a session and drops it.',
  presents: [
    'It opens sometimes: some connections work and others hang, from the same client.',
    'It affects an active/active pair, often under load or after work on the HA links.',
    'One unit has the session with no reply; the other counts non-SYN drops and has no session.',
  ],
  clues: [
    ...HALF_MISSING,
    {
      finding: 'between.halves-on-two-firewalls',
      when: 'seen',
      where: { haPair: true, specific: true },
      role: 'signature',
      slot: 'at-peer',
      bits: 4,
      because: 'The replies of this flow arrive at the HA peer, which has no session for them.',
    },
    {
      finding: 'between.halves-on-two-firewalls',
      when: 'seen',
      where: { haPair: true, specific: false },
      role: 'supports',
      bits: 2,
      because: 'The HA peer drops replies without a session, though not provably those of this flow.',
    },
    {
      finding: 'ha.active-active',
      when: 'seen',
      role: 'signature',
      slot: 'active-active',
      bits: 2,
      because: 'Both units of an active/active pair forward traffic, so the halves can part between them.',
    },
    {
      finding: 'ha.state-sync-broken',
      when: 'seen',
      role: 'supports',
      bits: 2,
      because: 'Without session synchronization the peer cannot know the session.',
    },
    {
      finding: 'ha.peer-unreachable',
      when: 'seen',
      role: 'supports',
      bits: 2,
      because: 'Units that do not reach each other cannot hand packets to the session owner.',
    },
    {
      finding: 'ha.forwarding-link-down',
      when: 'seen',
      role: 'supports',
      bits: 2,
      because: 'Without HA3 the unit that gets the reply cannot hand it to the session owner.',
    },
    {
      finding: 'between.session-on-one',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'In a synchronized pair both units know the session.',
    },
    {
      finding: 'ha.active-active',
      when: 'not-seen',
      role: 'rules-out',
      bits: 4,
      because: 'This is no active/active pair: only one unit forwards.',
    },
    {
      finding: 'between.halves-on-two-firewalls',
      when: 'not-seen',
      role: 'against',
      bits: 2,
      because: 'Both units were asked, and the replies do not show at the other one.',
    },
    AFTER_FAILOVER,
    ...HALF_CAPTURED,
    {
      finding: 'between.reply-elsewhere',
      when: 'seen',
      where: { haPair: true, compared: true },
      role: 'signature',
      slot: 'at-peer',
      bits: 4,
      because: 'The replies of this flow were captured at the HA peer, and the requests were not.',
    },
    {
      finding: 'between.reply-elsewhere',
      when: 'seen',
      where: { haPair: true, compared: false },
      role: 'supports',
      bits: 2,
      because: 'The replies were captured at the HA peer, though not both captures are known to see both directions.',
    },
    {
      finding: 'between.reply-elsewhere',
      when: 'seen',
      where: { haPair: null },
      role: 'supports',
      bits: 1,
      because: 'The replies were captured at another device; whether it is the HA peer is not known.',
    },
    {
      finding: 'capture.dropped-inside',
      when: 'seen',
      where: { sender: 'server', together: false },
      role: 'supports',
      bits: 2,
      because: 'A unit that never saw the requests gets the replies and drops them.',
    },
    {
      finding: 'between.reply-elsewhere',
      when: 'seen',
      where: { haPair: false },
      role: 'against',
      bits: 4,
      because: 'The replies were captured at a device that is no HA peer.',
    },
    ...NOT_SPLIT_IN_CAPTURE,
    ...BY_PARITY,
    ...REPORTED,
    ...COMES_BACK,
    ...NOWHERE_TO_GO,
    ...TRANSLATED_ASTRAY,
    BROUGHT_BY_FAILOVER,
  ],
  observersNeeded: 2,
  mustBeat: ['server-silent', 'failover-burst'],
  explains: [],
  remedies: [
    {
      action:
        'Repair what hands sessions and packets over: HA2 for the sessions, HA3 for the packets (both ends up; a switch between them must pass frames larger than the data MTU)',
      where: 'HA2 and HA3 links of the pair',
      risk: 'low',
      riskWhy: 'Touching HA3 wrongly can make the active-secondary unit non-functional: do one link at a time.',
      rollback: 'Return the link to its former settings.',
    },
    {
      action:
        'Make the neighbours keep a flow on one unit: per-flow hashing, or routes that prefer one unit for a given source network',
      where: 'the routers on both sides of the pair',
      risk: 'medium',
      riskWhy: 'Load shifts between the units; existing flows may move once.',
      rollback: 'Restore the former hashing or preference.',
    },
    {
      action: 'Set session owner to first-packet and session setup to ip-modulo, as the vendor recommends',
      where: 'HA active/active configuration, both units',
      risk: 'medium',
      riskWhy: 'Needs a commit on both units; new sessions change owner.',
      rollback: 'Revert the two settings and commit.',
    },
  ],
  doNot: [
    {
      action: 'Taking “State Synchronization: Complete” for proof',
      because:
        'It says that the units are ready to synchronize. Only the session itself on the peer shows that sessions arrive there.',
    },
    {
      action: 'Looking for the flow in the traffic log of one unit only',
      because: 'Only the owner of a session logs it, whichever unit its packets pass: look on both.',
    },
    {
      action: 'Suspending one unit',
      because:
        'All flows move to the other unit at once. That hides the split while half of the capacity is gone, and it is back with the unit.',
    },
    ...WRONG_LAYER,
  ],
  checklist: VALIDATION,
} as const satisfies Pattern;
