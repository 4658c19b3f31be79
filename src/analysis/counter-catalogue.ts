import type { FindingCode } from '../model/finding.ts';
import type { CounterTraits } from './counter-windows.ts';

/** Counters that tell one thing, as `show counter global` prints their names, severities and aspects. */
export interface CounterGroup {
  readonly code: FindingCode;
  readonly counters: readonly CounterTraits[];
  /** Beginnings of names that belong here too when the device files them as drops. */
  readonly families?: readonly string[];
}

function counter(
  name: string,
  severity: CounterTraits['severity'],
  aspect: string,
  category: string = 'flow',
): CounterTraits {
  return { name, severity, category, aspect };
}

/**
 * Which counters stand for which finding. Non-SYN packets that are let through move `flow_tcp_non_syn` alone, so only
 * the drop counts. TCP window and reassembly drops have severity warn (KB kA14u0000008VuoCAE, kA14u000000XhFXCA0).
 */
export const COUNTER_GROUPS: readonly CounterGroup[] = [
  { code: 'counter.non-syn-drops', counters: [counter('flow_tcp_non_syn_drop', 'drop', 'session')] },
  {
    code: 'counter.out-of-window',
    counters: [
      counter('tcp_drop_out_of_wnd', 'warn', 'resource', 'tcp'),
      counter('tcp_out_of_sync', 'warn', 'pktproc', 'tcp'),
      counter('tcp_exceed_flow_seg_limit', 'warn', 'resource', 'tcp'),
      counter('tcp_drop_packet', 'warn', 'pktproc', 'tcp'),
    ],
  },
  { code: 'counter.zone-change', counters: [counter('flow_fwd_zonechange', 'drop', 'forward')] },
  { code: 'counter.policy-deny', counters: [counter('flow_policy_deny', 'drop', 'session')] },
  {
    code: 'counter.no-route',
    counters: [counter('flow_policy_nofwd', 'drop', 'session'), counter('flow_fwd_l3_noroute', 'drop', 'forward')],
  },
  { code: 'counter.no-arp', counters: [counter('flow_fwd_l3_noarp', 'drop', 'forward')] },
  { code: 'counter.mtu-exceeded', counters: [counter('flow_fwd_mtu_exceeded', 'info', 'forward')] },
  {
    code: 'counter.protection-drops',
    counters: [
      counter('flow_dos_red_tcp', 'drop', 'dos'),
      counter('pkt_buf_protect_red', 'drop', 'dos'),
      counter('pkt_buf_protect_discard', 'drop', 'dos'),
    ],
    families: ['flow_dos_', 'pkt_buf_protect_'],
  },
];

/** The counters that a split conversation moves: a window without any of them is quiet. */
export const SPLIT_CODES: readonly FindingCode[] = [
  'counter.non-syn-drops',
  'counter.out-of-window',
  'counter.zone-change',
];

/** Names that training pages and generated guides give, that no real output is known to hold, and what to look at instead. */
export const UNKNOWN_COUNTERS: ReadonlyMap<string, string> = new Map([
  ['flow_tcp_rst_from_server', 'the end-reason of the session (tcp-rst-from-server)'],
  ['flow_tcp_syn_ack_send_err', 'flow_tcp_non_syn_drop'],
  ['flow_fwd_l3_loopback_err', 'flow_fwd_l3_noroute, flow_policy_nofwd and flow_fwd_zonechange'],
  ['session_discard_asymmetric_path', 'flow_tcp_non_syn_drop'],
  ['flow_deny_tcp_not_syn', 'flow_tcp_non_syn_drop'],
  ['flow_deny_mismatch', 'flow_policy_deny'],
  ['flow_pkt_status_tcp_timeout_receive', 'the end-reason of the session (aged-out)'],
  ['flow_aged_out', 'the end-reason of the session (aged-out)'],
  ['flow_no_session', 'flow_tcp_non_syn_drop'],
  ['flow_fwd_l3_norarp', 'flow_fwd_l3_noarp'],
  ['pbf_rule_match', 'the "pbf rule" line of `show session id`'],
  ['pbf_symmetric_return_used', 'the traffic log field sym-return'],
]);
