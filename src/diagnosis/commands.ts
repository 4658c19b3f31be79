import type { CommandId } from '../model/command.ts';
import type { PanosCommand } from '../model/panos-command.ts';
import type { CaseFacts } from './case-facts.ts';
import { CLOUD_COMMANDS } from './commands/clouds.ts';
import type { Fill } from './commands/fill.ts';
import { HOST_COMMANDS } from './commands/hosts.ts';
import { PANOS_COMMANDS, readsOf, textOf } from './commands/panos.ts';
import { QUESTIONS } from './commands/questions.ts';
import { ROUTER_COMMANDS } from './commands/routers.ts';

/**
 * Every command that Roundtrip may propose besides those of PAN-OS, filled in from the case; what the case does not know yet stays a
 * `<placeholder>`. All of them only look, except filters and captures, which end with off and clear, and `clear-flow`,
 * which only a checklist names.
 */
const COMMANDS: Readonly<Record<Exclude<CommandId, keyof typeof PANOS_COMMANDS>, Fill>> = {
  ...ROUTER_COMMANDS,
  ...HOST_COMMANDS,
  ...CLOUD_COMMANDS,
  ...QUESTIONS,
};

/** The text of a command for this case, ready to paste (several lines when it is a sequence). */
export function commandText(id: CommandId, facts: CaseFacts): string {
  return isPanos(id) ? textOf(PANOS_COMMANDS[id](facts)) : COMMANDS[id](facts);
}

/** What a live firewall can be asked for this command; empty when that is not for a firewall alone, or not known in full. */
export function liveCommands(id: CommandId, facts: CaseFacts): readonly PanosCommand[] {
  return isPanos(id) ? readsOf(PANOS_COMMANDS[id](facts)) : [];
}

function isPanos(id: CommandId): id is keyof typeof PANOS_COMMANDS {
  return id in PANOS_COMMANDS;
}
