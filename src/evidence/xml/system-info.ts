import { onOrOff } from '../cli/system-info.ts';
import { child } from './element.ts';
import { textField } from './fields.ts';
import type { XmlReader } from './reply.ts';
import { names } from './reply.ts';

/** `show system info`. Of its many fields only those that tell devices and releases apart are kept. */
export const systemInfo: XmlReader = {
  kind: 'system-info',
  commands: /^show system info\b/,
  used: names('system hostname serial model sw-version time advanced-routing'),
  ignored: names(`ip-address public-ip-address netmask default-gateway is-dhcp is-dhcp6 ipv6-address
    ipv6-link-local-address ipv6-default-gateway mac-address uptime devicename family cloud-mode vm-mac-base
    vm-mac-count vm-uuid vm-cpuid vm-license vm-mode vm-cap-tier vm-cpu-count vm-memory cpuid uuid
    global-protect-client-package-version device-dictionary-version device-dictionary-release-date app-version
    app-release-date av-version av-release-date threat-version threat-release-date wf-private-version
    wf-private-release-date url-db url-filtering-version url-filtering-release-date wildfire-version
    wildfire-release-date wildfire-rt global-protect-datafile-version global-protect-datafile-release-date
    global-protect-clientless-vpn-version global-protect-clientless-vpn-release-date logdb-version platform-family
    vpn-disable-mode multi-vsys operational-mode device-certificate-status
    high-speed-log-forwarding-mode duplicate-ip-check plugin_versions vmware-tools vm-serial relicense`),
  recognises: (reply) => textField(child(reply.result, 'system'), 'sw-version') !== null,
  read(reply) {
    const system = child(reply.result, 'system');
    if (system === null) return { facts: [] };
    return {
      facts: [
        {
          kind: 'system-info',
          at: reply.cite(system),
          hostname: textField(system, 'hostname'),
          serial: textField(system, 'serial'),
          model: textField(system, 'model'),
          version: textField(system, 'sw-version'),
          time: textField(system, 'time'),
          advancedRouting: onOrOff(textField(system, 'advanced-routing')),
        },
      ],
    };
  },
};
