import type { SessionSettings } from '../../model/facts.ts';
import type { Element } from './element.ts';
import { child } from './element.ts';
import { numberField, textField, yesNoField } from './fields.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { names } from './reply.ts';

/**
 * `show session info`: what is in force, seconds for times. The asymmetric-path setting is not in it
 * (`show running tcp state` has it), nor is the utilisation in percent.
 */
export const sessionInfo: XmlReader = {
  kind: 'session-info',
  commands: /^show session info\b/,
  used: names('tcp-nonsyn-rej hw-offload num-active num-max tmo-tcpinit tmo-tcphandshake tmo-tcp tmo-tcphalfclosed dp'),
  ignored: names(`age-accel-en age-accel-thresh age-accel-tsf age-scan-ssf age-scan-thresh age-scan-tmo cps dis-def
    dis-sctp dis-tcp dis-udp hw-udp-offload icmp-unreachable-rate ipv6-fw kbps max-pending-mcast num-bcast num-gtpc
    num-gtpu-active num-gtpu-pending num-http2-5gc num-icmp num-imsi num-installed num-mcast num-pfcpc num-predict
    num-sctp-assoc num-sctp-sess num-tcp num-udp oor-action pps run-tc strict-checksum sw-cutthrough tcp-cong-ctrl
    tcp-diff-syn-rej tcp-no-refresh-fin-rst tcp-reject-siw-enable tcp-reject-siw-thresh tcp-strict-rst tmo-5gcdelete
    tmo-cp tmo-def tmo-icmp tmo-sctp tmo-sctpcookie tmo-sctpinit tmo-sctpshutdown tmo-tcp-delayed-ack
    tmo-tcp-unverif-rst tmo-tcptimewait tmo-udp tunnel-accel vardata-rate`),
  recognises: (reply) => child(reply.result, 'num-max') !== null && child(reply.result, 'num-active') !== null,
  read: readSettings,
};

function readSettings(reply: Reply): XmlReading {
  return { facts: dataplanesOf(reply.result).map((dataplane) => settingsOf(dataplane, reply)) };
}

/** A chassis repeats the whole list for each dataplane: a name that comes again begins the next one. */
function dataplanesOf(result: Element): readonly Element[] {
  const groups: Element[][] = [[]];
  for (const field of result.children) {
    const current = groups.at(-1) ?? [];
    if (current.some(({ name }) => name === field.name)) groups.push([field]);
    else current.push(field);
  }
  return groups.map((children) => ({
    ...result,
    children,
    start: groups.length === 1 ? result.start : (children[0]?.start ?? result.start),
    end: groups.length === 1 ? result.end : (children.at(-1)?.end ?? result.end),
  }));
}

function settingsOf(dataplane: Element, reply: Reply): SessionSettings {
  return {
    kind: 'session-settings',
    at: reply.cite(dataplane),
    rejectNonSyn: yesNoField(dataplane, 'tcp-nonsyn-rej'),
    hardwareOffload: yesNoField(dataplane, 'hw-offload'),
    active: numberField(dataplane, 'num-active'),
    maximum: numberField(dataplane, 'num-max'),
    tcpInitSeconds: numberField(dataplane, 'tmo-tcpinit'),
    tcpHandshakeSeconds: numberField(dataplane, 'tmo-tcphandshake'),
    tcpSeconds: numberField(dataplane, 'tmo-tcp'),
    tcpHalfClosedSeconds: numberField(dataplane, 'tmo-tcphalfclosed'),
    dataplane: textField(dataplane, 'dp')?.replace(/^\*\./, '') ?? reply.dataplane,
  };
}
