import type { Pattern } from '../model/pattern.ts';
import { HALF_SEEN_ON_THE_WAY, REPLY_CAPTURED_ELSEWHERE } from './captured.ts';

export const policyRoutingNotPersistent = {
  id: 'policy-routing-not-persistent',
  title: 'The routing rules will not survive a restart',
  axis: 'state',
  mechanism:
    'Rules and routes typed with `ip` live until the interface or the host restarts. The host is right while they run, and falls back to one routing table, and to the split path, when they are gone: after a reboot, a lease renewal or a restart of the network service.',
  presents: [
    'It worked after the last fix, and broke again after a reboot or an update.',
    'It breaks for the second time, and the notes of the first time name `ip rule add`.',
    'Two hosts that should be the same show different rules.',
  ],
  clues: [
    {
      finding: 'host.rule-not-persistent',
      when: 'seen',
      role: 'signature',
      slot: 'not-written',
      bits: 4,
      because: 'A rule runs that stands in none of the files that would bring it back.',
    },
    {
      finding: 'session.return-unseen',
      when: 'seen',
      role: 'signature',
      slot: 'half-missing',
      bits: 4,
      because: 'The request passed the firewall and the reply never came back through it.',
    },
    {
      finding: 'session.return-frozen',
      when: 'seen',
      role: 'signature',
      slot: 'half-missing',
      bits: 4,
      because: 'Requests keep passing the firewall while the reply direction stands still.',
    },
    ...REPLY_CAPTURED_ELSEWHERE,
    ...HALF_SEEN_ON_THE_WAY,
    {
      finding: 'host.reply-leaves-elsewhere',
      when: 'not-seen',
      role: 'supports',
      bits: 1,
      because: 'With the rules that run now the way back is right.',
    },
    {
      finding: 'session.newer-flow-healthy',
      when: 'seen',
      role: 'supports',
      bits: 2,
      because: 'Newer connections work: what the host lacked then runs now.',
    },
    {
      finding: 'host.rule-not-persistent',
      when: 'not-seen',
      role: 'against',
      bits: 4,
      because: 'Every rule that runs stands in a file.',
    },
    {
      finding: 'host.reply-leaves-elsewhere',
      when: 'seen',
      role: 'against',
      bits: 2,
      because: 'Even with the rules that run now the way back is wrong.',
    },
  ],
  observersNeeded: 1,
  mustBeat: ['server-silent'],
  explains: ['multihomed-weak-host', 'stale-session'],
  remedies: [
    {
      action:
        'Write each rule and route where the owner of the interface reads it: `rule-IF` and `route-IF`, `nmcli connection modify … ipv4.routing-rules`, `routing-policy:` in netplan, `[RoutingPolicyRule]` in systemd-networkd, or the cloud’s own package',
      where: 'the server',
      risk: 'low',
      riskWhy:
        'A mistake in the file may keep the interface down at the next start; check the file with the tool’s own test.',
      rollback: 'Put the former file back.',
    },
    {
      action: 'Then restart the interface in a window and compare',
      where: 'the server',
      risk: 'medium',
      riskWhy: 'Connections over that interface drop while it restarts.',
      rollback: 'Type the rules again with `ip`; they are in the notes of this case.',
    },
  ],
  doNot: [
    {
      action: 'A line in rc.local or a cron job',
      because: 'It runs before or after the interface by luck, and not when the interface alone restarts.',
    },
    { action: 'Typing the rules again', because: 'They last until the next restart.' },
  ],
  checklist: [
    {
      id: 'written',
      stage: 'after',
      action: 'Show the running rules and the configuration files',
      command: 'host-settings',
      expect: 'Each rule stands in a file.',
      passes: { finding: 'host.rule-not-persistent', reading: 'not-seen' },
    },
    {
      id: 'restart',
      stage: 'after',
      action: 'Restart the interface or the host in a window',
      command: 'host-routing',
      expect: 'The same rules run again, and the reply leaves as before.',
      passes: { finding: 'host.reply-leaves-elsewhere', reading: 'not-seen' },
    },
  ],
} as const satisfies Pattern;
