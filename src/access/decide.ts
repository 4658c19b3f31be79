import type { Access, Decision, Denied } from '../model/access.ts';
import type { Asker } from '../model/asker.ts';
import type { Fleet, Grant, Role } from '../model/fleet.ts';
import type { RiskClass } from '../model/panos-command.ts';
import { list, listSome } from './words.ts';

/** `ask`: to have it run, or to ask for its approval. `approve`: to let run what somebody else asked for. */
export type Act = 'ask' | 'approve';

/** What somebody wants on one device, or on a group of devices as a whole. */
export type Want = { readonly act: Act; readonly risk: RiskClass } & (
  | { readonly device: string }
  | { readonly group: string }
);

/**
 * What a role is for. Of `ask` and `approve` a grant gives what its risk classes name as well; `always` may be asked for
 * whatever they name: nobody can judge a request on a firewall that they may not look at.
 */
export const ROLE_MAY = {
  viewer: { ask: ['read'], approve: [], always: [] },
  operator: { ask: ['read', 'observe', 'change'], approve: [], always: [] },
  approver: { ask: ['read'], approve: ['observe', 'change'], always: ['read'] },
} as const satisfies Readonly<Record<Role, Readonly<Record<Act | 'always', readonly RiskClass[]>>>>;

/**
 * Whether someone may have something from a device now. What no grant allows is denied; guests, bots and people of other
 * organisations get nothing, and nobody gets anything in a channel that outsiders read. That the asker and the approver
 * of one request are two people is decided where the request is known.
 */
export function decide(fleet: Fleet, asker: Asker, want: Want): Decision {
  const refused = refusalOf(asker);
  if (refused !== null) return refused;
  const group = groupOf(fleet, want);
  if (group === null) return unknownPlace(fleet, want);
  if (want.act === 'approve' && want.risk === 'read') return READ_NEEDS_NONE;
  const mine = grantsOf(fleet, asker).filter((grant) => covers(grant, group));
  const grant = mine.find((one) => gives(one, want));
  return grant === undefined ? denied(fleet, asker, want, group, mine) : { allowed: true, grant };
}

/** What someone may do here and now, group by group in the order of the fleet file. */
export function accessOf(fleet: Fleet, asker: Asker): Access {
  const can = (act: Act, risk: RiskClass, group: string) => decide(fleet, asker, { act, risk, group });
  const groups = groupsOf(fleet).map((group) => ({
    group,
    devices: fleet.devices.filter((device) => device.group === group).map(({ name }) => name),
    ask: {
      read: can('ask', 'read', group),
      observe: can('ask', 'observe', group),
      change: can('ask', 'change', group),
    },
    approve: { observe: can('approve', 'observe', group), change: can('approve', 'change', group) },
  }));
  return { refused: refusalOf(asker), groups };
}

/** The device groups, each once, in the order of the fleet file. */
export function groupsOf({ devices }: Fleet): readonly string[] {
  return [...new Set(devices.map(({ group }) => group))];
}

/** Whether a grant holds for a device group. */
export function covers({ groups }: Grant, group: string): boolean {
  return groups === 'all' || groups.includes(group);
}

/** Whether a grant, by its role and its risk classes, gives something on the groups that it covers. */
export function gives({ role, risks }: Grant, { act, risk }: Pick<Want, 'act' | 'risk'>): boolean {
  const may: Readonly<Record<Act | 'always', readonly RiskClass[]>> = ROLE_MAY[role];
  return may[act].includes(risk) && (risks.includes(risk) || may.always.includes(risk));
}

function grantsOf({ grants }: Fleet, { user, usergroups, channel }: Asker): readonly Grant[] {
  return grants.filter(
    (grant) =>
      grant.users.includes(user) ||
      grant.channels.includes(channel) ||
      grant.usergroups.some((id) => usergroups.includes(id)),
  );
}

function groupOf(fleet: Fleet, want: Want): string | null {
  if ('group' in want) return groupsOf(fleet).find((group) => group === want.group) ?? null;
  return fleet.devices.find(({ name }) => name === want.device)?.group ?? null;
}

function refusalOf({ kind, shared }: Asker): Denied | null {
  if (kind === 'bot') return deny('Bots get nothing from firewalls.', 'Ask as a person.');
  if (kind === 'guest') return deny('Guests get nothing from firewalls.', 'Ask a full member of the workspace.');
  if (kind === 'outsider') {
    return deny(
      'People who do not belong to this workspace get nothing from firewalls.',
      'Ask a member of the workspace that the firewalls belong to.',
    );
  }
  if (!shared) return null;
  return deny(
    'This channel is shared with another organisation, and what firewalls say would be read there.',
    'Ask in a channel of your own organisation.',
  );
}

const READ_NEEDS_NONE = deny('What only reads needs no approval.', 'Ask for it; it runs at once for whoever may read.');

function unknownPlace(fleet: Fleet, want: Want): Decision {
  const [what, known] =
    'device' in want
      ? [`firewall ${quoted(want.device)}`, fleet.devices.map(({ name }) => name)]
      : [`group ${quoted(want.group)}`, groupsOf(fleet)];
  return deny(`The fleet file has no ${what}.`, `It has ${listSome(known)}.`);
}

function denied(fleet: Fleet, { user }: Asker, want: Want, group: string, mine: readonly Grant[]): Decision {
  const roles = [...new Set(mine.map(({ role }) => role))];
  const what = `${want.act === 'ask' ? 'ask for' : 'approve'} ${want.risk} on the firewalls of ${quoted(group)}`;
  const says = roles.length === 0 ? `No rule lets you ${what}.` : `As ${list(roles)} you may not ${what}.`;
  const needed = want.act === 'approve' ? 'approver' : want.risk === 'read' ? 'viewer' : 'operator';
  const others = fleet.grants.some((grant) => covers(grant, group) && gives(grant, want));
  const someone = others ? 'Ask somebody who may, or have' : 'Have';
  return deny(says, `${someone} the keeper of the fleet file add ${user} as ${needed} for ${quoted(group)}.`);
}

function quoted(name: string): string {
  return `“${name.slice(0, NAME_AT_MOST)}”`;
}

const NAME_AT_MOST = 64;

function deny(says: string, todo: string): Denied {
  return { allowed: false, says, todo };
}
