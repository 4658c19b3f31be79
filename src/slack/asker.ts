import type { Asker } from '../model/asker.ts';
import type { Fleet } from '../model/fleet.ts';
import { fail, ok, type Problem, type Result } from '../model/result.ts';
import { readFailure, todoFor } from './api-failure.ts';
import type { Bot } from './plan.ts';
import type { PersonInSlack, SlackApi } from './web-api.ts';

/** Somebody who wants something from a firewall, as the job says it. */
export interface Asking {
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  /** The workspace of the person, when Slack named one beside the job's own. */
  readonly userTeam?: string;
}

/** Slack's own bot, which it does not mark as one. */
const SLACKBOT = 'USLACKBOT';

/**
 * Who asks, as Slack says at this moment: nothing is kept from one time to the next, because people leave groups and
 * channels are shared meanwhile. Only the user groups that the fleet file names are looked at. When Slack does not say,
 * the answer is a Problem, and nobody is allowed anything on it.
 */
export async function askerOf({ api, fleet }: Pick<Bot, 'api' | 'fleet'>, asking: Asking): Promise<Result<Asker>> {
  const { user, channel } = asking;
  try {
    const kind = kindOf(await api.person(user), asking);
    const shared = isDirect(channel) ? false : await api.isSharedOutside(channel);
    const usergroups = kind === 'member' ? await usergroupsOf(api, fleet, user) : [];
    return ok({ user, channel, usergroups, kind, shared });
  } catch (error) {
    const failure = readFailure(error);
    return fail(notSaid(failure.kind === 'limited' ? 'ratelimited' : failure.error));
  }
}

function kindOf(person: PersonInSlack, { user, team, userTeam }: Asking): Asker['kind'] {
  const isOurs = person.team === team || person.teams.includes(team);
  const comesFromHere = userTeam === undefined || userTeam === team || person.teams.includes(userTeam);
  if (person.isBot || user === SLACKBOT) return 'bot';
  if (person.isStranger || person.isDeleted || !isOurs || !comesFromHere) return 'outsider';
  return person.isGuest ? 'guest' : 'member';
}

async function usergroupsOf(api: SlackApi, fleet: Fleet | null, user: string): Promise<readonly string[]> {
  const mine: string[] = [];
  const named = (fleet?.grants ?? []).flatMap(({ usergroups }) => usergroups);
  for (const usergroup of new Set(named)) {
    const members = await membersOf(api, usergroup);
    if (members.includes(user)) mine.push(usergroup);
  }
  return mine;
}

/** A user group that is not there, or was switched off, has nobody in it. */
async function membersOf(api: SlackApi, usergroup: string): Promise<readonly string[]> {
  try {
    return await api.usergroupMembers(usergroup);
  } catch (error) {
    const failure = readFailure(error);
    if (failure.kind === 'refused' && GONE.includes(failure.error)) return [];
    throw error;
  }
}

const GONE: readonly string[] = ['no_such_subteam', 'subteam_not_found'];

/** A direct conversation has one person in it, who is asked about anyway. */
function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}

function notSaid(why: string): Problem {
  return {
    code: 'asker-unknown',
    message: `Slack did not say who you are and who reads this channel (${why}), so nothing was asked of a firewall.`,
    todo: why === 'ratelimited' ? 'Slack asks to wait: try again in a minute.' : todoFor(why),
  };
}
