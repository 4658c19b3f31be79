import type { Observed } from './namespace.ts';
import type { HostPlan } from './random-host.ts';

/** A host that a real kernel was asked about. */
export interface Recorded {
  readonly plan: HostPlan;
  readonly observed: Observed;
}

/** Reads a recording: one host a line. Throws when a line is no JSON. */
export function readRecording(text: string): readonly Recorded[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Recorded => JSON.parse(line));
}

/** What the comparison does not read. */
const IDLE: ReadonlySet<string> = new Set([
  ...['uid', 'cache', 'pref', 'mtu', 'qdisc', 'operstate', 'group', 'txqlen', 'link', 'link_index', 'ifindex', 'label'],
  ...['broadcast', 'valid_life_time', 'preferred_life_time', 'nodad', 'weight', 'link_type', 'address'],
]);

/** Writes a recording, one host a line, without what the comparison does not read. */
export function writeRecording(hosts: readonly Recorded[]): string {
  const slim = (key: string, value: unknown): unknown => {
    if (IDLE.has(key)) return undefined;
    if (key === 'flags' && Array.isArray(value) && !value.includes('dead') && !value.includes('linkdown'))
      return undefined;
    return key.startsWith('net.') && value === 0 ? undefined : value;
  };
  return hosts.map((host) => `${JSON.stringify(host, slim)}\n`).join('');
}
