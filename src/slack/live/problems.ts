import { listSome } from '../../access/words.ts';
import type { Problem } from '../../model/result.ts';

/** Why nothing was begun on live firewalls, and what to do instead. */

export const NO_FLEET: Problem = {
  code: 'no-fleet',
  message: 'No live firewalls are set up here, so I can ask none.',
  todo: 'Paste what they print; or see docs/live.md on how to name them and who may ask them.',
};

export const NO_FLOW: Problem = {
  code: 'no-flow',
  message: 'Firewalls are asked about one conversation, and this case names none yet.',
  todo: 'Say it here: @Roundtrip CLIENT > SERVER:PORT.',
};

export const CASE_CLOSED: Problem = {
  code: 'case-closed',
  message: 'This case is closed, so no firewall is asked for it.',
  todo: 'Press Reopen on its card, then ask again.',
};

export const NO_FIREWALL_HOLDS: Problem = {
  code: 'no-holder',
  message: 'No live firewall has shown a session of this conversation, so there is nothing to clear.',
  todo: 'Ask them first: @Roundtrip live. Or name a firewall: @Roundtrip clear PA-A.',
};

export const SECONDS_LIMIT: Problem = {
  code: 'capture-seconds',
  message: 'A capture lasts from 1 to 60 seconds.',
  todo: 'For example: @Roundtrip capture PA-A 30 s.',
};

export const SHARED_MEANWHILE: Problem = {
  code: 'shared-meanwhile',
  message: 'This channel is shared with another organisation now, so nothing that firewalls say is shown here.',
  todo: 'What was being asked is stopped. Open a case in a channel of your own organisation.',
};

export const NOTHING_RUNS: Problem = {
  code: 'nothing-runs',
  message: 'Nothing is being done on firewalls for this case.',
  todo: 'So there is nothing to stop.',
};

export function WHICH_FIREWALL(names: readonly string[]): Problem {
  return {
    code: 'which-firewall',
    message: `Packets are captured on one firewall at a time, and these were meant: ${listSome(names)}.`,
    todo: 'Name one: @Roundtrip capture PA-A 30 s.',
  };
}
