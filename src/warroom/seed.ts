import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import { Workspace } from './state.ts';

const PEOPLE = [
  { id: 'U0ANARUIZ1', name: 'ana', realName: 'Ana Ruiz', title: 'Network on call' },
  { id: 'U0PRIYANA1', name: 'priya', realName: 'Priya Nair', title: 'Firewall owner' },
  { id: 'U0TOMASWE1', name: 'tomas', realName: 'Tomas Weber', title: 'Incident commander' },
  { id: 'U0JOOKAFO1', name: 'jo', realName: 'Jo Okafor', title: 'Application owner' },
] as const;

/**
 * A small workspace: four people (an approval needs two of them), one user group, #incident-edge and #noc with the
 * bot in both, and a direct conversation with the bot for each person.
 */
export function seedWorkspace(clock: Clock, ids: Ids, botName: string): Workspace {
  const workspace = new Workspace(clock, ids, botName);
  const people = PEOPLE.map((person) => workspace.addUser({ ...person, isBot: false }));
  const handle = botName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const bot = { id: workspace.app.botUserId, name: handle, realName: botName, title: '', isBot: true };
  workspace.addUser(bot);
  workspace.usergroups.push({
    id: 'S0FWOWNER1',
    handle: 'firewall-owners',
    name: 'Firewall owners',
    users: ['U0PRIYANA1', 'U0TOMASWE1'],
  });
  const everyone = [...people, bot].map((user) => user.id);
  workspace.addChannel('incident-edge', 'channel', everyone, 'The incident that is open now');
  workspace.addChannel('noc', 'channel', everyone, 'Network operations');
  for (const person of people) workspace.directMessage(person.id);
  return workspace;
}
