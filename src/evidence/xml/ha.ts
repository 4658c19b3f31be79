import type { EvidenceKind } from '../../model/evidence.ts';
import type { HaMode, HaState } from '../../model/facts.ts';
import { NOTHING_SHOWN } from '../ha-nothing-shown.ts';
import type { Element } from './element.ts';
import { child, findBelow } from './element.ts';
import { numberField, textField, toNumber } from './fields.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { names } from './reply.ts';

/** Names of the active/active settings. The XML of an active/active pair is not public: they follow the CLI's labels. */
const OWNER = ['session-owner', 'session-owner-selection', 'session-processing-rule'];
const SETUP = ['session-setup', 'session-setup-rule'];

/** `show high-availability state`. Without a command this one is chosen: `all` answers in the same shape. */
export const haState: XmlReader = haReader('ha-state', /^show high-availability state(?![\w-])/);

/** `show high-availability all`. */
export const haAll: XmlReader = haReader('ha-all', /^show high-availability all\b/);

function haReader(kind: EvidenceKind, commands: RegExp): XmlReader {
  return {
    kind,
    commands,
    used: names(`enabled group mode local-info peer-info state state-sync state-duration conn-status last-error-reason
      active-active device-id ${OWNER.join(' ')} ${SETUP.join(' ')}`),
    ignored: names(`link-monitoring path-monitoring running-sync running-sync-enabled active-passive conn-ha1
      conn-ha1-backup conn-ha2 conn-ha2-backup conn-ha3 conn-ha4 url-compat app-version gpclient-version build-rel av-compat av-version url-version
      platform-model vpnclient-compat vm-license priority preempt-hold version promotion-hold threat-compat
      gpclient-compat vm-license-compat addon-master-holdup heartbeat-interval hello-interval mgmt-ip vpnclient-version
      preempt-flap-cnt DLP nonfunc-flap-cnt threat-version vm-license-type max-flaps mgmt-ipv6 mgmt-macaddr
      last-error-state preemptive iot-version build-compat iot-compat VMS app-compat monitor-fail-holdup
      monitor-fail-holddown state-sync-type serial-num max-sessions tentative-hold tentative-hold-interval
      network-config-sync virtual-address cluster-info
      ha1-gateway ha1-ipaddr ha1-macaddr ha1-port ha1-link-mon-intv ha1-encrypt-imported ha1-encrypt-enable
      ha1-backup-ipaddr ha1-backup-macaddr ha1-backup-port ha1-backup-gateway
      ha2-gateway ha2-ipaddr ha2-macaddr ha2-port ha2-state ha2-backup-ipaddr ha2-backup-port ha3-port ha3-state`),
    recognises: (reply) => isHa(reply.result),
    read: readHa,
  };
}

function isHa(result: Element): boolean {
  if (child(result, 'enabled') === null) return false;
  const group = child(result, 'group');
  return group === null ? result.children.length === 1 : child(group, 'local-info') !== null;
}

function readHa(reply: Reply): XmlReading {
  if (textField(reply.result, 'enabled') === 'no') return { facts: [off(reply)] };
  const group = child(reply.result, 'group');
  if (group === null) return { facts: [], unclear: [reply.result] };
  const local = child(group, 'local-info');
  const peer = child(group, 'peer-info');
  const fact: HaState = {
    kind: 'ha-state',
    at: reply.cite(group),
    mode: modeFrom(textField(group, 'mode') ?? textField(local, 'mode')),
    local: textField(local, 'state'),
    peer: textField(peer, 'state'),
    localSeconds: numberField(local, 'state-duration'),
    peerSeconds: numberField(peer, 'state-duration'),
    peerConnected: connectedFrom(textField(peer, 'conn-status')),
    stateSync: textField(local, 'state-sync'),
    deviceId: toNumber(leafBelow(local, ['device-id'])),
    sessionOwner: leafBelow(local, OWNER),
    sessionSetup: leafBelow(local, SETUP),
    forwardingLinkUp: null,
    lastReason: textField(local, 'last-error-reason'),
  };
  return { facts: [fact] };
}

function off(reply: Reply): HaState {
  return {
    kind: 'ha-state',
    at: reply.cite(child(reply.result, 'enabled') ?? reply.result),
    ...NOTHING_SHOWN,
    mode: 'off',
  };
}

function modeFrom(text: string | null): HaMode | null {
  if (/^active[-/ ]passive$/i.test(text ?? '')) return 'active-passive';
  return /^active[-/ ]active$/i.test(text ?? '') ? 'active-active' : null;
}

function connectedFrom(status: string | null): boolean | null {
  return status === null ? null : status.toLowerCase() === 'up';
}

/** The text of the first element of one of these names anywhere below that has any. */
function leafBelow(element: Element | null, candidates: readonly string[]): string | null {
  for (const name of candidates) {
    const text = findBelow(element, name)?.text.trim() ?? '';
    if (text !== '') return text;
  }
  return null;
}
