import { inside, run } from './ground/inside.ts';
import { namespaceName } from './ground/names.ts';
import { deleteNamespaces } from './ground/reaper.ts';

/** Something that is not here, and how to get it; `packages` are Debian's, where these are all that is missing. */
export interface Lack {
  readonly what: string;
  readonly how: string;
  readonly packages?: readonly string[];
}

/** Programs and the Debian packages that they are in. */
const PROGRAMS = [
  ['ip', 'iproute2'],
  ['ss', 'iproute2'],
  ['nstat', 'iproute2'],
  ['nsenter', 'util-linux'],
  ['sysctl', 'procps'],
  ['nft', 'nftables'],
  ['conntrack', 'conntrack'],
  ['tcpdump', 'tcpdump'],
  ['ping', 'iputils-ping'],
  ['traceroute', 'traceroute'],
  ['tracepath', 'iputils-tracepath'],
  ['ethtool', 'ethtool'],
] as const;

/** Lines for a namespace of its own, each with the modules that the kernel lacks when it fails. */
const ABILITIES = [
  ['ip link add one type veth peer name two', 'veth'],
  ['ip link add br0 type bridge', 'bridge'],
  ['test -e /proc/sys/net/ipv6/conf/all/forwarding', 'ipv6'],
  [
    "nft 'table inet a { chain f { type filter hook forward priority 0; ct state invalid drop; }; }'",
    'nf_tables nf_conntrack nft_ct',
  ],
  ["nft 'table ip b { chain p { type nat hook postrouting priority 100; masquerade; }; }'", 'nft_chain_nat nft_masq'],
  [
    "nft 'table bridge c { chain f { type filter hook forward priority 0; ether type ip drop; }; }'",
    'nf_tables br_netfilter',
  ],
  [
    "nft 'table ip d { chain f { type filter hook forward priority 0; numgen random mod 100 < 5 drop; }; }'",
    'nft_numgen',
  ],
  ['conntrack -L', 'nf_conntrack_netlink'],
] as const;

const SETTING = 'sysctl -qw net.ipv4.ip_forward=1';
const VLAN = 'ip link add own type veth peer name other && ip link add link own name own.10 type vlan id 10';

/** What the lab lacks here: nothing when it can be entered. */
export async function lacks(): Promise<readonly Lack[]> {
  const programs = await missingPrograms();
  if (process.getuid?.() !== 0) {
    return [{ what: 'the rights to make network namespaces', how: 'run it as root (Linux only)' }, ...programs];
  }
  return programs.length > 0 ? programs : missingAbilities();
}

/** What the kernel lacks for VLANs, without which the lab makes the same networks untagged; null when it has them. */
export async function vlansLack(): Promise<Lack | null> {
  const tried = await inNamespace('vlan', async (name) => inside(name, VLAN));
  if (tried.ok && tried.value.status === 0) return null;
  return { what: 'the kernel module 8021q', how: 'modprobe 8021q, or a kernel with CONFIG_VLAN_8021Q' };
}

async function missingPrograms(): Promise<readonly Lack[]> {
  const found = await Promise.all(
    PROGRAMS.map(async ([name, packaged]) => ({
      name,
      packaged,
      there: (await run(['/bin/sh', '-c', `command -v ${name}`])).status === 0,
    })),
  );
  const missing = found.filter(({ there }) => !there);
  if (missing.length === 0) return [];
  const packages = [...new Set(missing.map(({ packaged }) => packaged))];
  return [
    {
      what: `the ${missing.length === 1 ? 'program' : 'programs'} ${missing.map(({ name }) => name).join(', ')}`,
      how: `apt-get install ${packages.join(' ')} (Debian, Ubuntu)`,
      packages,
    },
  ];
}

async function missingAbilities(): Promise<readonly Lack[]> {
  const tried = await inNamespace('need', async (name) => {
    const setting = { line: SETTING, how: 'in a container, one with a /proc/sys that can be written' };
    const lines = ABILITIES.map(([line, modules]) => ({
      line,
      how: `modprobe -a ${modules}, or a kernel that has them`,
    }));
    return Promise.all([setting, ...lines].map(async (one) => ({ ...one, ran: await inside(name, one.line) })));
  });
  if (!tried.ok) return [tried.lack];
  return tried.value
    .filter(({ ran }) => ran.status !== 0)
    .map(({ line, how, ran }) => ({ what: `what \`${line}\` needs (${firstLine(ran.err)})`, how }));
}

/** Tries something in a namespace that is there for it alone. */
async function inNamespace<T>(
  node: string,
  attempt: (name: string) => Promise<T>,
): Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly lack: Lack }> {
  const name = namespaceName(process.pid, 0, node);
  const made = await run(['ip', 'netns', 'add', name]);
  const entered = made.status === 0 ? await inside(name, 'true') : made;
  if (entered.status === 0) {
    const value = await attempt(name);
    await deleteNamespaces([name]);
    return { ok: true, value };
  }
  if (made.status === 0) await deleteNamespaces([name]);
  return {
    ok: false,
    lack: {
      what: `network namespaces (${firstLine(entered.err)})`,
      how: 'a kernel with CONFIG_NET_NS; in a container, CAP_SYS_ADMIN, CAP_NET_ADMIN and no seccomp profile against them',
    },
  };
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

/** What is lacking, one line each, for a terminal; ends with a line break. */
export function lackText(all: readonly Lack[]): string {
  return all.map(({ what, how }) => `lab: not entered, it lacks ${what}; to get it: ${how}\n`).join('');
}
