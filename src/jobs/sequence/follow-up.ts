import type { PanosCommand, PanosCommandKind } from '../../model/panos-command.ts';
import type { Triage } from '../../model/triage.ts';
import type { DeviceView } from './device-view.ts';
import { details, sameCommand } from './questions.ts';

/** After the sequence, what a triage still wants to know is asked at most this often: each answer may raise one more question. */
export const FOLLOW_UP_ROUNDS = 3;

/** Of one firewall in one round. */
const MOST_QUESTIONS = 30;

/** What shows something only when it is read a second time. */
const READ_TWICE: ReadonlySet<PanosCommandKind> = new Set(['session-id', 'interface', 'counters', 'zone-protection']);
const READINGS = 2;

/**
 * What the next tests of a triage ask of this firewall and it was not asked in this run. Routes and look-ups go to the
 * engine that this firewall runs, and sessions are asked for by their numbers here; what names a router, interface or
 * zone that it does not have is left out, since the case knew it from another one; and so is what names an address that
 * neither the flow nor a firewall of this run has: anybody can paste a translation, and have hosts of others looked up.
 */
export function followUp(triage: Triage, view: DeviceView): readonly PanosCommand[] {
  const wanted = triage.diagnosis.nextTests
    .filter(({ observer }) => observer === view.device)
    .flatMap(({ live }) => live)
    .flatMap((command) => ownWords(view, command));
  const open = wanted.filter((command, index) => {
    const before = [...view.asked, ...wanted.slice(0, index)].filter((other) => sameCommand(other, command)).length;
    return before < (READ_TWICE.has(command.kind) ? READINGS : 1);
  });
  return open.slice(0, MOST_QUESTIONS);
}

/** A case knows the number of one session; here it is another one. */
function ownWords(view: DeviceView, command: PanosCommand): readonly PanosCommand[] {
  if (command.kind === 'session-id' && !isOf(view, command)) return details(view);
  const own = 'engine' in command ? { ...command, engine: view.engine } : command;
  return isOf(view, own) && addressesIn(own).every((address) => isEnd(view, address)) ? [own] : [];
}

function addressesIn(command: PanosCommand): readonly string[] {
  const named = [
    'address' in command ? command.address : null,
    'source' in command ? command.source : null,
    'destination' in command ? command.destination : null,
  ];
  return named.filter((address) => address !== null);
}

function isEnd({ names }: DeviceView, address: string): boolean {
  return names !== null && [...names.clients, ...names.servers].includes(address);
}

function isOf({ sessions, routers, ports }: DeviceView, command: PanosCommand): boolean {
  switch (command.kind) {
    case 'session-id':
      return sessions.some(({ id }) => id === command.id);
    case 'fib-lookup':
      return routers.includes(command.router);
    case 'interface':
      return ports.some(({ name }) => name === command.name);
    case 'arp':
    case 'neighbors':
      return command.interface === null || ports.some(({ name }) => name === command.interface);
    case 'pbf-match':
      return ports.some(({ zone }) => zone === command.fromZone);
    case 'zone-protection':
      return ports.some(({ zone }) => zone === command.zone);
    default:
      return true;
  }
}
