import type { IpFamily } from '../../model/facts.ts';

/**
 * A key as `sysctl` writes it, as a path below `/proc/sys`: the first separator is the one that parts, and the other
 * character belongs to a name (`net.ipv4.conf.eth0/100.rp_filter` is about eth0.100), as sysctl(8) says.
 */
export function sysctlPath(key: string): string {
  const separator = /[./]/.exec(key)?.[0];
  if (separator !== '.') return key;
  return key.replace(/[./]/g, (character) => (character === '.' ? '/' : '.'));
}

export interface SysctlKey {
  readonly setting: string;
  readonly family: IpFamily | null;
  readonly interface: string | null;
}

/** What a path below `/proc/sys` is about. */
export function readSysctlPath(path: string): SysctlKey {
  const parts = path.split('/');
  const below = parts[2] === 'conf' || parts[2] === 'neigh';
  const family = parts[1] === 'ipv4' ? 'inet' : parts[1] === 'ipv6' ? 'inet6' : null;
  return { setting: parts.at(-1) ?? path, family, interface: below && parts.length === 5 ? (parts[3] ?? null) : null };
}

/** The settings that bear on where packets go, which are accepted, and how connections are tracked. */
const USED: ReadonlySet<string> = new Set(
  `rp_filter log_martians arp_ignore arp_announce arp_filter arp_accept arp_notify proxy_arp drop_gratuitous_arp
fib_multipath_hash_policy fib_multipath_hash_fields fib_multipath_use_neigh ip_forward forwarding src_valid_mark
accept_local route_localnet send_redirects accept_redirects secure_redirects shared_media accept_source_route
ignore_routes_with_linkdown promote_secondaries ip_nonlocal_bind fwmark_reflect tcp_fwmark_accept tcp_l3mdev_accept
udp_l3mdev_accept raw_l3mdev_accept tcp_timestamps tcp_tw_recycle tcp_tw_reuse tcp_mtu_probing ip_no_pmtu_disc
tcp_syncookies tcp_rfc1337 icmp_echo_ignore_all accept_ra disable_ipv6 somaxconn tcp_max_syn_backlog tcp_keepalive_time`.split(
    /\s+/,
  ),
);

export function isUsedSetting(path: string): boolean {
  return path.startsWith('net/') && (USED.has(path.split('/').at(-1) ?? '') || /(?:^|\/)nf_conntrack_\w+$/.test(path));
}
