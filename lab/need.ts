import { inside, run } from './ground/inside.ts';
import { namespaceName } from './ground/names.ts';
import { deleteNamespaces } from './ground/reaper.ts';

/** Something that is not here, and how to get it. */
export interface Lack {
  readonly what: string;
  readonly how: string;
}

/** Programs and the Debian packages that they are in. */
const PROGRAMS = [
  ['ip', 'iproute2'],
  ['ss', 'iproute2'],
  ['nsenter', 'util-linux'],
  ['sysctl', 'procps'],
  ['nft', 'nftables'],
  ['conntrack', 'conntrack'],
  ['tcpdump', 'tcpdump'],
  ['ping', 'iputils-ping'],
  ['ethtool', 'ethtool'],
] as const;

/** Lines for a namespace of its own, each with what the kernel lacks when it fails. */
const ABILITIES = [
  ['ip link add one type veth peer name two', 'veth'],
  ['ip link add br0 type bridge', 'bridge'],
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

/** What the lab lacks here: nothing when it can be entered. */
export async function lacks(): Promise<readonly Lack[]> {
  if (process.getuid?.() !== 0) {
    return [{ what: 'the rights to make network namespaces', how: 'run it as root (Linux only)' }];
  }
  const programs = await missingPrograms();
  return programs.length > 0 ? programs : missingAbilities();
}

async function missingPrograms(): Promise<readonly Lack[]> {
  const found = await Promise.all(
    PROGRAMS.map(async ([name, packaged]) => ({
      name,
      packaged,
      there: (await run(['sh', '-c', `command -v ${name}`])).status === 0,
    })),
  );
  return found
    .filter(({ there }) => !there)
    .map(({ name, packaged }) => ({
      what: `the program "${name}"`,
      how: `apt-get install ${packaged} (Debian, Ubuntu)`,
    }));
}

async function missingAbilities(): Promise<readonly Lack[]> {
  const name = namespaceName(process.pid, 0, 'need');
  const made = await run(['ip', 'netns', 'add', name]);
  if (made.status !== 0) {
    return [
      {
        what: `network namespaces (${made.err.trim()})`,
        how: 'a kernel with CONFIG_NET_NS; in a container CAP_SYS_ADMIN and CAP_NET_ADMIN',
      },
    ];
  }
  const tried = await Promise.all(
    ABILITIES.map(async ([line, modules]) => ({ line, modules, ran: await inside(name, line) })),
  );
  await deleteNamespaces([name]);
  return tried
    .filter(({ ran }) => ran.status !== 0)
    .map(({ line, modules, ran }) => ({
      what: `what the kernel needs for \`${line}\` (${ran.err.trim().split('\n')[0] ?? ''})`,
      how: `modprobe -a ${modules}, or a kernel that has them`,
    }));
}

/** What is lacking, for a terminal; ends with a line break. */
export function lackText(all: readonly Lack[]): string {
  const lines = all.map(({ what, how }) => `  ${what}\n    to get it: ${how}`);
  return `The proving ground cannot be entered here. It lacks:\n${lines.join('\n')}\n`;
}
