import type { Pattern } from '../model/pattern.ts';
import { HALF_SEEN_ON_THE_WAY, OTHER_ADDRESS_ANSWERS, REPLY_CAPTURED_ELSEWHERE } from './captured.ts';
import { NOWHERE_TO_GO, TRANSLATED_ASTRAY } from './nowhere.ts';
import { LOST_BEFORE_FIREWALL } from './shared.ts';

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
    OTHER_ADDRESS_ANSWERS,
    {
      finding: 'host.rule-not-persistent',
      when: 'seen',
      role: 'signature',
      slot: 'not-written',
      bits: 4,
      because: 'A rule runs that stands in none of the files that would bring it back.',
    },
    ...LOST_BEFORE_FIREWALL,
    {
      finding: 'capture.reply-by-other-interface',
      when: 'seen',
      where: { place: 'server' },
      role: 'signature',
      slot: 'half-missing',
      bits: 4,
      because: 'Captured on the host: the request came in on one interface and the reply left by another.',
    },
    ...REPLY_CAPTURED_ELSEWHERE,
    ...HALF_SEEN_ON_THE_WAY,
    ...NOWHERE_TO_GO,
    ...TRANSLATED_ASTRAY,
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
      finding: 'host.own-rules',
      when: 'not-seen',
      role: 'against',
      bits: 4,
      because: 'No rule of its own runs on the server that a restart could take away.',
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
  needs: [
    {
      band: 'likely',
      anyOf: [
        { finding: 'host.rule-not-persistent', when: 'seen' },
        { finding: 'host.own-rules', when: 'seen' },
        { finding: 'session.newer-flow-healthy', when: 'seen' },
      ],
      gap: 'Nobody has shown a routing rule of the server’s own that a restart could take away.',
    },
  ],
  explains: ['multihomed-weak-host', 'stale-session'],
  remedies: [
    {
      action:
        'NetworkManager: `nmcli connection modify CONNECTION +ipv4.routing-rules "priority 1500 from ADDRESS table TABLE" +ipv4.routes "SUBNET table=TABLE" +ipv4.routes "0.0.0.0/0 GATEWAY table=TABLE"` (`ipv6.` for IPv6), then `nmcli device reapply IF`',
      where: 'the server, where NetworkManager owns the interface',
      risk: 'low',
      riskWhy: 'It changes the profile at once; a wrong route acts from the reapply on, so keep another way in open.',
      rollback: 'The same command with `-ipv4.routing-rules` and `-ipv4.routes`, then reapply.',
    },
    {
      action:
        'netplan: under the interface `routing-policy: [{ from: ADDRESS, table: TABLE }]`, and in `routes:` the subnet (`scope: link`) and the default route with `table: TABLE`; then `netplan try`',
      where: 'the server, in /etc/netplan/',
      risk: 'low',
      riskWhy: '`netplan try` goes back by itself after two minutes when nobody confirms it.',
      rollback: 'Put the former file back and `netplan apply`.',
    },
    {
      action:
        'systemd-networkd: `[RoutingPolicyRule]` with `From=` and `Table=`, and two `[Route]` sections with `Table=` (one with `Destination=` the subnet and `Scope=link`, one with `Gateway=`), then `networkctl reload`',
      where: 'the server, in the interface’s .network file',
      risk: 'low',
      riskWhy: 'A mistake in the file may leave the interface without addresses at the next start.',
      rollback: 'Put the former file back and `networkctl reload`.',
    },
    {
      action:
        'initscripts (RHEL and CentOS 7): `from ADDRESS lookup TABLE` in rule-IF, `SUBNET dev IF table TABLE` and `default via GATEWAY dev IF table TABLE` in route-IF. ifupdown (Debian): the same as `up ip rule add …` and `up ip route add …` lines of the interface',
      where: 'the server, in /etc/sysconfig/network-scripts/ or /etc/network/interfaces',
      risk: 'low',
      riskWhy: 'The files are read at the next start of the interface only: a mistake shows then.',
      rollback: 'Put the former file back; what runs now stays until the next restart.',
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
    {
      action: 'Typing the rules again, or restarting the network to see',
      because: 'Typed rules last until the next restart, and a restart now takes away those that make it work.',
    },
  ],
  checklist: [
    {
      id: 'written',
      stage: 'after',
      action: 'Show the running rules and the configuration files',
      command: 'host-files',
      expect: 'Each rule stands in a file.',
      passes: { finding: 'host.rule-not-persistent', reading: 'not-seen' },
    },
    {
      id: 'restarted',
      stage: 'after',
      action: 'Restart the interface or the host in a window',
      command: 'host-routing',
      expect: 'The same rules run again, and the reply leaves as before.',
      passes: { finding: 'host.reply-leaves-elsewhere', reading: 'not-seen' },
    },
  ],
} as const satisfies Pattern;
