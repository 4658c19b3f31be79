import { hostOf } from '../network/address.ts';
import { TIMEOUTS } from '../network/session.ts';
import { type DeviceView, deviceTime, type Reply, result } from './device.ts';
import type { Request } from './request.ts';
import { branch, cliText, leaf, leaves, trueFalse, yesNo } from './xml.ts';

/** `show system info`. */
export function systemInfo({ identity, firewall, now, bootedAt }: DeviceView): Reply {
  const minutes = Math.floor((now - bootedAt) / 60_000);
  const uptime = `${Math.floor(minutes / 1440)} days, ${Math.floor((minutes % 1440) / 60)}:${String(minutes % 60).padStart(2, '0')}:00`;
  return result(
    branch('system', [
      ...leaves({
        hostname: firewall.hostname,
        'ip-address': hostOf(identity.management),
        netmask: '255.255.255.0',
        'mac-address': '00:00:5e:00:53:f0',
        time: `${deviceTime(now)}\n`,
        uptime,
        devicename: firewall.hostname,
        family: `${identity.model.replace(/^PA-/, '').slice(0, -2)}00`,
        model: identity.model,
        serial: identity.serial,
        'sw-version': identity.version,
        'multi-vsys': 'off',
        'operational-mode': 'normal',
      }),
      ...(firewall.settings.engine === 'advanced' ? [leaf('advanced-routing', 'on')] : []),
    ]),
  );
}

/** `show session info`: how many sessions of which kind, and the settings in force. */
export function sessionInfo({ firewall }: DeviceView): Reply {
  const sessions = firewall.sessions.all();
  const tcp = sessions.filter(({ transport }) => transport === 'tcp').length;
  return result(
    leaves({
      'num-max': 262_142,
      'num-active': sessions.length,
      'num-tcp': tcp,
      'num-udp': sessions.length - tcp,
      'num-installed': firewall.counters.total('session_installed'),
      pps: 40,
      kbps: 210,
      cps: 1,
      'tmo-tcpinit': TIMEOUTS.opening,
      'tmo-tcphandshake': TIMEOUTS.answered,
      'tmo-tcp': TIMEOUTS.established,
      'tmo-tcphalfclosed': TIMEOUTS['half-closed'],
      'tmo-tcptimewait': TIMEOUTS.closed,
      'tcp-nonsyn-rej': trueFalse(firewall.settings.rejectNonSyn),
      'hw-offload': 'False',
      'strict-checksum': 'True',
      dp: '*.dp0',
    }).join('\n'),
  );
}

/** `show running tcp state`: the CLI's text. */
export function tcpState({ firewall: { settings } }: DeviceView): Reply {
  const action = settings.asymmetricPath === 'drop' ? 'drop packet' : 'bypass';
  return result(
    cliText(`
session with asymmetric path            : ${action}
Bypass if OO queue limit is reached     : no
Favor new seg data                      : no
Urgent data                             : clear
Drop if zero after clear urgent flag    : yes
Check Timestamp option                  : yes
Allow Challenge Ack                     : no
Remove MPTCP option                     : yes
`),
  );
}

const DIVIDER = '-'.repeat(90);

/** `show zone-protection zone Z`: no zone of the model has a profile. */
export function zoneProtection({ firewall: { settings } }: DeviceView, { words }: Request): Reply {
  const zone = words[3] ?? '';
  if (!settings.interfaces.some((one) => one.zone === zone)) {
    return { kind: 'error', code: null, message: `Invalid zone ${zone}` };
  }
  return result(cliText(`\n${DIVIDER}\nNumber of zones with protection profile: 0\n${DIVIDER}\n`));
}

/** `show high-availability all`. */
export function haAll({ ha, identity }: DeviceView): Reply {
  if (ha.mode === 'off') return result(leaf('enabled', 'no'));
  const { local, peer, seconds, priority, synchronizes, reason, peerManagement } = ha;
  const sync = synchronizes ? 'Complete' : 'User-disabled';
  return result(
    [
      leaf('enabled', 'yes'),
      branch('group', [
        leaf('mode', 'Active-Passive'),
        branch('local-info', [
          ...leaves({ version: 1, state: local, 'state-duration': seconds, 'mgmt-ip': identity.management }),
          ...leaves({ priority, preemptive: 'no', mode: 'Active-Passive', 'state-sync': sync }),
          ...leaves({ 'ha2-port': 'ethernet1/8' }),
          ...(reason === null ? [] : [leaf('last-error-reason', reason)]),
        ]),
        branch('peer-info', [
          leaf('conn-status', 'up'),
          branch('conn-ha1', leaves({ 'conn-status': 'up', 'conn-primary': 'yes' })),
          ...leaves({ state: peer, 'state-duration': seconds, 'mgmt-ip': peerManagement }),
          ...leaves({ priority: priority === 100 ? 110 : 100, mode: 'Active-Passive' }),
        ]),
        branch('link-monitoring', [leaf('enabled', yesNo(true)), '<groups/>']),
        branch('path-monitoring', [leaf('enabled', yesNo(false))]),
        ...leaves({ 'running-sync': 'synchronized', 'running-sync-enabled': 'yes' }),
      ]),
    ].join('\n'),
  );
}
