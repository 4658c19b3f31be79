import type { PanosCommand, PanosCommandKind, SessionFilter } from './panos-command.ts';

type Of<K extends PanosCommandKind> = Extract<PanosCommand, { readonly kind: K }>;
type Words = { readonly [K in PanosCommandKind]: (command: Of<K>) => string };

const DIAG = 'debug dataplane packet-diag';

/** What is typed for each command (PAN-OS CLI Quick Start). */
const WORDS: Words = {
  'system-info': () => 'show system info',
  'interface-all': () => 'show interface all',
  interface: ({ name }) => `show interface ${quoted(name)}`,
  'session-all': (filter) => `show session all filter ${sessions(filter)}`,
  'session-id': ({ id }) => `show session id ${id}`,
  'session-info': () => 'show session info',
  'tcp-state': () => 'show running tcp state',
  'fib-lookup': ({ engine, router, address }) =>
    engine === 'advanced'
      ? `test advanced-routing fib-lookup logical-router ${quoted(router)} ip ${address}`
      : `test routing fib-lookup virtual-router ${quoted(router)} ip ${address}`,
  routes: ({ engine }) => `show ${engine === 'advanced' ? 'advanced-routing' : 'routing'} route`,
  fib: ({ engine }) => `show ${engine === 'advanced' ? 'advanced-routing' : 'routing'} fib`,
  'pbf-rules': () => 'show pbf rule all',
  'pbf-policy': () => 'show running pbf-policy',
  'pbf-match': (match) =>
    `test pbf-policy-match from ${quoted(match.fromZone)} source ${match.source} destination ${match.destination} protocol ${match.protocol}${port(match.destinationPort)}`,
  'nat-policy': () => 'show running nat-policy',
  counters: ({ scope }) =>
    `show counter global filter ${scope === 'packet-filter' ? 'packet-filter yes ' : ''}delta yes`,
  'ha-all': () => 'show high-availability all',
  arp: (command) => `show arp ${quoted(command.interface ?? 'all')}`,
  neighbors: (command) => `show neighbor interface ${quoted(command.interface ?? 'all')}`,
  'zone-protection': ({ zone }) => `show zone-protection zone ${quoted(zone)}`,
  'packet-diag-setting': () => `${DIAG} show setting`,
  'traffic-log': (command) =>
    `show log traffic direction equal backward csv-output equal yes query equal "${trafficQuery(command)}"`,
  'packet-diag-clear': () => `${DIAG} clear all`,
  'packet-filter-match': ({ source, destination }) =>
    `${DIAG} set filter match source ${source} destination ${destination}`,
  'packet-filter': ({ on }) => `${DIAG} set filter ${on ? 'on' : 'off'}`,
  'capture-stage': ({ stage, file, packets, bytes }) =>
    `${captureStage(stage, file)} packet-count ${packets} byte-count ${bytes}`,
  capture: ({ on }) => `${DIAG} set capture ${on ? 'on' : 'off'}`,
  'capture-delete': ({ file }) => `delete debug-filter file ${file}`,
  'clear-session': ({ id }) => `clear session id ${id}`,
  'clear-sessions': (filter) => `clear session all filter ${sessions(filter)}`,
};

/**
 * The command as a person types it on the CLI. Nothing is checked here: placeholders such as `<client>` may stand in
 * for what is not known yet. What is sent to a device is checked where it is written for it.
 */
export function cliOf(command: PanosCommand): string {
  return written(command.kind, command);
}

/** A capture stage without bounds, which is how a person at the firewall sets one. */
export function captureStage(stage: Of<'capture-stage'>['stage'], file: string): string {
  return `${DIAG} set capture stage ${stage} file ${file}`;
}

/** The query of a traffic log: `( addr.src in 192.0.2.7 ) and ( addr.dst in 198.51.100.9 )`. */
export function trafficQuery({ source, destination }: Pick<SessionFilter, 'source' | 'destination'>): string {
  return [
    ...(source === null ? [] : [`( addr.src in ${source} )`]),
    ...(destination === null ? [] : [`( addr.dst in ${destination} )`]),
  ].join(' and ');
}

/** True while something that nobody knows yet stands in the command as `<…>`. */
export function hasPlaceholder(command: PanosCommand): boolean {
  return Object.values(command).some((value) => typeof value === 'string' && /^<.*>$/.test(value));
}

function written<K extends PanosCommandKind>(kind: K, command: Of<K>): string {
  return WORDS[kind](command);
}

function sessions({ source, destination, destinationPort }: SessionFilter): string {
  return [
    ...(source === null ? [] : [`source ${source}`]),
    ...(destination === null ? [] : [`destination ${destination}`]),
    ...(destinationPort === null ? [] : [`destination-port ${destinationPort}`]),
  ].join(' ');
}

function port(destinationPort: number | null): string {
  return destinationPort === null ? '' : ` destination-port ${destinationPort}`;
}

/** A name as it is typed: in quotes when it holds a blank. A placeholder stays as it is. */
function quoted(name: string): string {
  return name.includes(' ') && !name.startsWith('<') ? `"${name}"` : name;
}
