import type { LiveAction } from '../model/approval.ts';
import { cliOf } from '../model/panos-cli.ts';
import { COMMAND_RISK } from '../model/panos-command.ts';
import { deleteFiles, SWITCH_OFF, switchOn } from './capture/commands.ts';
import { clearCommand } from './clear.ts';

/** Files on the device are named after the run, which has no number before it is approved. */
const RUN = { id: 'run-N' } as const;

/** What an action will run, in CLI words and in order, all but what only reads: this is what is approved. */
export function commandsOf(action: LiveAction): readonly string[] {
  const commands =
    action.kind === 'capture'
      ? [...switchOn(RUN, action), ...SWITCH_OFF, ...deleteFiles(RUN, action)]
      : [clearCommand(action)];
  return commands.filter(({ kind }) => COMMAND_RISK[kind] !== 'read').map(cliOf);
}
