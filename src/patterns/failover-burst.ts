import type { Pattern } from '../model/pattern.ts';

export const failoverBurst = {
  id: 'failover-burst',
  title: 'A burst of non-SYN drops after a failover',
  axis: 'look-alike',
  mechanism:
    'After a change of HA state, packets of connections that the new active unit does not know arrive and are dropped until the applications reconnect. It passes by itself; the paths are the same as before.',
  presents: [
    'Everything broke at the moment of a failover and came back piece by piece.',
    'Non-SYN drops are high right after the failover and fall to nothing within minutes.',
  ],
  clues: [
    {
      finding: 'ha.recent-change',
      when: 'seen',
      role: 'signature',
      slot: 'failover',
      bits: 4,
      because: 'A unit changed its HA state only a short while ago.',
    },
    {
      finding: 'counter.non-syn-burst-over',
      when: 'seen',
      role: 'signature',
      slot: 'burst-over',
      bits: 4,
      because: 'The drops moved in the first window and stopped in the second.',
    },
    {
      finding: 'counter.non-syn-drops',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'Packets without a session are expected right after a failover.',
    },
    {
      finding: 'symptom.after-failover',
      when: 'seen',
      role: 'supports',
      bits: 1,
      because: 'It started with a failover.',
    },
    {
      finding: 'session.newer-flow-healthy',
      when: 'seen',
      role: 'supports',
      bits: 2,
      because: 'Connections that were opened afterwards work.',
    },
    {
      finding: 'counter.non-syn-burst-over',
      when: 'not-seen',
      role: 'against',
      bits: 4,
      because: 'The drops go on in the latest window: it is no passing burst.',
    },
    {
      finding: 'session.return-frozen',
      when: 'seen',
      role: 'against',
      bits: 2,
      because: 'A session still sends without an answer.',
    },
    {
      finding: 'between.halves-on-two-firewalls',
      when: 'seen',
      where: { specific: true },
      role: 'against',
      bits: 4,
      because: 'The two halves of this flow keep to two firewalls; that does not pass by itself.',
    },
    {
      finding: 'ha.recent-change',
      when: 'not-seen',
      role: 'rules-out',
      bits: 4,
      because: 'The HA state has been stable for long.',
    },
  ],
  observersNeeded: 1,
  mustBeat: [],
  explains: [],
  remedies: [
    {
      action: 'Wait some minutes and read the counters again; have users reconnect what still hangs',
      where: 'nothing to change',
      risk: 'none',
      riskWhy: 'Nothing is changed.',
      rollback: 'None needed.',
    },
    {
      action:
        'Find out why sessions were not carried over: HA2 link, state synchronization, and its received counters on the passive unit',
      where: 'the HA pair',
      risk: 'low',
      riskWhy: 'Looking changes nothing; mending HA2 is a change of its own.',
      rollback: 'None needed.',
    },
  ],
  doNot: [
    {
      action: 'Failing back at once',
      because: 'It causes the same burst again, the other way round.',
    },
    {
      action: 'Allowing the asymmetric path because of these drops',
      because: 'The drops end by themselves; the bypass would stay.',
    },
  ],
  checklist: [
    {
      id: 'drops-stop',
      stage: 'after',
      action: 'Read the counters twice with delta, a few minutes apart',
      command: 'counters-delta',
      expect: 'The later reading shows no non-SYN drops.',
      passes: { finding: 'counter.non-syn-burst-over', reading: 'seen' },
    },
    {
      id: 'new-session',
      stage: 'after',
      action: 'Let a user connect again and read the session twice',
      command: 'session-id',
      expect: 'Both byte counts grow.',
      passes: { finding: 'session.both-directions-grow', reading: 'seen' },
    },
  ],
} as const satisfies Pattern;
