import { z } from 'zod';
import { type Grant, ROLES, type Role } from '../../model/fleet.ts';
import { RISK_CLASSES, type RiskClass } from '../../model/panos-command.ts';
import { gives } from '../decide.ts';
import { list } from '../words.ts';
import { nameSchema } from './devices.ts';
import { nearest } from './near.ts';
import { asRecord, readShape, type Say } from './shape.ts';
import type { Path } from './yaml-text.ts';

/** The risk classes of a grant that names none. Whatever needs approval still needs a second person's. */
export const DEFAULT_RISKS: Readonly<Record<Role, readonly RiskClass[]>> = {
  viewer: ['read'],
  operator: ['read', 'observe', 'change'],
  approver: ['observe', 'change'],
};

const MOST_IDS = 500;

/** Ids are used everywhere: names can be changed by whoever bears them, and two people may bear the same. */
const ids = (begins: string) =>
  z
    .array(z.string().regex(new RegExp(`^[${begins}][A-Z0-9]{2,20}$`)))
    .max(MOST_IDS)
    .optional();

const grantShape = z.strictObject({
  role: z.enum(ROLES),
  users: ids('UW'),
  usergroups: ids('S'),
  channels: ids('CG'),
  groups: z.union([z.literal('all'), z.array(nameSchema).min(1).max(MOST_IDS)]),
  risks: z.array(z.enum(RISK_CLASSES)).min(1).optional(),
});

const GRANT_HINTS: Readonly<Record<keyof z.output<typeof grantShape>, string>> = {
  role: `Write ${list(ROLES, 'or')}.`,
  users: 'List ids like U024BE7LH, not names: in Slack, open the profile, then ⋮, “Copy member ID”.',
  usergroups: 'List ids like S0614TZR7, not names: in Slack, open the user group, then ⋯, “Copy group ID”.',
  channels: 'List ids like C024BE91L, not names: in Slack, open the channel’s details; the id stands at the bottom.',
  groups: 'Write all, or list device groups: [edge, dc].',
  risks: `List some of ${list(RISK_CLASSES)}.`,
};

/** Reads one line of who may do what. `known` are the device groups. Null when something of it is wrong. */
export function readGrant(given: unknown, at: Path, line: number, known: readonly string[], say: Say): Grant | null {
  if (asRecord(given) === null) {
    say(at, 'A rule of access is no mapping.', `Begin it with - role: ${list(ROLES, 'or')}.`);
    return null;
  }
  const read = readShape(grantShape, given, at, GRANT_HINTS, say);
  const { groups: named } = asRecord(given) ?? {};
  const strangers = Array.isArray(named) ? unknownGroups(named, known, [...at, 'groups'], say) : 0;
  if (read === null || strangers > 0) return null;
  const { role, users = [], usergroups = [], channels = [], groups } = read;
  const grant = { role, users, usergroups, channels, groups, risks: read.risks ?? DEFAULT_RISKS[role], line };
  if (users.length + usergroups.length + channels.length === 0) {
    say(at, 'This rule holds for nobody.', 'Name users, usergroups or channels.');
    return null;
  }
  return read.risks === undefined || isUseful(grant, at, say) ? grant : null;
}

function unknownGroups(named: readonly unknown[], known: readonly string[], at: Path, say: Say): number {
  const strangers = named.flatMap((group, index) => {
    return typeof group === 'string' && nameSchema.safeParse(group).success && !known.includes(group)
      ? [{ group, index }]
      : [];
  });
  for (const { group, index } of strangers) {
    const meant = nearest(group, known);
    const todo = meant === null ? `There are: ${list(known)}.` : `Did you mean “${meant}”?`;
    say([...at, index], `No device stands in a group “${group}”.`, group === 'all' ? 'Write groups: all.' : todo);
  }
  return strangers.length;
}

/** A risk class that a role gives nothing of is a mistake in one of the two. */
function isUseful(grant: Grant, at: Path, say: Say): boolean {
  const idle = grant.risks.filter(
    (risk) => !gives(grant, { act: 'ask', risk }) && !gives(grant, { act: 'approve', risk }),
  );
  if (idle.length > 0) {
    say(
      [...at, 'risks'],
      `A ${grant.role} is given nothing by ${list(idle)}.`,
      'Take it out, or write role: operator.',
    );
  } else if (grant.role === 'approver' && grant.risks.every((risk) => risk === 'read')) {
    say([...at, 'risks'], 'This approver may approve nothing.', 'Add observe or change, or write role: viewer.');
  } else return true;
  return false;
}
