import type { Evidence, RawEvidence } from '../model/evidence.ts';
import { withoutStage } from './pcap/stage.ts';

type Named = Pick<Evidence, 'source' | 'observer'>;

/** Words of a file's name that tell what was printed, when or why, and not who printed it. */
const NO_DEVICE: ReadonlySet<string> = new Set(
  `adv advanced after all api arp availability before case capture cli command commands config counter counters csv
data debug delta detail details diag dump during evidence fail failed failing fib filter fix fixed flow flows forward
from global good bad ha high http https id inc incident info input interface interfaces ip issue json later list
listing log logical logs lookup match mgmt monitor my nat new next note notes now old only out output outputs packet
part paste pasted path pbf ping policies policy problem raw read reply replies report response result results return
route routes routing rule rules run running sample second session sessions set setting settings show slow snapshot ssh
state status step sync system table tcp tech techsupport support test text first third ticket time to trace traceroute
traffic try two udp vr vsys with xml zone zones
addr addrs address addresses conntrack dmesg ens eno enp eth ifcfg iptables journal kern kernel link links martian martians
messages mtr neigh neighbours netplan netstat network nft nftables nmcli nmconnection nstat persistence rt ruleset socket
sockets ss sysctl syslog tables tracepath`.split(/\s+/),
);

/** Names of a kind of device: a name only with a number or beside another word. */
const ANY_DEVICE: ReadonlySet<string> = new Set([
  'fw',
  'firewall',
  'host',
  'server',
  'client',
  'router',
  'switch',
  'peer',
  'user',
]);

/**
 * Names the observer of evidence that has no prompt by its file's name (`PA-A session.txt` → PA-A). When prompts
 * elsewhere name exactly one device in which that name is found (`edge` in FW-EDGE), it is that device. What a person
 * typed or pasted has no file, and a name made of words like `session` or `counters` names nobody.
 */
export function namedByFile<T extends Named>(drafts: readonly T[], raw: readonly RawEvidence[]): readonly T[] {
  const known = [...new Set(drafts.flatMap(({ observer }) => (observer === null ? [] : [observer])))];
  const files = new Set(raw.flatMap(({ source, obtained }) => (isFile(obtained) ? [source] : [])));
  return drafts.map((draft) => {
    const name = draft.observer === null && files.has(draft.source) ? deviceInFileName(draft.source) : null;
    return name === null ? draft : { ...draft, observer: amongKnown(name, known) ?? name };
  });
}

function isFile(obtained: RawEvidence['obtained']): boolean {
  return obtained === 'file' || obtained === 'upload';
}

interface Word {
  readonly text: string;
  readonly at: number;
}

/** The device that a file's path names: the longest run of words of its last part that can; null when there is none. */
export function deviceInFileName(path: string): string | null {
  const base = withoutStage(path.split(/[/\\]/).at(-1) ?? path);
  const stem = base.replace(/(?:\.[A-Za-z]{1,6})+$/, '');
  const words = [...stem.matchAll(/[A-Za-z0-9]+/g)].map((match) => ({ text: match[0], at: match.index }));
  const run = longest(runsOf(words));
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined || (run.length === 1 && isAnyDevice(first))) return null;
  return stem.slice(first.at, last.at + last.text.length);
}

/** Runs of words that can name a device. A bare number belongs to one only behind the kind of device (`fw 1`). */
function runsOf(words: readonly Word[]): readonly (readonly Word[])[] {
  const runs: Word[][] = [[]];
  for (const word of words) {
    const run = runs.at(-1) ?? [];
    const previous = run.at(-1);
    const isNumber = /^\d+$/.test(word.text);
    const belongs = isNumber ? previous !== undefined && isAnyDevice(previous) : !isNoDevice(word);
    if (belongs) run.push(word);
    else runs.push([]);
  }
  return runs;
}

function longest(runs: readonly (readonly Word[])[]): readonly Word[] {
  return runs.reduce((best, run) => (run.length > best.length ? run : best), []);
}

function isNoDevice({ text }: Word): boolean {
  return NO_DEVICE.has(text.toLowerCase().replace(/\d+$/, ''));
}

function isAnyDevice({ text }: Word): boolean {
  return ANY_DEVICE.has(text.toLowerCase());
}

function amongKnown(name: string, known: readonly string[]): string | null {
  const wanted = wordsOf(name);
  const found = known.filter((one) => {
    const words = wordsOf(one);
    return words.join('') === wanted.join('') || (wanted.length === 1 && words.includes(wanted[0] ?? ''));
  });
  const [only = null] = found;
  return found.length === 1 ? only : null;
}

function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
