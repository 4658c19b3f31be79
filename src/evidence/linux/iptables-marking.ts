import type { Mark, Marking } from '../../model/facts.ts';
import { prefixOf } from './prefix.ts';
import { ipProtocolOf, rangeOf } from './rule-values.ts';

/** Options of a rule that ask for something, and those that do not; each has one word behind it. */
const ASKING: ReadonlySet<string> = new Set(['-s', '-d', '-i', '-p', '--sport', '--dport']);
/** iptables-extensions(8), "statistic": every nth packet, or packets at random. */
const STATISTIC: ReadonlySet<string> = new Set(['--mode', '--every', '--packet', '--probability']);
const SILENT: ReadonlySet<string> = new Set(['-m', '--comment', '-j', '--set-xmark', '--set-mark', ...STATISTIC]);
const WHOLE_MARK = 0xffff_ffff;

/** Which packets a rule of `iptables-save` gives which mark, by its words behind the chain; null without `-j MARK`. */
export function iptablesMarking(words: readonly string[], set: Mark | null): Marking | null {
  if (set === null) return null;
  const counters = words.indexOf('-c');
  const told = counters === -1 ? words : words.toSpliced(counters, 3);
  const options = new Map<string, string>();
  let whole = set.mask === WHOLE_MARK;
  for (let index = 0; index < told.length; index += 2) {
    const [name = '', value = ''] = told.slice(index, index + 2);
    if (!ASKING.has(name) && !SILENT.has(name)) whole = false;
    if (name === '-m' && !/^(?:tcp|udp|statistic|comment|multiport)$/.test(value)) whole = false;
    options.set(name, value);
  }
  const prefix = (name: string): string | null => prefixOf(options.get(name) ?? '');
  const ports = (name: string) => (options.has(name) ? rangeOf(options.get(name)?.replace(':', '-')) : null);
  const byPacket = options.has('--mode');
  return {
    marks: byPacket ? [...new Set([0, set.value])] : [set.value],
    byPacket,
    from: prefix('-s'),
    to: prefix('-d'),
    iif: options.get('-i') ?? null,
    protocol: options.has('-p') ? ipProtocolOf(options.get('-p')) : null,
    sourcePorts: ports('--sport'),
    destinationPorts: ports('--dport'),
    whole,
  };
}
