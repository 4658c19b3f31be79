import type { Evidence } from '../../model/evidence.ts';

/** The places inside a PAN-OS dataplane at which packets can be captured. */
export const STAGES = ['receive', 'firewall', 'transmit', 'drop'] as const;
export type Stage = (typeof STAGES)[number];

const SHORT: ReadonlyMap<string, Stage> = new Map([
  ['rx', 'receive'],
  ['receive', 'receive'],
  ['fw', 'firewall'],
  ['firewall', 'firewall'],
  ['tx', 'transmit'],
  ['transmit', 'transmit'],
  ['drop', 'drop'],
]);

/** Words of a file's name that are a stage by themselves; `fw` and `firewall` also name devices. */
const TELLING = /(?:^|[^a-z])(rx|receive|tx|transmit|drop|rt-firewall|stage-firewall)(?=[^a-z]|$)/i;

/** PAN-OS: `view-pcap … filter-pcap NAME` prints a stage's file. */
const VIEWED = /^view-pcap\b.*\bfilter-pcap (\S+)/;

/**
 * The stage that a capture was taken at: what the giver said, else what the file's name says (`rt-receive.pcap`).
 * Null for a capture that is no stage capture.
 */
export function stageOf({ point, command, source }: Pick<Evidence, 'point' | 'command' | 'source'>): Stage | null {
  if (point !== null) {
    const bare = point
      .trim()
      .toLowerCase()
      .replace(/^stage[\s:]+|\s+stage$/g, '');
    return SHORT.get(bare) ?? null;
  }
  const viewed = VIEWED.exec(command ?? '')?.[1];
  const base = viewed ?? source.split(/[/\\]/).at(-1) ?? source;
  const word = TELLING.exec(base)?.[1]
    ?.toLowerCase()
    .replace(/^(?:rt|stage)-/, '');
  return word === undefined ? null : (SHORT.get(word) ?? null);
}
