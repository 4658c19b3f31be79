import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { DEVICES, type HostPlan, type Question } from './random-host.ts';

/** What `ip` printed for each line of a batch: JSON records, or the kernel's refusal. */
export type Printed = { readonly records: readonly unknown[] } | { readonly refusal: string };

/** A host as its own kernel shows it, and what the kernel answered. */
export interface Observed {
  readonly rules: unknown;
  readonly rulesTouched: boolean;
  readonly routes: unknown;
  readonly addresses: unknown;
  readonly settings: Readonly<Record<string, number>>;
  readonly answers: readonly Printed[];
}

const NAME = `roundtrip-${process.pid}`;

function run(
  program: string,
  args: readonly string[],
  input = '',
): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status, out: stdout ?? '', err: stderr ?? '' };
}

/** Why no network namespace can be made here; null when one can. */
export function namespaceProblem(): string | null {
  const { status, err } = run('ip', ['netns', 'add', NAME]);
  if (status !== 0) return err.trim() || '"ip netns add" is not to be had';
  const made = run('ip', ['-n', NAME, 'link', 'add', 'd0', 'type', 'veth', 'peer', 'name', 'p0']);
  run('ip', ['netns', 'del', NAME]);
  return made.status === 0 ? null : made.err.trim();
}

/** Four interfaces; the last has no carrier, as its other end stays down. */
const LINKS = [0, 1, 2, 3].flatMap((index) => [
  `link add d${index} type veth peer name p${index}`,
  `link set d${index} up`,
  ...(index === 3 ? [] : [`link set p${index} up`]),
]);
const TABLES = ['main', 'default', '100', '101'];
const CLEAR = [
  ...DEVICES.map((name) => `addr flush dev ${name}`),
  ...TABLES.map((table) => `route flush table ${table}`),
  'route flush table local proto boot',
];
const FIRST_RULES = [
  ...['rule flush', 'rule del pref 0', 'rule del pref 0', 'rule add pref 0 lookup local'],
  ...['rule add pref 32766 lookup main', 'rule add pref 32767 lookup default'],
];
const SETTINGS = ['rp_filter', 'src_valid_mark', 'accept_local', 'ignore_routes_with_linkdown'];
const RESET = SETTINGS.flatMap((name) => ['all', ...DEVICES].map((device) => `net.ipv4.conf.${device}.${name}=0`));

/**
 * Namespaces to build hosts in. They are used again, but for what a kernel does not forget: that its rules were ever
 * touched, and that it ever had a local route of its own.
 */
export class Laboratory {
  private readonly made = new Set<string>();

  /** Builds the planned host, shows it and asks it. Lines that the kernel refuses are left out. */
  observe(plan: HostPlan): Observed {
    const touched = plan.lines.some((line) => line.startsWith('rule '));
    const odd = plan.lines.some((line) => line.startsWith('route add local'));
    const name = `${NAME}-${plan.family}-${touched ? 'touched' : odd ? 'odd' : 'plain'}`;
    this.make(name);
    const rules = touched ? (plan.family === 4 ? FIRST_RULES : FIRST_RULES.slice(0, -1)) : [];
    // Before the routes: the kernel weighs the ways of a route when the route is made.
    const wanted = Object.entries(plan.settings).map(([key, value]) => `${key}=${value}`);
    run('ip', ['netns', 'exec', name, 'sysctl', '-q', '-w', ...RESET, ...wanted]);
    batch(name, plan.family, [...CLEAR, ...rules, ...plan.lines]);
    const [shownRules, routes, addresses, ...answers] = askSettled(name, plan);
    const settings = settingsOf(name);
    if (odd && !touched) this.remove(name);
    return {
      rules: shown(shownRules),
      rulesTouched: touched,
      routes: shown(routes),
      addresses: shown(addresses),
      settings,
      answers,
    };
  }

  /** Removes what was made. */
  close(): void {
    for (const name of this.made) this.remove(name);
  }

  private make(name: string): void {
    if (this.made.has(name)) return;
    run('ip', ['netns', 'add', name]);
    this.made.add(name);
    // No IPv6 address may come up by itself: the kernel would choose it as a source.
    run('ip', ['netns', 'exec', name, 'sysctl', '-q', '-w', 'net.ipv6.conf.default.addr_gen_mode=1']);
    batch(name, 4, ['link set lo up', ...LINKS]);
  }

  private remove(name: string): void {
    run('ip', ['netns', 'del', name]);
    this.made.delete(name);
  }
}

/** IPv6 makes the routes of an address in its own time: an answer counts when the host looks the same before and after. */
function askSettled(name: string, plan: HostPlan): readonly Printed[] {
  const asked = [...SHOW, ...plan.questions.map(inWords), ...SHOW];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const printed = batch(name, plan.family, asked);
    const [before, after] = [printed.slice(0, SHOW.length), printed.slice(-SHOW.length)];
    if (JSON.stringify(before) === JSON.stringify(after)) return printed.slice(0, -SHOW.length);
  }
  throw new Error(`the host does not come to rest: ${plan.lines.join('; ')}`);
}

const ATTEMPTS = 20;
const SHOW = ['rule show', 'route show table all', 'addr show'];

function shown(printed: Printed | undefined): unknown {
  if (printed === undefined || 'refusal' in printed) throw new Error(`ip shows nothing: ${JSON.stringify(printed)}`);
  return printed.records;
}

const PLACES = ['all', ...DEVICES];
const READ = [
  ...[...SETTINGS, 'forwarding', 'route_localnet', 'send_redirects'].flatMap((name) =>
    PLACES.map((device) => `net.ipv4.conf.${device}.${name}`),
  ),
  ...PLACES.map((device) => `net.ipv6.conf.${device}.forwarding`),
];

function settingsOf(name: string): Readonly<Record<string, number>> {
  const { out } = run('ip', ['netns', 'exec', name, 'sysctl', ...READ]);
  return Object.fromEntries([...out.matchAll(/^(\S+) = (\d+)$/gm)].map(([, key = '', value]) => [key, Number(value)]));
}

const failed = /^(?:Command failed -:)(\d+)$/;

/** Runs lines by `ip -batch`; each has its own answer. A line that fails prints on the other stream, with its number. */
function batch(name: string, family: 4 | 6, lines: readonly string[]): readonly Printed[] {
  const { out, err } = run('ip', [`-${family}`, '-n', name, '-j', '-force', '-batch', '-'], `${lines.join('\n')}\n`);
  const refusals = new Map<number, string>();
  let last = '';
  for (const line of err.split('\n')) {
    const number = failed.exec(line)?.[1];
    if (number === undefined) last = line;
    else refusals.set(Number(number), last);
  }
  const texts = out.split('\n').filter((line) => line.trim() !== '');
  let next = 0;
  return lines.map((line, index) => {
    const refusal = refusals.get(index + 1);
    if (refusal !== undefined) return { refusal };
    if (!/ (?:show|get) /.test(`${line} `)) return { records: [] };
    const text = texts[next];
    next += 1;
    return { records: z.array(z.unknown()).parse(JSON.parse(text ?? '[]')) };
  });
}

function inWords({ destination, source, iif, oif, mark, tos, transport }: Question): string {
  return [
    `route get ${destination}`,
    source === null ? '' : `from ${source}`,
    iif === null ? '' : `iif ${iif}`,
    oif === null ? '' : `oif ${oif}`,
    mark === 0 ? '' : `mark ${mark}`,
    tos === 0 ? '' : `tos 0x${tos.toString(16)}`,
    transport === null ? '' : `ipproto ${transport.protocol} sport ${transport.sport} dport ${transport.dport}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
