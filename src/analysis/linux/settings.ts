import type { Kernel, SettingName } from './kernel.ts';

/**
 * How `conf/all` and `conf/<interface>` work together (Documentation/networking/ip-sysctl.rst and the IN_DEV_* macros of
 * include/linux/inetdevice.h): the larger one, either one, or the interface's own.
 */
const IN_FORCE: Readonly<Record<SettingName, 'larger' | 'either' | 'own'>> = {
  rp_filter: 'larger',
  arp_ignore: 'larger',
  arp_announce: 'larger',
  src_valid_mark: 'either',
  accept_local: 'either',
  route_localnet: 'either',
  send_redirects: 'either',
  log_martians: 'either',
  arp_filter: 'either',
  forwarding: 'own',
  ignore_routes_with_linkdown: 'own',
};

/** The largest value that each of the graded settings takes; switches are 0 or 1. */
const LARGEST: Partial<Readonly<Record<SettingName, number>>> = { rp_filter: 2, arp_ignore: 8, arp_announce: 2 };

/** The values that may be in force on an interface: one when enough was shown, several when not. */
export function inForce(kernel: Kernel, name: SettingName, device: string): readonly number[] {
  const largest = LARGEST[name] ?? 1;
  const any = Array.from({ length: largest + 1 }, (_, value) => value);
  const possible = (of: string): readonly number[] => {
    const shown = kernel.setting(name, of);
    return shown === null ? any : [Math.min(shown, largest)];
  };
  if (IN_FORCE[name] === 'own') return possible(device);
  const both = possible('all').flatMap((all) => possible(device).map((own) => Math.max(all, own)));
  return [...new Set(both)].sort((one, other) => one - other);
}

/** The value in force on an interface, null when what was shown leaves it open. */
export function settled(kernel: Kernel, name: SettingName, device: string): number | null {
  const values = inForce(kernel, name, device);
  return values.length === 1 ? (values[0] ?? null) : null;
}
