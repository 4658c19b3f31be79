import type { FindingCode } from '../../model/finding.ts';
import type { FindingWords } from './finding-words.ts';

/** High availability and settings. */
export const SETTINGS_WORDS = {
  'ha.active-active': {
    title: 'HA active/active',
    seen: 'this unit runs HA active/active[ (device {deviceId})][; session owner by {owner}, set up by {setup}].',
    notSeen: 'this unit does not run HA active/active[ (mode {mode})].',
    couldNotTell: 'the HA mode is not shown.',
  },
  'ha.recent-change': {
    title: 'HA state changed lately',
    seen: 'the HA state changed only a short while ago[ ({seconds} seconds)].',
    notSeen: 'the HA state has been stable[ for {seconds} seconds].',
    couldNotTell: 'how long the HA state has lasted is not shown.',
  },
  'ha.state-sync-broken': {
    title: 'Session synchronization is not complete',
    seen: 'HA session synchronization is not complete[ ("{stateSync}")].',
    notSeen: 'HA session synchronization says Complete (which alone does not prove that sessions arrive).',
    couldNotTell: 'the state of HA session synchronization is not shown.',
  },
  'ha.peer-unreachable': {
    title: 'HA peer unreachable',
    seen: 'this unit cannot reach its HA peer.',
    notSeen: 'the HA peer is connected.',
    couldNotTell: 'whether the HA peer is connected is not shown.',
  },
  'ha.forwarding-link-down': {
    title: 'HA3 link down',
    seen: 'the packet-forwarding link (HA3) to the HA peer is down.',
    notSeen:
      'the packet-forwarding link (HA3) to the HA peer is up (which does not tell whether large packets pass it).',
    couldNotTell: 'the state of the packet-forwarding link (HA3) is not shown: `show high-availability all` has it.',
  },
  'settings.keepalive-too-late': {
    title: 'Keepalives come after the timeout',
    seen: 'the first keepalive goes out after {keepaliveSeconds} s of silence, and {device} forgets an idle connection after {timeoutSeconds} s.',
    notSeen:
      'keepalives[ (after {keepaliveSeconds} s)] go out before {device} forgets an idle connection[ ({timeoutSeconds} s)].',
    couldNotTell: 'keepalive and timeout are not both shown.',
  },
  'settings.asymmetric-bypass': {
    title: 'Asymmetric path: bypass',
    seen: 'the firewall lets packets outside the TCP state pass (asymmetric path: bypass).',
    notSeen: 'the firewall drops packets outside the TCP state (asymmetric path: drop, the default).',
    couldNotTell: 'the asymmetric-path setting is not shown.',
  },
  'settings.non-syn-accepted': {
    title: 'Non-SYN first packets are accepted',
    seen: 'the firewall accepts sessions whose first packet is no SYN.',
    notSeen: 'the firewall rejects sessions whose first packet is no SYN (the default).',
    couldNotTell: 'the reject-non-SYN setting is not shown.',
  },
} as const satisfies Partial<Record<FindingCode, FindingWords>>;
