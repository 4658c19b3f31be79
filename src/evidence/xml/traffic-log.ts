import type { Socket, TrafficLog } from '../../model/facts.ts';
import type { Element } from './element.ts';
import { child, childrenNamed, descend } from './element.ts';
import { numberField, textField, toProtocol, yesNoField } from './fields.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { isEmpty, names } from './reply.ts';

/**
 * The answer to an API log query: `job` with its status, and the records under `log/logs`. The query itself answers
 * only with the job's number, and a job that is not `FIN` has not looked everywhere yet: neither is evidence.
 * `<flags>` is not the word of the syslog field; the named flags are used instead.
 */
export const trafficLog: XmlReader = {
  kind: 'traffic-log',
  commands: /^show log traffic\b|\btype=log\b/,
  answersEmpty: true,
  used: names(`job log logs entry time_generated start device_name proto src dst sport dport natsrc natdst natsport
    natdport from to inbound_if outbound_if sessionid app rule action session_end_reason bytes_sent bytes_received
    pkts_sent pkts_received pbf-c2s pbf-s2c sym-return type subtype status id msg line`),
  ignored: names(`tenq tdeq tlast tfin meta devices domain receive_time serial seqno actionflags is-logging-service
    config_ver high_res_timestamp srcloc dstloc vsys vsys_name logset time_received repeatcnt flags flag-pcap
    flag-flagged flag-proxy flag-url-denied flag-nat captive-portal non-std-dport transaction temporary-match
    decrypt-mirror credential-detected flag-mptcp-set flag-tunnel-inspected flag-recon-excluded flag-wf-channel
    exported pcap-vr tunnel tpadding cpadding rule_uuid s_decrypted s_encrypted vpadding category_of_app
    subcategory_of_app technology_of_app characteristic_of_app container_of_app tunneled_app risk_of_app
    is_saas_of_app sanctioned_state_of_app bpadding dg_hier_level_1 dg_hier_level_2 dg_hier_level_3 dg_hier_level_4
    device_group device_name vsys_id tunnelid_imsi tunnelid parent_session_id parent_start_time bytes packets elapsed
    category traffic_flags flag-decrypt-forwarded flag-l7-skipped action_source assoc_id chunks chunks_sent
    chunks_received http2_connection link_change_count link_switches sdwan_fec_data sdwan_cluster sdwan_policy
    sdwan_device_type sdwan_site offloaded session_owner imsi imei monitortag srcuser dstuser src_uuid dst_uuid
    src_dag dst_dag src_edl dst_edl srcname dstname hostid host_id serialnumber policy_id policy_name nssai_sd nssai_sst
    xff_ip src_category src_profile src_model src_vendor src_osfamily src_osversion src_host src_mac dst_category
    dst_profile dst_model dst_vendor dst_osfamily dst_osversion dst_host dst_mac flow_type cluster_name`),
  recognises: (reply) =>
    child(reply.result, 'job') !== null && (isEnqueued(reply) || descend(reply.result, 'log', 'logs') !== null),
  accepts: (reply) => trafficLog.recognises(reply) || descend(reply.result, 'log', 'logs') !== null,
  read: readLog,
};

function isEnqueued(reply: Reply): boolean {
  return /^\d+$/.test(textField(reply.result, 'job') ?? '');
}

function readLog(reply: Reply): XmlReading {
  const job = child(reply.result, 'job');
  const status = textField(job, 'status');
  const unfinished = isEnqueued(reply) || (status !== null && status !== 'FIN');
  if (unfinished) {
    const id = textField(job, 'id') ?? textField(reply.result, 'job') ?? '';
    return { facts: [], unclear: [reply.root], problem: notFinished(id) };
  }
  if (isEmpty(reply)) return { facts: [] };
  const entries = childrenNamed(descend(reply.result, 'log', 'logs'), 'entry');
  const records = entries.map((entry) => recordOf(entry, reply));
  return {
    facts: records.filter((record) => record !== null),
    unclear: entries.filter((_, index) => records[index] === null),
  };
}

function notFinished(id: string): string {
  return `This is not the answer yet: the device still works on job ${id}. Fetch its result when it has finished.`;
}

function recordOf(entry: Element, reply: Reply): TrafficLog | null {
  const source = socketOf(entry, 'src', 'sport');
  const destination = socketOf(entry, 'dst', 'dport');
  const type = textField(entry, 'type');
  if (source === null || destination === null || (type !== null && type !== 'TRAFFIC')) return null;
  // A log written at session start comes before the reply can be counted: its zero is no silence.
  const ended = textField(entry, 'subtype') !== 'start';
  const amount = (name: string): number | null => (ended ? numberField(entry, name) : null);
  return {
    kind: 'traffic-log',
    at: reply.cite(entry),
    generatedAt: textField(entry, 'time_generated'),
    startedAt: textField(entry, 'start'),
    device: textField(entry, 'device_name'),
    protocol: toProtocol(textField(entry, 'proto')),
    source,
    destination,
    translatedSource: translatedOf(entry, 'natsrc', 'natsport'),
    translatedDestination: translatedOf(entry, 'natdst', 'natdport'),
    from: textField(entry, 'from'),
    to: textField(entry, 'to'),
    ingress: textField(entry, 'inbound_if'),
    egress: textField(entry, 'outbound_if'),
    // A packet that was dropped before it had a session is logged with the number 0.
    sessionId: numberField(entry, 'sessionid') || null,
    application: textField(entry, 'app'),
    rule: textField(entry, 'rule'),
    action: textField(entry, 'action'),
    endReason: textField(entry, 'session_end_reason'),
    bytesSent: amount('bytes_sent'),
    bytesReceived: amount('bytes_received'),
    packetsSent: amount('pkts_sent'),
    packetsReceived: amount('pkts_received'),
    pbfC2s: yesNoField(entry, 'pbf-c2s'),
    pbfS2c: yesNoField(entry, 'pbf-s2c'),
    symmetricReturn: yesNoField(entry, 'sym-return'),
  };
}

function socketOf(entry: Element, addressName: string, portName: string): Socket | null {
  const address = textField(entry, addressName);
  const port = numberField(entry, portName);
  return address === null || port === null ? null : { address, port };
}

/** Without translation the log leaves the address out or writes the unspecified one. */
function translatedOf(entry: Element, addressName: string, portName: string): Socket | null {
  const socket = socketOf(entry, addressName, portName);
  return socket === null || socket.address === '0.0.0.0' || socket.address === '::' ? null : socket;
}
