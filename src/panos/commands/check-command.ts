import { CAPTURE_STAGES, type PanosCommand, type PanosCommandKind } from '../../model/panos-command.ts';
import { ok } from '../../model/result.ts';
import {
  address,
  type Checked,
  fileName,
  hostAddress,
  interfaceName,
  name,
  optional,
  port,
  refuse,
  sessionId,
  whole,
} from './field-checks.ts';

/** The API gives at most this many log entries at once (PAN-OS XML API, Retrieve Logs: `nlogs`). */
export const MOST_LOGS = 5_000;
/** Bounds of one capture stage: what a short look at one flow needs, and what a firewall's management disk never feels. */
export const MOST_PACKETS = 20_000;
export const MOST_BYTES = 20_971_520;

type Of<K extends PanosCommandKind> = Extract<PanosCommand, { readonly kind: K }>;
type Checks = { readonly [K in PanosCommandKind]: (command: Of<K>) => Checked<Of<K>> };

const asIs = <C>(command: C): Checked<C> => ok(command);

/** What must hold of the fields of each command. */
const CHECKS: Checks = {
  'system-info': asIs,
  'interface-all': asIs,
  interface: (c) => fields(c, { name: interfaceName }),
  'session-all': (c) =>
    c.source === null && c.destination === null
      ? refuse('source', 'and destination are both missing', 'Name at least one end of the flow.')
      : ends(fields(c, { source: optional(address), destination: optional(address), destinationPort: optional(port) })),
  'session-id': (c) => fields(c, { id: sessionId }),
  'session-info': asIs,
  'tcp-state': asIs,
  'fib-lookup': (c) => fields(c, { router: name, address }),
  routes: asIs,
  fib: asIs,
  'pbf-rules': asIs,
  'pbf-policy': asIs,
  'pbf-match': (c) =>
    ends(
      fields(c, {
        fromZone: name,
        source: address,
        destination: address,
        protocol: (field, value) => whole(field, value, 0, 255),
        destinationPort: optional(port),
      }),
    ),
  'nat-policy': asIs,
  counters: asIs,
  'ha-all': asIs,
  arp: (c) => fields(c, { interface: optional(interfaceName) }),
  neighbors: (c) => fields(c, { interface: optional(interfaceName) }),
  'zone-protection': (c) => fields(c, { zone: name }),
  'packet-diag-setting': asIs,
  'traffic-log': (c) =>
    c.source === null && c.destination === null
      ? refuse('source', 'and destination are both missing', 'Name at least one end of the flow.')
      : ends(
          fields(c, {
            source: optional(address),
            destination: optional(address),
            count: (field, value) => whole(field, value, 1, MOST_LOGS),
          }),
        ),
  'packet-diag-clear': asIs,
  'packet-filter-match': (c) => ends(fields(c, { source: address, destination: address })),
  'packet-filter': asIs,
  'capture-stage': (c) =>
    CAPTURE_STAGES.includes(c.stage)
      ? fields(c, {
          file: fileName,
          packets: (field, value) => whole(field, value, 1, MOST_PACKETS),
          bytes: (field, value) => whole(field, value, 64, MOST_BYTES),
        })
      : refuse('stage', 'is not a capture stage', `Use one of ${CAPTURE_STAGES.join(', ')}.`),
  capture: asIs,
  'capture-delete': (c) => fields(c, { file: fileName }),
  'clear-session': (c) => fields(c, { id: sessionId }),
  'clear-sessions': (c) =>
    ends(fields(c, { source: hostAddress, destination: hostAddress, destinationPort: optional(port) })),
};

/** The same command with its addresses in their short form, or the first thing that is wrong with it. */
export function checkCommand(command: PanosCommand): Checked<PanosCommand> {
  return checked(command.kind, command);
}

function checked<K extends PanosCommandKind>(kind: K, command: Of<K>): Checked<Of<K>> {
  return CHECKS[kind](command);
}

type FieldChecks<C> = { readonly [F in keyof C]?: (field: string, value: C[F]) => Checked<C[F]> };

function fields<C extends object>(command: C, checks: FieldChecks<C>): Checked<C> {
  let result = command;
  for (const field in checks) {
    const check = checks[field];
    if (check === undefined) continue;
    const one = check(field, command[field]);
    if (!one.ok) return one;
    result = { ...result, [field]: one.value };
  }
  return ok(result);
}

interface Ends {
  readonly source: string | null;
  readonly destination: string | null;
}

/** No packet has ends of two address families. */
function ends<C extends Ends>(command: Checked<C>): Checked<C> {
  if (!command.ok) return command;
  const { source, destination } = command.value;
  if (source === null || destination === null || source.includes(':') === destination.includes(':')) return command;
  return refuse('source', 'and destination are of different address families', 'Name both ends of the same flow.');
}
